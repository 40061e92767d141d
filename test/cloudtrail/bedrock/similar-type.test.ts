import assert from "node:assert/strict";
import { similarType, typesMeant } from "../../../src/cloudtrail/bedrock/similar-type";

describe("the type that a misspelt one probably means", () => {
    for (const [misspelt, meant] of [
        ["aws::bedrock::agentalias", "AWS::Bedrock::AgentAlias"],
        ["AWS::Bedrock::Guardrial", "AWS::Bedrock::Guardrail"],
        ["AWS::Bedrock::FlowAlas", "AWS::Bedrock::FlowAlias"],
        ["AWS::Bedrock::KnowledgeB", "AWS::Bedrock::KnowledgeBase"],
        ["AWS::Bedrock::KnowledgeBaseIds", "AWS::Bedrock::KnowledgeBase"],
        // Model is near too, and comes first in the catalogue.
        ["AWS::Bedrock::Toel", "AWS::Bedrock::Tool"],
        ["AWS::Bedrock::Tools", "AWS::Bedrock::Tool"],
        ["AWS::BedrockAgentCore::BrowserCustoms", "AWS::BedrockAgentCore::BrowserCustom"],
        ["AWS::BedrockAgentCore::PolicyEngin", "AWS::BedrockAgentCore::PolicyEngine"],
        ["AWS::BedrockAgentCore::Polic", "AWS::BedrockAgentCore::Policy"],
        ["aws::bedrockmantle::Tool", undefined],
        ["AWS::Bedrock::Knowledge", undefined],
        ["AWS::Bedrock::KnowledgeBaseIndex", undefined],
        ["ock::AgentAlias", undefined],
        ["OurAWS::Bedrock::AgentAlias", undefined],
        ["AWS::S3::Object", undefined],
    ] as const) {
        it(`${misspelt}: ${meant}`, () => {
            assert.equal(similarType(misspelt), meant);
        });
    }
});

describe("the types that a wildcard would stand for", () => {
    it("are those that begin like it, whatever follows", () => {
        assert.deepEqual(typesMeant("AWS::Bedrock::Flow*"), ["AWS::Bedrock::FlowAlias", "AWS::Bedrock::FlowExecution"]);
        assert.deepEqual(typesMeant("AWS::Bedrock::Flow*Alias*"), typesMeant("AWS::Bedrock::Flow*"));
        assert.deepEqual(typesMeant("AWS::S3::*"), []);
    });
});
