/**
 * The Bedrock resources of an account whose use produces data events: by the operation that lists them, their
 * CloudFormation type. Sources: API references of Agents for Amazon Bedrock, Amazon Bedrock and Amazon Bedrock
 * AgentCore Control.
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

/** An operation that lists Bedrock resources. */
export type BedrockList = keyof typeof BEDROCK_LISTS;
