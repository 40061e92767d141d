import assert from "node:assert/strict";
import { join } from "node:path";
import agentAliasEvents from "../../../../policies/cloudtrail-bedrock-agent-alias-events";
import { evaluate } from "../../../../src/compliance/evaluate";
import { gather, gatherFolder, withFiles } from "../gather";

const stack = (templateFile: string, environment: string, more: object = {}) => ({
    type: "aws:cloudformation:stack",
    environment,
    properties: { templateFile, ...more },
    displayName: `Shown/${templateFile.split(".")[0]}`,
});
const manifest = (artifacts: object) => JSON.stringify({ version: "48.0.0", artifacts });
const trail = (properties: object) => ({
    Type: "AWS::CloudTrail::Trail",
    Properties: { IsLogging: true, S3BucketName: "logs", ...properties },
});

const ASSEMBLY = {
    "manifest.json": manifest({
        Audit: stack("Audit.template.json", "aws://111122223333/us-gov-west-1", { stackName: "audit" }),
        "Audit.assets": { type: "cdk:asset-manifest", properties: { file: "Audit.assets.json" } },
        "assembly-Prod": { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } },
        Tree: { type: "cdk:tree", properties: { file: "tree.json" } },
    }),
    "Audit.template.json": JSON.stringify({
        Conditions: { Gov: { "Fn::Equals": [{ Ref: "AWS::Partition" }, "aws-us-gov"] } },
        Resources: {
            Trail: trail({
                TrailName: {
                    "Fn::Join": [" ", [{ Ref: "AWS::Partition" }, { Ref: "AWS::Region" }, { Ref: "AWS::AccountId" }]],
                },
                IsMultiRegionTrail: { "Fn::If": ["Gov", true, false] },
            }),
            Inner: {
                Type: "AWS::CloudFormation::Stack",
                Properties: { TemplateURL: { "Fn::Sub": "https://…" }, Parameters: { Multi: { "Fn::Sub": "true" } } },
                Metadata: { "aws:asset:path": "AuditInner.nested.template.json" },
            },
        },
    }),
    "AuditInner.nested.template.json": JSON.stringify({
        Parameters: { Multi: { Type: "String" } },
        Resources: { Trail: trail({ TrailName: { Ref: "AWS::Region" }, IsMultiRegionTrail: { Ref: "Multi" } }) },
    }),
    "assembly-Prod/manifest.json": manifest({
        ProdAudit: stack("ProdAudit.template.json", "aws://unknown-account/unknown-region"),
    }),
    "assembly-Prod/ProdAudit.template.json": JSON.stringify({
        Resources: { Trail: trail({ TrailName: { Ref: "AWS::Region" } }), Agent: { Type: "AWS::Bedrock::Agent" } },
    }),
    "tree.json": JSON.stringify({ version: "tree-0.1", tree: {} }),
};

describe("a CDK cloud assembly", () => {
    it("is read by its manifest: each stack once, by its name, in its environment", async () => {
        const { trails, stacks = [], problems, notes } = await gatherFolder(ASSEMBLY);
        assert.deepEqual([problems, notes], [[], []]);
        assert.deepEqual(
            trails.map(({ trail: { label, partition, isMultiRegionTrail }, place }) => [
                place.file?.split("/").pop(),
                label,
                partition,
                isMultiRegionTrail,
            ]),
            [
                ["AuditInner.nested.template.json", "us-gov-west-1", "aws-us-gov", true],
                ["Audit.template.json", "aws-us-gov us-gov-west-1 111122223333", "aws-us-gov", true],
                ["ProdAudit.template.json", "Trail", "aws", false],
            ],
        );
        assert.deepEqual(
            stacks.map(({ stack: { label, incomplete } }) => [label, incomplete]),
            [
                ["audit/Inner", undefined],
                ["audit", undefined],
                ["Shown/ProdAudit", undefined],
            ],
        );
    });

    it("judges what a stack set creates in the partition of its stack, even in another Region", async () => {
        const logged = {
            FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: ["AWS::Bedrock::AgentAlias"] },
                { Field: "resources.ARN", StartsWith: ["arn:aws:bedrock:"] },
            ],
        };
        const inner = {
            Resources: { Trail: trail({ TrailName: { Ref: "AWS::Region" }, AdvancedEventSelectors: [logged] }) },
        };
        const { trails } = await gatherFolder({
            "manifest.json": manifest({ Audit: stack("Set.template.json", "aws://111122223333/us-gov-west-1") }),
            "Set.template.json": JSON.stringify({
                Resources: {
                    Set: {
                        Type: "AWS::CloudFormation::StackSet",
                        Properties: { TemplateBody: JSON.stringify(inner) },
                    },
                },
            }),
        });
        assert.deepEqual(
            trails.map(({ trail: { partition, label } }) => [partition, label]),
            [["aws-us-gov", "Set/Trail"]],
        );
        const result = evaluate(agentAliasEvents, trails[0].trail, {});
        assert.ok("status" in result && result.status === "violation");
    });

    it("says which templates are missing", async () => {
        const { "AuditInner.nested.template.json": _, ...files } = ASSEMBLY;
        const {
            trails,
            problems,
            notes = [],
        } = await gatherFolder({
            ...files,
            "assembly-Prod/ProdAudit.template.json": '{"Resources": {',
        });
        assert.equal(trails.length, 1);
        assert.deepEqual(
            problems.map(({ source, message }) => [source.split("/").pop(), message.slice(0, 14)]),
            [
                ["AuditInner.nested.template.json", "can't read it,"],
                ["ProdAudit.template.json", "malformed JSON"],
            ],
        );
        assert.match(notes.join(), /a nested stack is not part of it/);
    });

    it("reads nothing outside of its folder", async () => {
        await withFiles(
            {
                "cdk.out/manifest.json": manifest({
                    A: stack("../outside.json", "aws://1/eu-west-1"),
                    B: { type: "cdk:cloud-assembly", properties: { directoryName: "../other" } },
                }),
                "outside.json": JSON.stringify({ Resources: { Trail: trail({}) } }),
                "other/manifest.json": manifest({ C: stack("c.json", "aws://1/eu-west-1") }),
                "other/c.json": JSON.stringify({ Resources: { Trail: trail({}) } }),
            },
            async folder => {
                const { trails } = await gather([join(folder, "cdk.out")]);
                assert.deepEqual(trails, []);
            },
        );
    });

    it("is not confused with another manifest", async () => {
        const { trails, problems } = await gatherFolder({
            "manifest.json": JSON.stringify({ version: "1", name: "an extension of a browser" }),
            "t.template": JSON.stringify({ Resources: { Trail: trail({}) } }),
        });
        assert.deepEqual([trails.length, problems], [1, []]);
    });
});
