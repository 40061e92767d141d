import assert from "node:assert/strict";
import { checkTemplate, compliantTrail } from "./check-template";

/** `#{Name}` for what the language of this file reads itself. */
const text = (template: string) => template.replaceAll("#", "$");
const KEY = { Type: "AWS::KMS::Key" };
const CASES: readonly (readonly [title: string, kmsKeyId: unknown, key: object, status: string])[] = [
    ["the ARN of a key", { "Fn::GetAtt": ["Key", "Arn"] }, KEY, "pass"],
    ["the ARN of a key, in the short form", { "Fn::GetAtt": "Key.Arn" }, KEY, "pass"],
    ["the ID of a key", { Ref: "Key" }, KEY, "pass"],
    ["a parameter", { Ref: "KeyArn" }, KEY, "undetermined"],
    ["a missing resource", { "Fn::GetAtt": ["Other", "Arn"] }, KEY, "undetermined"],
    ["the result of a custom resource", { "Fn::GetAtt": ["Key", "Arn"] }, { Type: "Custom::Key" }, "undetermined"],
    [
        "an output of a nested stack",
        { "Fn::GetAtt": ["Key", "Outputs.Arn"] },
        { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: "https://example.com/t" } },
        "undetermined",
    ],
    ["another attribute", { "Fn::GetAtt": ["Key", "Description"] }, KEY, "undetermined"],
    ["a condition", { "Fn::If": ["HasKey", { "Fn::GetAtt": ["Key", "Arn"] }, ""] }, KEY, "undetermined"],
    ["a choice of two keys", { "Fn::If": ["HasKey", { Ref: "Key" }, { "Fn::GetAtt": ["Key", "KeyId"] }] }, KEY, "pass"],
    ["a string with it", { "Fn::Sub": text("#{Key.Arn}") }, KEY, "pass"],
    ["a string with it, by another name", { "Fn::Sub": [text("#{K}"), { K: { Ref: "Key" } }] }, KEY, "pass"],
    ["a string around anything", { "Fn::Sub": text("alias/#{KeyArn}") }, KEY, "pass"],
    ["strings joined to anything", { "Fn::Join": ["", ["alias/", { Ref: "KeyArn" }]] }, KEY, "pass"],
    ["a dynamic reference", { "Fn::Sub": text("{{resolve:ssm:#{KeyArn}}}") }, KEY, "undetermined"],
    [
        "a joined dynamic reference",
        { "Fn::Join": ["", ["{{resolve:ssm:", { Ref: "KeyArn" }, "}}"]] },
        KEY,
        "undetermined",
    ],
    ["a string of a parameter", { "Fn::Sub": text("#{KeyArn}") }, KEY, "undetermined"],
    [
        "a string in which a parameter hides the key's name",
        { "Fn::Sub": [text("#{Key}"), { Key: { Ref: "KeyArn" } }] },
        KEY,
        "undetermined",
    ],
    ["nothing joined to a parameter", { "Fn::Join": ["", ["", { Ref: "KeyArn" }]] }, KEY, "undetermined"],
    ["something joined to nothing", { "Fn::Join": [", ", [{ Ref: "KeyArn" }]] }, KEY, "undetermined"],
    ["a part of it", { "Fn::Select": [0, { "Fn::Split": [":", { Ref: "Key" }] }] }, KEY, "undetermined"],
    [
        "a resource that a macro creates",
        { "Fn::GetAtt": ["Key", "Arn"] },
        { ...KEY, "Fn::Transform": { Name: "M" } },
        "undetermined",
    ],
];

describe("a property that refers to a resource of the template", () => {
    for (const [title, KMSKeyId, key, status] of CASES) {
        it(`is ${status === "pass" ? "set" : "not known"} by ${title}`, async () => {
            const { report } = await checkTemplate({
                Parameters: { KeyArn: { Type: "String" } },
                Conditions: { HasKey: { "Fn::Equals": [{ Ref: "AWS::Region" }, "us-east-1"] } },
                Resources: { Key: key, Trail: compliantTrail({ KMSKeyId }) },
            });
            const result = report.trails[0]?.results.find(({ policy }) => policy === "cloudtrail-kms-encryption");
            assert.equal(result?.status, status);
        });
    }
});
