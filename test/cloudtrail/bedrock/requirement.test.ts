import assert from "node:assert/strict";
import {
    AGENT_ALIAS,
    DEFAULT_REQUIREMENTS,
    KNOWLEDGE_BASE,
    MANAGEMENT,
    requirementOf,
} from "../../../src/cloudtrail/bedrock/requirement";
import { isRequired } from "../../../src/cloudtrail/coverage/coverage";
import type { CloudTrailEvent, Field } from "../../../src/cloudtrail/event";
import type { FieldDomain } from "../../../src/cloudtrail/event-domain";

const one = (...values: string[]): FieldDomain => ({ kind: "values", values, absent: false });
const strings = (prefix: string, absent = false): FieldDomain => ({ kind: "strings", prefix, absent });

/** What the fields of every required event can be, as AWS documents their formats. */
const COMMON = {
    readOnly: one("false", "true"),
    eventName: strings(""),
    eventType: strings(""),
    sessionCredentialFromConsole: { kind: "values", values: ["true"], absent: true },
    "userIdentity.arn": strings("", true),
};

/** The fields of an example that are there. */
function fieldsOf(event: CloudTrailEvent | undefined): Partial<Record<Field, string | null>> {
    return Object.fromEntries(Object.entries(event ?? {}).filter(([, value]) => value !== null));
}

