/**
 * The Bedrock resources that a stack can declare, in the names of each source, and the data events that their use
 * produces.
 */
interface BedrockResource {
    /** CloudFormation's types; those of `aws-native` have the same names. */
    readonly cloudFormation: readonly string[];
    /** For Pulumi's `aws`, after `aws:bedrock/`. */
    readonly pulumi?: readonly string[];
    readonly terraform?: readonly string[];
    /** Resource types of data events. */
    readonly uses: readonly string[];
}

const RUNTIME = ["AWS::BedrockAgentCore::Runtime", "AWS::BedrockAgentCore::RuntimeEndpoint"];

/**
 * Sources of the names: `@pulumi/aws` 7 (`__pulumiType`), the Terraform AWS provider 6, CloudFormation's template
 * reference (read in September 2026). Resources that are called only through management events are not here: a custom
 * model, an inference profile. A harness runs in its own runtime (AgentCore developer guide).
 */
const RESOURCES: readonly BedrockResource[] = [
    {
        cloudFormation: ["AWS::Bedrock::Agent", "AWS::Bedrock::AgentAlias"],
        pulumi: ["agentAgent:AgentAgent", "agentAgentAlias:AgentAgentAlias"],
        terraform: ["aws_bedrockagent_agent", "aws_bedrockagent_agent_alias"],
        uses: ["AWS::Bedrock::AgentAlias"],
    },
    {
        cloudFormation: ["AWS::Bedrock::KnowledgeBase"],
        pulumi: ["agentKnowledgeBase:AgentKnowledgeBase"],
        terraform: ["aws_bedrockagent_knowledge_base"],
        uses: ["AWS::Bedrock::KnowledgeBase"],
    },
    {
        cloudFormation: ["AWS::Bedrock::Flow", "AWS::Bedrock::FlowAlias", "AWS::Bedrock::FlowVersion"],
        pulumi: ["agentFlow:AgentFlow"],
        terraform: ["aws_bedrockagent_flow"],
        uses: ["AWS::Bedrock::FlowAlias"],
    },
    {
        cloudFormation: ["AWS::Bedrock::Guardrail", "AWS::Bedrock::GuardrailVersion"],
        pulumi: ["guardrail:Guardrail", "guardrailVersion:GuardrailVersion"],
        terraform: ["aws_bedrock_guardrail", "aws_bedrock_guardrail_version"],
        uses: ["AWS::Bedrock::Guardrail"],
    },
    {
        cloudFormation: ["AWS::Bedrock::Prompt", "AWS::Bedrock::PromptVersion"],
        pulumi: ["agentPrompt:AgentPrompt"],
        terraform: ["aws_bedrockagent_prompt"],
        uses: ["AWS::Bedrock::PromptVersion"],
    },
    {
        cloudFormation: ["AWS::Bedrock::AutomatedReasoningPolicy"],
        uses: ["AWS::Bedrock::AutomatedReasoningPolicy"],
    },
    {
        cloudFormation: ["AWS::Bedrock::AutomatedReasoningPolicyVersion"],
        uses: ["AWS::Bedrock::AutomatedReasoningPolicyVersion"],
    },
    { cloudFormation: ["AWS::Bedrock::Blueprint"], uses: ["AWS::Bedrock::Blueprint"] },
    { cloudFormation: ["AWS::Bedrock::DataAutomationProject"], uses: ["AWS::Bedrock::DataAutomationProject"] },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Runtime", "AWS::BedrockAgentCore::RuntimeEndpoint"],
        pulumi: [
            "agentcoreAgentRuntime:AgentcoreAgentRuntime",
            "agentcoreAgentRuntimeEndpoint:AgentcoreAgentRuntimeEndpoint",
            "agentcoreHarness:AgentcoreHarness",
        ],
        terraform: [
            "aws_bedrockagentcore_agent_runtime",
            "aws_bedrockagentcore_agent_runtime_endpoint",
            "aws_bedrockagentcore_harness",
        ],
        uses: RUNTIME,
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Gateway", "AWS::BedrockAgentCore::GatewayTarget"],
        pulumi: ["agentcoreGateway:AgentcoreGateway", "agentcoreGatewayTarget:AgentcoreGatewayTarget"],
        terraform: ["aws_bedrockagentcore_gateway", "aws_bedrockagentcore_gateway_target"],
        uses: ["AWS::BedrockAgentCore::Gateway"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Memory"],
        pulumi: ["agentcoreMemory:AgentcoreMemory", "agentcoreMemoryStrategy:AgentcoreMemoryStrategy"],
        terraform: ["aws_bedrockagentcore_memory", "aws_bedrockagentcore_memory_strategy"],
        uses: ["AWS::BedrockAgentCore::Memory"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::BrowserCustom"],
        pulumi: ["agentcoreBrowser:AgentcoreBrowser"],
        terraform: ["aws_bedrockagentcore_browser"],
        uses: ["AWS::BedrockAgentCore::BrowserCustom"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::BrowserProfile"],
        pulumi: ["agentcoreBrowserProfile:AgentcoreBrowserProfile"],
        terraform: ["aws_bedrockagentcore_browser_profile"],
        uses: ["AWS::BedrockAgentCore::BrowserProfile"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::CodeInterpreterCustom"],
        pulumi: ["agentcoreCodeInterpreter:AgentcoreCodeInterpreter"],
        terraform: ["aws_bedrockagentcore_code_interpreter"],
        uses: ["AWS::BedrockAgentCore::CodeInterpreterCustom"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Evaluator"],
        pulumi: ["agentcoreEvaluator:AgentcoreEvaluator"],
        terraform: ["aws_bedrockagentcore_evaluator"],
        uses: ["AWS::BedrockAgentCore::Evaluator"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Policy"],
        pulumi: ["agentcorePolicy:AgentcorePolicy"],
        terraform: ["aws_bedrockagentcore_policy"],
        uses: ["AWS::BedrockAgentCore::Policy"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::PolicyEngine"],
        pulumi: ["agentcorePolicyEngine:AgentcorePolicyEngine"],
        terraform: ["aws_bedrockagentcore_policy_engine"],
        uses: ["AWS::BedrockAgentCore::PolicyEngine"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::Registry"],
        pulumi: ["agentcoreRegistry:AgentcoreRegistry"],
        terraform: ["aws_bedrockagentcore_registry"],
        uses: ["AWS::BedrockAgentCore::Registry"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::ApiKeyCredentialProvider"],
        pulumi: ["agentcoreApiKeyCredentialProvider:AgentcoreApiKeyCredentialProvider"],
        terraform: ["aws_bedrockagentcore_api_key_credential_provider"],
        uses: ["AWS::BedrockAgentCore::APIKeyCredentialProvider"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::OAuth2CredentialProvider"],
        pulumi: ["agentcoreOauth2CredentialProvider:AgentcoreOauth2CredentialProvider"],
        terraform: ["aws_bedrockagentcore_oauth2_credential_provider"],
        uses: ["AWS::BedrockAgentCore::OAuth2CredentialProvider"],
    },
    {
        cloudFormation: ["AWS::BedrockAgentCore::WorkloadIdentity"],
        pulumi: ["agentcoreWorkloadIdentity:AgentcoreWorkloadIdentity"],
        terraform: ["aws_bedrockagentcore_workload_identity"],
        uses: ["AWS::BedrockAgentCore::WorkloadIdentity"],
    },
    { cloudFormation: ["AWS::BedrockMantle::Project"], uses: ["AWS::BedrockMantle::Project"] },
    { cloudFormation: ["AWS::AgentRegistry::Registry"], uses: ["AWS::AgentRegistry::Registry"] },
];

/** `aws-native:bedrockagentcore:Runtime` for `AWS::BedrockAgentCore::Runtime`. */
function nativeName(type: string): string {
    const [, service = "", name = ""] = type.split("::");
    return `aws-native:${service.toLowerCase()}:${name}`;
}

/** The names of a Bedrock resource: the same thing in every source. */
function namesOf({ cloudFormation, pulumi = [], terraform = [] }: BedrockResource): readonly string[] {
    return [
        ...cloudFormation,
        ...cloudFormation.map(nativeName),
        ...pulumi.map(name => `aws:bedrock/${name}`),
        ...terraform,
    ];
}

const USES: ReadonlyMap<string, readonly string[]> = new Map(
    RESOURCES.flatMap(resource => namesOf(resource).map(name => [name, resource.uses] as const)),
);

/** Every Bedrock resource type whose use produces data events, in the names of every source. */
export const BEDROCK_TYPE_NAMES: readonly string[] = [...USES.keys()];

/**
 * The resource types of the data events that the use of a declared resource produces.
 * @param type in the names of its source: `aws:bedrock/agentFlow:AgentFlow`, `aws_bedrockagent_flow`,
 * `AWS::Bedrock::Flow`
 */
export function dataEventsOf(type: string): readonly string[] {
    return USES.get(type) ?? [];
}

/** The names of a knowledge base's data source. */
export const DATA_SOURCE_TYPE_NAMES: readonly string[] = [
    "aws:bedrock/agentDataSource:AgentDataSource",
    "aws-native:bedrock:DataSource",
    "aws_bedrockagent_data_source",
    "AWS::Bedrock::DataSource",
];
