import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import { policies } from "../../../policies";
import { textOf } from "../result-text";
import { gatherFolder } from "./gather";

const URN = "urn:pulumi:dev::app::";
const pulumi = (type: string, name: string, inputs: object, propertyDependencies = {}) => ({
    type,
    urn: `${URN}${type}::${name}`,
    custom: true,
    id: name,
    inputs,
    outputs: inputs,
    propertyDependencies,
});
const state = (...resources: readonly object[]) => ({
    "state.json": JSON.stringify({
        version: 3,
        deployment: {
            manifest: {},
            resources: [{ type: "pulumi:pulumi:Stack", urn: `${URN}pulumi:pulumi:Stack::app-dev` }, ...resources],
        },
    }),
});
const planned = (type: string, name: string, after: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    change: { actions: ["create"], before: null, after, after_unknown: {} },
});
const plan = (...changes: readonly object[]) => ({
    "plan.json": JSON.stringify({
        format_version: "1.2",
        terraform_version: "1.9.0",
        planned_values: { root_module: {} },
        resource_changes: changes,
        configuration: { root_module: {} },
    }),
});
const template = (Resources: object) => ({ "template.json": JSON.stringify({ Resources }) });

/** The same stack in every source: a trail, a flow, an AgentCore runtime, and a knowledge base that reads a bucket. */
const SOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "Pulumi state, aws": state(
        pulumi("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "logs", isMultiRegionTrail: true }),
        pulumi("aws:bedrock/agentFlow:AgentFlow", "orders", { name: "orders" }),
        pulumi("aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime", "support", {}),
        pulumi("aws:s3/bucket:Bucket", "documents", { bucket: "documents" }),
        pulumi("aws:bedrock/agentDataSource:AgentDataSource", "docs", {
            dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::documents" } },
        }),
    ),
    "Pulumi state, aws-native": state(
        pulumi("aws-native:cloudtrail:Trail", "trail", { s3BucketName: "logs", isLogging: true }),
        pulumi("aws-native:bedrock:Flow", "orders", {}),
        pulumi("aws-native:bedrockagentcore:Runtime", "support", {}),
        pulumi("aws-native:s3:Bucket", "documents", { bucketName: "documents" }),
        pulumi("aws-native:bedrock:DataSource", "docs", {
            dataSourceConfiguration: { type: "S3", s3Configuration: { bucketArn: "arn:aws:s3:::documents" } },
        }),
    ),
    "Terraform plan": plan(
        planned("aws_cloudtrail", "trail", { name: "trail", s3_bucket_name: "logs" }),
        planned("aws_bedrockagent_flow", "orders", { name: "orders" }),
        planned("aws_bedrockagentcore_agent_runtime", "support", {}),
        planned("aws_s3_bucket", "documents", { bucket: "documents" }),
        planned("aws_bedrockagent_data_source", "docs", {
            data_source_configuration: [{ type: "S3", s3_configuration: [{ bucket_arn: "arn:aws:s3:::documents" }] }],
        }),
    ),
    "Terraform source": {
        "main.tf": `
            resource "aws_cloudtrail" "trail" {
              name           = "trail"
              s3_bucket_name = "logs"
            }
            resource "aws_bedrockagent_flow" "orders" {
              name = "orders"
            }
            resource "aws_bedrockagentcore_agent_runtime" "support" {
              agent_runtime_name = "support"
            }
            resource "aws_s3_bucket" "documents" {
              bucket = "documents"
            }
            resource "aws_bedrockagent_data_source" "docs" {
              name = "docs"
              data_source_configuration {
                type = "S3"
                s3_configuration {
                  bucket_arn = "arn:aws:s3:::documents"
                }
              }
            }
        `,
    },
    CloudFormation: template({
        trail: { Type: "AWS::CloudTrail::Trail", Properties: { S3BucketName: "logs", IsLogging: true } },
        orders: { Type: "AWS::Bedrock::Flow" },
        support: { Type: "AWS::BedrockAgentCore::Runtime" },
        documents: { Type: "AWS::S3::Bucket" },
        docs: {
            Type: "AWS::Bedrock::DataSource",
            Properties: {
                DataSourceConfiguration: { S3Configuration: { BucketArn: { "Fn::GetAtt": ["documents", "Arn"] } } },
            },
        },
    }),
};

async function messages(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    const gathered = await gatherFolder(files);
    assert.deepEqual([gathered.problems, gathered.notes], [[], []]);
    const { report } = check(gathered, { policies, settings: defaultSettings(policies), today: "2026-01-15" });
    const [trail] = report.trails;
    return Object.fromEntries(
        (trail?.results ?? []).map(result => [result.policy, `${result.status} ${textOf(result)}`]),
    );
}

describe("the Bedrock resources of a stack, in every source", () => {
    for (const [name, files] of Object.entries(SOURCES)) {
        it(`${name}: a trail that logs no data events must log them`, async () => {
            const { "cloudtrail-bedrock-data-events": used, "cloudtrail-bedrock-source-events": sources } =
                await messages(files);
            for (const type of [
                "AWS::Bedrock::FlowAlias",
                "AWS::BedrockAgentCore::Runtime",
                "AWS::BedrockAgentCore::RuntimeEndpoint",
            ]) {
                assert.match(String(used), new RegExp(`^violation [^]*logs no ${type} data events\\n`));
            }
            assert.match(String(used), /Note: used by "[a-z_.]*orders"/);
            assert.doesNotMatch(String(used), /Guardrail/);
            assert.match(
                String(sources),
                /^violation .* does not log all S3 data events of bucket "[a-z0-9_.]*documents"/,
            );
        });
    }

    it("says nothing if nothing is used", async () => {
        const { "cloudtrail-bedrock-data-events": used } = await messages(
            template({
                trail: { Type: "AWS::CloudTrail::Trail", Properties: { S3BucketName: "logs", IsLogging: true } },
            }),
        );
        assert.match(
            String(used),
            /^not-applicable besides agents and knowledge bases, no Bedrock resource that produces data events is declared/,
        );
    });
});
