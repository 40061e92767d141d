import assert from "node:assert/strict";
import { BEDROCK_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/bedrock";
import { MANAGEMENT, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { isBedrockEventSource, requirementsOfRecord } from "../../../src/cloudtrail/bedrock/requirement-of-record";

const BEDROCK = "bedrock.amazonaws.com";
const AGENTCORE = "bedrock-agentcore.amazonaws.com";
const MANTLE = "bedrock-mantle.amazonaws.com";

const CASES: readonly [
    name: string,
    record: Parameters<typeof requirementsOfRecord>[0],
    expected: readonly string[],
][] = [
    ["InvokeModel", { eventSource: BEDROCK, eventName: "InvokeModel", eventCategory: "Management" }, [MANAGEMENT]],
    ["an old record, which has no category", { eventSource: BEDROCK, eventName: "InvokeModel" }, [MANAGEMENT]],
    [
        "a management event that names a resource",
        {
            eventSource: MANTLE,
            eventName: "CreateProject",
            eventCategory: "Management",
            resourceTypes: ["AWS::BedrockMantle::Project"],
        },
        [MANAGEMENT],
    ],
    [
        "a data event, by the type that it names",
        {
            eventSource: BEDROCK,
            eventName: "Retrieve",
            eventCategory: "Data",
            resourceTypes: ["AWS::Bedrock::KnowledgeBase", "AWS::Bedrock::KnowledgeBase"],
        },
        ["AWS::Bedrock::KnowledgeBase"],
    ],
    [
        "an operation and a type that the catalogue doesn't know",
        {
            eventSource: AGENTCORE,
            eventName: "NewCall",
            eventCategory: "Data",
            resourceTypes: ["AWS::BedrockAgentCore::New"],
        },
        ["AWS::BedrockAgentCore::New"],
    ],
    [
        "a data event without a resource, by its operation",
        { eventSource: BEDROCK, eventName: "InvokeInlineAgent", eventCategory: "Data" },
        ["AWS::Bedrock::InlineAgent"],
    ],
    [
        "an operation that AWS documents for two types",
        { eventSource: BEDROCK, eventName: "StartAsyncInvoke", eventCategory: "Data" },
        ["AWS::Bedrock::AsyncInvoke", "AWS::Bedrock::Model"],
    ],
    [
        "an operation of the API that AWS does not document as an event",
        { eventSource: AGENTCORE, eventName: "InvokeAgentRuntime", eventCategory: "Data", resourceTypes: [""] },
        ["AWS::BedrockAgentCore::Runtime", "AWS::BedrockAgentCore::RuntimeEndpoint"],
    ],
    ["a data event that nothing identifies", { eventSource: BEDROCK, eventName: "New", eventCategory: "Data" }, []],
    [
        "the same operation of another service",
        {
            eventSource: "s3.amazonaws.com",
            eventName: "Retrieve",
            eventCategory: "Data",
            resourceTypes: ["AWS::S3::Object"],
        },
        [],
    ],
];

describe("requirementsOfRecord", () => {
    for (const [name, record, expected] of CASES) {
        it(name, () => assert.deepEqual(requirementsOfRecord(record), expected));
    }

    for (const { type } of BEDROCK_RESOURCE_TYPES.values()) {
        it(`the typical events of ${type} belong to it, with and without their resource`, () => {
            for (const { eventSource, eventName, eventCategory } of requirementOf(type).examples) {
                const record = {
                    eventSource: String(eventSource),
                    eventName: String(eventName),
                    eventCategory: String(eventCategory),
                };
                assert.ok(isBedrockEventSource(record.eventSource));
                assert.deepEqual(requirementsOfRecord({ ...record, resourceTypes: [type] }), [type]);
                const byOperation = requirementsOfRecord(record);
                assert.ok(byOperation.includes(type) || record.eventName === "ExampleOperation", record.eventName);
            }
        });
    }

    it("the typical management events do", () => {
        for (const { eventSource, eventName, eventCategory } of requirementOf(MANAGEMENT).examples) {
            const record = {
                eventSource: `${eventSource}`,
                eventName: `${eventName}`,
                eventCategory: `${eventCategory}`,
            };
            assert.deepEqual(requirementsOfRecord(record), [MANAGEMENT]);
        }
    });
});
