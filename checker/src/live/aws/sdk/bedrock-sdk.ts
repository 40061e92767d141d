// The parts of the AWS SDK that --bedrock-use needs: a separate file like aws-sdk.ts, loaded only for that.
export { BedrockClient, ListGuardrailsCommand } from "@aws-sdk/client-bedrock";
export {
    BedrockAgentClient,
    ListAgentsCommand,
    ListFlowsCommand,
    ListKnowledgeBasesCommand,
    ListPromptsCommand,
} from "@aws-sdk/client-bedrock-agent";
export {
    BedrockAgentCoreControlClient,
    ListAgentRuntimesCommand,
    ListBrowsersCommand,
    ListCodeInterpretersCommand,
    ListGatewaysCommand,
    ListMemoriesCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
