import * as aws from "@pulumi/aws";
import { serviceRole } from "./service-role";

const MODEL = "anthropic.claude-3-5-haiku-20241022-v1:0";

/** An agent that answers from a knowledge base, and the alias that applications invoke. */
export function supportAgent(name: string, handbook: aws.bedrock.AgentKnowledgeBase): aws.bedrock.AgentAgentAlias {
    const modelArn = `arn:aws:bedrock:us-east-1::foundation-model/${MODEL}`;
    const agent = new aws.bedrock.AgentAgent(name, {
        agentName: name,
        agentResourceRoleArn: serviceRole(
            `${name}-agent`,
            ["bedrock:InvokeModel", "bedrock:Retrieve"],
            [modelArn, handbook.arn],
        ).arn,
        foundationModel: MODEL,
        instruction: "Answer the questions of our customers from the handbook, and say so when it has no answer.",
    });
    const association = new aws.bedrock.AgentAgentKnowledgeBaseAssociation(name, {
        agentId: agent.agentId,
        knowledgeBaseId: handbook.id,
        knowledgeBaseState: "ENABLED",
        description: "The handbook for customers",
    });
    return new aws.bedrock.AgentAgentAlias(
        name,
        { agentAliasName: "production", agentId: agent.agentId },
        { dependsOn: [association] },
    );
}
