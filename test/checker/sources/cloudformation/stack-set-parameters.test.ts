import assert from "node:assert/strict";
import { isUnknown } from "../../../../src/cloudtrail/value";
import { gatherFolder } from "../gather";

const value = (ParameterValue: unknown) => ({ ParameterKey: "Multi", ParameterValue });
const OWN = [value("true")];
const group = (...ParameterOverrides: unknown[]) => ({ Regions: ["us-east-1"], ParameterOverrides });

const CASES: readonly (readonly [title: string, properties: object, known: boolean])[] = [
    ["its own parameters", { Parameters: OWN }, true],
    ["a group without overrides", { Parameters: OWN, StackInstancesGroup: [{ Regions: ["us-east-1"] }] }, true],
    ["a group that repeats the value", { Parameters: OWN, StackInstancesGroup: [group(value("true"))] }, true],
    [
        "a group that overrides another parameter",
        { Parameters: OWN, StackInstancesGroup: [group({ ParameterKey: "Other", ParameterValue: "false" })] },
        true,
    ],
    ["a group that overrides it", { Parameters: OWN, StackInstancesGroup: [group(value("false"))] }, false],
    [
        "the second group overrides it",
        { Parameters: OWN, StackInstancesGroup: [group(), group(value("false"))] },
        false,
    ],
    ["an override that isn't known", { Parameters: OWN, StackInstancesGroup: [group(value({ Ref: "P" }))] }, false],
    ["an override of what isn't known", { Parameters: OWN, StackInstancesGroup: [group({ Ref: "P" })] }, false],
    ["groups that aren't known", { Parameters: OWN, StackInstancesGroup: { Ref: "P" } }, false],
    [
        "a group that isn't known",
        { Parameters: OWN, StackInstancesGroup: [{ "Fn::If": ["C", group(), group()] }] },
        false,
    ],
    ["overrides alone", { StackInstancesGroup: [group(value("true"))] }, false],
    ["parameters that aren't known", { Parameters: { Ref: "P" } }, false],
];

describe("the parameters of the stacks of a stack set", () => {
    for (const [title, properties, known] of CASES) {
        it(`are ${known ? "" : "not "}known from ${title}`, async () => {
            const inner = {
                Parameters: { Multi: { Type: "String" } },
                Resources: {
                    Trail: {
                        Type: "AWS::CloudTrail::Trail",
                        Properties: { IsLogging: true, S3BucketName: "logs", IsMultiRegionTrail: { Ref: "Multi" } },
                    },
                },
            };
            const template = {
                Parameters: { P: { Type: "String" } },
                Conditions: { C: { "Fn::Equals": [{ Ref: "P" }, "a"] } },
                Resources: {
                    Set: {
                        Type: "AWS::CloudFormation::StackSet",
                        Properties: { ...properties, TemplateBody: JSON.stringify(inner) },
                    },
                },
            };
            const { trails, problems } = await gatherFolder({ "t.json": JSON.stringify(template) });
            assert.deepEqual(problems, []);
            const { isMultiRegionTrail } = trails[0].trail;
            assert.equal(isUnknown(isMultiRegionTrail) ? "unknown" : isMultiRegionTrail, known ? true : "unknown");
        });
    }
});
