// What --bedrock-use needs of the AWS SDK: a file of its own like aws-sdk.ts, loaded only for that.
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
