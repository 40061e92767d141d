import assert from "node:assert/strict";
import { BEDROCK_RESOURCE_TYPES } from "../../../src/cloudtrail/bedrock/bedrock";
import {
    BEDROCK_TYPE_NAMES,
    DATA_SOURCE_TYPE_NAMES,
    dataEventsOf,
} from "../../../src/compliance/stack/resources/bedrock-resources";

// Without its types, which are larger than those of everything else that is tested.
const { bedrock } = require("@pulumi/aws") as { readonly bedrock: Readonly<Record<string, unknown>> };

const provided = new Set(
    Object.values(bedrock).flatMap(member =>
        typeof member === "function" && "__pulumiType" in member ? [String(member.__pulumiType)] : [],
    ),
);

/** What is called by management events only, or belongs to something that is in the table. */
const NOT_USED = [
    "aws:bedrock/agentAgentActionGroup:AgentAgentActionGroup",
    "aws:bedrock/agentAgentCollaborator:AgentAgentCollaborator",
    "aws:bedrock/agentAgentKnowledgeBaseAssociation:AgentAgentKnowledgeBaseAssociation",
    "aws:bedrock/agentcoreGatewayRule:AgentcoreGatewayRule",
    "aws:bedrock/agentcoreOnlineEvaluationConfig:AgentcoreOnlineEvaluationConfig",
    "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy",
    "aws:bedrock/agentcoreTokenVaultCmk:AgentcoreTokenVaultCmk",
    "aws:bedrock/customModel:CustomModel",
    "aws:bedrock/evaluationJob:EvaluationJob",
    "aws:bedrock/inferenceProfile:InferenceProfile",
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
    "aws:bedrock/useCaseForModelAccess:UseCaseForModelAccess",
];

describe("the Bedrock resources that a stack can declare", () => {
    it("are in Pulumi's provider under these names, and none are overlooked", () => {
        const named = [...BEDROCK_TYPE_NAMES, ...DATA_SOURCE_TYPE_NAMES].filter(name => name.startsWith("aws:"));
        assert.deepEqual([...named, ...NOT_USED].sort(), [...provided].sort());
    });

    it("produce data events of types in the catalogue, and each name occurs once", () => {
        assert.equal(new Set(BEDROCK_TYPE_NAMES).size, BEDROCK_TYPE_NAMES.length);
        for (const name of BEDROCK_TYPE_NAMES) {
            const types = dataEventsOf(name);
            assert.ok(types.length > 0, name);
            assert.deepEqual(
                types.filter(type => BEDROCK_RESOURCE_TYPES.get(type)?.reportedRefused !== undefined),
                [],
            );
            assert.deepEqual(
                types.filter(type => !BEDROCK_RESOURCE_TYPES.has(type)),
                [],
            );
        }
        assert.deepEqual(dataEventsOf("aws:s3/bucket:Bucket"), []);
    });

    for (const names of [
        [
            "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime",
            "aws-native:bedrockagentcore:Runtime",
            "aws_bedrockagentcore_agent_runtime",
            "AWS::BedrockAgentCore::Runtime",
        ],
        ["aws:bedrock/agentFlow:AgentFlow", "aws-native:bedrock:Flow", "aws_bedrockagent_flow", "AWS::Bedrock::Flow"],
        ["aws:bedrock/guardrail:Guardrail", "aws-native:bedrock:Guardrail", "aws_bedrock_guardrail"],
        ["aws-native:bedrockmantle:Project", "AWS::BedrockMantle::Project"],
    ]) {
        it(`${names[0]} is the same in every source`, () => {
            const [first, ...others] = names.map(name => dataEventsOf(name).join());
            assert.ok(first !== "");
            assert.deepEqual([...new Set(others)], [first]);
        });
    }
});