describe("requirementOf", () => {
    it("requires management events", () => {
        const { name, title, selector, domain, examples } = requirementOf(MANAGEMENT);
        assert.deepEqual([name, title], ["Management", "Bedrock management events"]);
        assert.deepEqual(selector, {
            name: "Log all management events",
            fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["Management"] } }],
        });
        assert.deepEqual(domain, {
            ...COMMON,
            eventCategory: one("Management"),
            eventSource: one("bedrock.amazonaws.com"),
        });
        const common = {
            eventCategory: "Management",
            eventSource: "bedrock.amazonaws.com",
            eventType: "AwsApiCall",
            "userIdentity.arn": "arn:aws:sts::111122223333:assumed-role/application/session",
        };
        assert.deepEqual(examples.map(fieldsOf), [
            { ...common, readOnly: "true", eventName: "InvokeModel" },
            { ...common, readOnly: "false", eventName: "CreateGuardrail" },
            { ...common, readOnly: "false", eventName: "InvokeModel" },
        ]);
    });

    it("requires data events of a Bedrock type", () => {
        const { name, title, selector, domain, examples } = requirementOf(KNOWLEDGE_BASE);
        assert.deepEqual([name, title], [KNOWLEDGE_BASE, "Bedrock knowledge base data events"]);
        assert.deepEqual(selector, {
            name: "Log all AWS::Bedrock::KnowledgeBase data events",
            fieldSelectors: [
                { field: "eventCategory", operators: { Equals: ["Data"] } },
                { field: "resources.type", operators: { Equals: [KNOWLEDGE_BASE] } },
            ],
        });
        assert.deepEqual(domain, {
            ...COMMON,
            eventCategory: one("Data"),
            "resources.type": one(KNOWLEDGE_BASE),
            "resources.ARN": strings("arn:aws:bedrock:"),
            eventSource: one("bedrock.amazonaws.com"),
        });
        const common = {
            eventCategory: "Data",
            "resources.type": KNOWLEDGE_BASE,
            readOnly: "false",
            "resources.ARN": "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBASE12345",
            eventSource: "bedrock.amazonaws.com",
            eventType: "AwsApiCall",
            "userIdentity.arn": "arn:aws:sts::111122223333:assumed-role/application/session",
        };
        assert.deepEqual(examples.map(fieldsOf), [
            { ...common, eventName: "Retrieve" },
            { ...common, eventName: "RetrieveAndGenerate" },
        ]);
    });

    it("requires data events of any other type, about which it knows less", () => {
        const { title, domain, examples } = requirementOf("AWS::SNS::Topic");
        assert.equal(title, "AWS::SNS::Topic data events");
        assert.deepEqual(domain["resources.ARN"], strings("arn:aws:", true));
        assert.deepEqual(domain.eventSource, strings(""));
        assert.deepEqual(examples.map(fieldsOf), [
            {
                eventCategory: "Data",
                "resources.type": "AWS::SNS::Topic",
                readOnly: "false",
                eventName: "ExampleOperation",
                "resources.ARN": "arn:aws:service:us-east-1:111122223333:resource/example",
                eventSource: "service.amazonaws.com",
                eventType: "AwsApiCall",
                "userIdentity.arn": "arn:aws:sts::111122223333:assumed-role/application/session",
            },
        ]);
    });

    it("has a title for a sentence", () => {
        assert.equal(requirementOf(AGENT_ALIAS).title, "Bedrock agent alias data events");
    });

    it("an event may have no ARN if AWS documents none", () => {
        const absent = (type: string) => requirementOf(type).domain["resources.ARN"]?.absent;
        assert.equal(absent(AGENT_ALIAS), false);
        assert.equal(absent("AWS::S3::Object"), false);
        assert.equal(absent("AWS::Lambda::Function"), false);
        assert.equal(absent("AWS::DynamoDB::Table"), false);
        assert.equal(absent("AWS::Bedrock::InlineAgent"), true);
        assert.equal(absent("AWS::New::Type"), true);
    });

    it("uses the names of AgentCore's own service", () => {
        const { domain, examples, title } = requirementOf("AWS::BedrockAgentCore::Memory");
        assert.equal(title, "AWS::BedrockAgentCore::Memory data events");
        assert.deepEqual(domain["resources.ARN"], strings("arn:aws:bedrock-agentcore:"));
        assert.deepEqual(domain.eventSource, one("bedrock-agentcore.amazonaws.com"));
        assert.equal(examples[0]?.eventName, "CreateEvent");
        assert.equal(requirementOf("AWS::BedrockAgentCore::PolicyEngine").examples[0]?.eventName, "ExampleOperation");
    });

    it("uses the names of the endpoint bedrock-mantle, where inference is a data event", () => {
        const { domain, examples } = requirementOf("AWS::BedrockMantle::Project", { operations: "known" });
        assert.deepEqual(domain["resources.ARN"], strings("arn:aws:bedrock-mantle:"));
        assert.deepEqual(domain.eventSource, one("bedrock-mantle.amazonaws.com"));
        assert.equal(domain.eventName?.kind === "values" && domain.eventName.values.includes("CreateInference"), true);
        assert.deepEqual(
            [examples[0]?.eventName, examples[0]?.["resources.ARN"]],
            ["CreateInference", "arn:aws:bedrock-mantle:us-east-1:111122223333:project/proj_a1b2c3d4e5"],
        );
        assert.deepEqual(
            requirementOf("AWS::BedrockMantle::Skill").domain["resources.ARN"],
            strings("arn:aws:bedrock-mantle:", true),
        );
    });

    it("an eventSource that AWS doesn't document can be any", () => {
        assert.deepEqual(requirementOf("AWS::BedrockWebSearch::Tool").domain.eventSource, strings(""));
    });

    it("operations that AWS does not document as events may not be all", () => {
        const { domain } = requirementOf("AWS::BedrockAgentCore::Memory", { operations: "known" });
        assert.deepEqual(domain.eventName, strings(""));
    });

    it("corrects a common mistake", () => {
        assert.match(String(requirementOf("AWS::Bedrock::Model").note), /does not log InvokeModel/);
        assert.match(String(requirementOf("AWS::BedrockMantle::Skill").note), /own table does not list the type/);
        assert.equal(requirementOf(AGENT_ALIAS).note, undefined);
    });

    it("can require only today's operations, if AWS names any", () => {
        const names = (type: string) => requirementOf(type, { operations: "known" }).domain.eventName;
        assert.deepEqual(names(AGENT_ALIAS), one("InvokeAgent"));
        assert.deepEqual(names(KNOWLEDGE_BASE), one("Retrieve", "RetrieveAndGenerate"));
        assert.deepEqual(
            names(MANAGEMENT),
            one("InvokeModel", "InvokeModelWithResponseStream", "Converse", "ConverseStream", "ListAsyncInvokes"),
        );
        assert.deepEqual(names("AWS::Bedrock::Session"), strings(""));
        assert.deepEqual(names("AWS::SNS::Topic"), strings(""));
    });

    for (const type of [...DEFAULT_REQUIREMENTS, "AWS::BedrockAgentCore::Memory", "AWS::New::Type"]) {
        for (const operations of ["all", "known"] as const) {
            it(`${type}, operations ${operations}: its examples are required, in the requested partition`, () => {
                const requirement = requirementOf(type, { operations, partition: "aws-cn" });
                assert.ok(requirement.examples.length > 0);
                for (const event of requirement.examples) {
                    assert.ok(isRequired(event, requirement), JSON.stringify(event));
                    assert.match(String(event["userIdentity.arn"]), /^arn:aws-cn:/);
                    assert.equal(event["resources.ARN"]?.startsWith("arn:aws-cn:") ?? true, true);
                }
            });
        }
    }
});
