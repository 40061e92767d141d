import assert from "node:assert/strict";
import {
    BEDROCK_MANAGEMENT_OPERATIONS,
    BEDROCK_RESOURCE_TYPES,
    isDocumentedResourceType,
} from "../../../src/cloudtrail/bedrock/bedrock";
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
    "AWS::Bedrock::Prompt": ["RenderPrompt"],
    "AWS::Bedrock::PromptVersion": ["RenderPrompt"],
    "AWS::BedrockAgentCore::Gateway": ["InvokeGateway"],
};

/** The types that AWS documents elsewhere than in CloudTrail's own table. */
const UNLISTED = [
    "AWS::Bedrock::Prompt",
    "AWS::BedrockMantle::CustomizedModel",
    "AWS::BedrockMantle::Environment",
    "AWS::BedrockMantle::Reservation",
    "AWS::BedrockMantle::Runtime",
    "AWS::BedrockMantle::Skill",
];

/** Those for which AWS documents no ARN. */
const WITHOUT_ARN = [
    "AWS::Bedrock::InlineAgent",
    "AWS::BedrockMantle::Environment",
    "AWS::BedrockMantle::Runtime",
    "AWS::BedrockMantle::Skill",
];

const SERVICES: Readonly<Record<string, string>> = {
    Bedrock: "bedrock",
    BedrockAgentCore: "bedrock-agentcore",
    BedrockMantle: "bedrock-mantle",
    BedrockWebSearch: "bedrock-websearch",
    AgentRegistry: "agent-registry",
};

describe("Bedrock's resource types", () => {
    it("are those of CloudTrail's list of data events, and those of the guides", () => {
        const listed = [...DATA_EVENT_RESOURCE_TYPES].filter(type => /^AWS::(Bedrock\w*|AgentRegistry)::/.test(type));
        assert.ok(listed.length > 40);
        assert.deepEqual([...BEDROCK_RESOURCE_TYPES.keys()].sort(), [...listed, ...UNLISTED].sort());
        assert.deepEqual(
            UNLISTED.filter(type => DATA_EVENT_RESOURCE_TYPES.has(type)),
            [],
        );
    });

    for (const { type, service, eventSource, operations, apiOperations, exampleArn, ...row } of TYPES) {
        it(`${type}: its service, its operations, a well-formed ARN`, () => {
            assert.equal(service, SERVICES[type.split("::")[1] ?? ""]);
            assert.equal(eventSource, `${service}.amazonaws.com`);
            assert.equal(row.hasDocumentedEventSource, service !== "bedrock-websearch");
            if (/^bedrock(-agentcore)?$/.test(service)) {
                assert.deepEqual(operations, OPERATIONS[type] ?? []);
            }
            assert.deepEqual([...operations, ...apiOperations], [...new Set([...operations, ...apiOperations])]);
            assert.match(exampleArn, /^arn:aws:[a-z-]+:(us-east-1)?:(111122223333|aws)?:[a-z-]+\/[\w./:-]+$/);
            assert.equal(exampleArn.split(":")[2], service);
            assert.equal(row.hasDocumentedArn, !WITHOUT_ARN.includes(type));
            assert.equal(row.isListed, !UNLISTED.includes(type));
            assert.equal(BEDROCK_RESOURCE_TYPES.get(type)?.type, type);
            assert.ok(isDocumentedResourceType(type));
        });
    }

    it("the two names of the type for RenderPrompt, of which AWS was reported to refuse one", () => {
        const prompt = BEDROCK_RESOURCE_TYPES.get("AWS::Bedrock::Prompt");
        assert.equal(prompt?.alternativeOf, "AWS::Bedrock::PromptVersion");
        assert.match(String(prompt?.reportedRefused), /2026-09-05/);
        assert.equal(BEDROCK_RESOURCE_TYPES.get("AWS::Bedrock::PromptVersion")?.reportedRefused, undefined);
    });

    it("each has its own ARN", () => {
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
