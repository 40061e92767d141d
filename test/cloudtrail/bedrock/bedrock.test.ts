import assert from "node:assert/strict";
import { BEDROCK_MANAGEMENT_OPERATIONS, BEDROCK_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/bedrock";
import { DATA_EVENT_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/resource-types";

const TYPES = [...BEDROCK_RESOURCE_TYPES.values()];

/** The operations that the Bedrock user guide names, "Monitor Amazon Bedrock API calls using CloudTrail". */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
    "AWS::Bedrock::AgentAlias": ["InvokeAgent"],
    "AWS::Bedrock::AsyncInvoke": ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke", "GetAsyncInvoke"],
    "AWS::Bedrock::FlowAlias": ["InvokeFlow"],
    "AWS::Bedrock::Guardrail": ["ApplyGuardrail"],
    "AWS::Bedrock::InlineAgent": ["InvokeInlineAgent"],
    "AWS::Bedrock::KnowledgeBase": ["Retrieve", "RetrieveAndGenerate"],
    "AWS::Bedrock::Model": ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke", "GetAsyncInvoke"],
    "AWS::Bedrock::PromptVersion": ["RenderPrompt"],
    "AWS::BedrockAgentCore::Gateway": ["InvokeGateway"],
};

describe("Bedrock's resource types", () => {
    it("are those of CloudTrail's list of data events", () => {
        const listed = [...DATA_EVENT_RESOURCE_TYPES].filter(type => /^AWS::Bedrock(AgentCore)?::/.test(type));
        // It is in the list for the sake of trails that have it; the table of CloudTrail doesn't.
        const expected = listed.filter(type => type !== "AWS::Bedrock::Prompt").sort();
        assert.ok(expected.length > 30);
        assert.deepEqual([...BEDROCK_RESOURCE_TYPES.keys()].sort(), expected);
    });

    for (const { type, service, operations, exampleArn, hasDocumentedArn } of TYPES) {
        it(`${type}: its service, its operations, a well-formed ARN`, () => {
            assert.equal(service, type.includes("AgentCore") ? "bedrock-agentcore" : "bedrock");
            assert.deepEqual(operations, OPERATIONS[type] ?? []);
            assert.match(
                exampleArn,
                /^arn:aws:bedrock(-agentcore)?:(us-east-1)?:(111122223333|aws)?:[a-z-]+\/[\w./:-]+$/,
            );
            assert.equal(exampleArn.split(":")[2], service);
            assert.equal(hasDocumentedArn, type !== "AWS::Bedrock::InlineAgent");
            assert.equal(BEDROCK_RESOURCE_TYPES.get(type)?.type, type);
        });
    }

    it("each has an ARN of its own", () => {
        assert.equal(new Set(TYPES.map(({ exampleArn }) => exampleArn)).size, TYPES.length);
    });

    it("the operations that are management events", () => {
        assert.deepEqual([...BEDROCK_MANAGEMENT_OPERATIONS].sort(), [
            "Converse",
            "ConverseStream",
            "InvokeModel",
            "InvokeModelWithResponseStream",
            "ListAsyncInvokes",
        ]);
    });
});
