/**
 * What an account can have of Bedrock whose use makes data events: by the operation that lists it, its CloudFormation type.
 * Sources: API references of Agents for Amazon Bedrock, Amazon Bedrock and Amazon Bedrock AgentCore Control.
 */
export const BEDROCK_LISTS = {
    ListAgents: "AWS::Bedrock::Agent",
    ListKnowledgeBases: "AWS::Bedrock::KnowledgeBase",
    ListFlows: "AWS::Bedrock::Flow",
    ListPrompts: "AWS::Bedrock::Prompt",
    ListGuardrails: "AWS::Bedrock::Guardrail",
    ListAgentRuntimes: "AWS::BedrockAgentCore::Runtime",
    ListGateways: "AWS::BedrockAgentCore::Gateway",
    ListMemories: "AWS::BedrockAgentCore::Memory",
    ListBrowsers: "AWS::BedrockAgentCore::BrowserCustom",
    ListCodeInterpreters: "AWS::BedrockAgentCore::CodeInterpreterCustom",
} as const;

/** An operation that lists something of Bedrock. */
export type BedrockList = keyof typeof BEDROCK_LISTS;
