/** A Bedrock resource type whose use CloudTrail records as data events. */
export interface BedrockResourceType {
    readonly type: string;
    /** The service's name in an ARN, and the first part of its `eventSource`. */
    readonly service: "bedrock" | "bedrock-agentcore";
    /**
     * The operations that AWS documents as logged for this type; empty where it names none.
     * Source: Amazon Bedrock user guide, "Monitor Amazon Bedrock API calls using CloudTrail".
     */
    readonly operations: readonly string[];
    /** A well-formed ARN of the type. Source of the format: service authorization reference. */
    readonly exampleArn: string;
    /** Does AWS document ARNs of this type? Where it doesn't, an event may have none. */
    readonly hasDocumentedArn: boolean;
}

/** "Inline agents have no persistent resource ARN": its example is made up. */
const WITHOUT_DOCUMENTED_ARN = "AWS::Bedrock::InlineAgent";

type Row = readonly [type: string, operations: readonly string[], arnWithoutPartition: string];

/** The operations of Bedrock that are logged as management events, most used first (same source). */
export const BEDROCK_MANAGEMENT_OPERATIONS = [
    "InvokeModel",
    "InvokeModelWithResponseStream",
    "Converse",
    "ConverseStream",
    "ListAsyncInvokes",
] as const;

const ROWS: readonly Row[] = [
    [
        "AWS::Bedrock::AdvancedOptimizePromptJob",
        [],
        "bedrock:us-east-1:111122223333:advanced-prompt-optimization-job/a1b2c3d4e5f6",
    ],
    ["AWS::Bedrock::AgentAlias", ["InvokeAgent"], "bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345"],
    [
        "AWS::Bedrock::AsyncInvoke",
        ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke", "GetAsyncInvoke"],
        "bedrock:us-east-1:111122223333:async-invoke/a1b2c3d4e5f6",
    ],
    [
        "AWS::Bedrock::AutomatedReasoningPolicy",
        [],
        "bedrock:us-east-1:111122223333:automated-reasoning-policy/a1b2c3d4e5",
    ],
    [
        "AWS::Bedrock::AutomatedReasoningPolicyVersion",
        [],
        "bedrock:us-east-1:111122223333:automated-reasoning-policy/a1b2c3d4e5:1",
    ],
    ["AWS::Bedrock::Blueprint", [], "bedrock:us-east-1:111122223333:blueprint/a1b2c3d4e5"],
    [
        "AWS::Bedrock::DataAutomationInvocation",
        [],
        "bedrock:us-east-1:111122223333:data-automation-invocation/a1b2c3d4e5",
    ],
    ["AWS::Bedrock::DataAutomationProfile", [], "bedrock:us-east-1:111122223333:data-automation-profile/a1b2c3d4e5"],
    ["AWS::Bedrock::DataAutomationProject", [], "bedrock:us-east-1:111122223333:data-automation-project/a1b2c3d4e5"],
    ["AWS::Bedrock::FlowAlias", ["InvokeFlow"], "bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345"],
    [
        "AWS::Bedrock::FlowExecution",
        [],
        "bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345/execution/a1b2c3d4-5678-90ab-cdef-111111111111",
    ],
    ["AWS::Bedrock::Guardrail", ["ApplyGuardrail"], "bedrock:us-east-1:111122223333:guardrail/guard1234567"],
    ["AWS::Bedrock::InlineAgent", ["InvokeInlineAgent"], "bedrock:us-east-1:111122223333:inline-agent/AGENT12345"],
    [
        "AWS::Bedrock::KnowledgeBase",
        ["Retrieve", "RetrieveAndGenerate"],
        "bedrock:us-east-1:111122223333:knowledge-base/KBASE12345",
    ],
    [
        "AWS::Bedrock::Model",
        ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke", "GetAsyncInvoke"],
        "bedrock:us-east-1::foundation-model/amazon.nova-sonic-v1:0",
    ],
    ["AWS::Bedrock::PromptVersion", ["RenderPrompt"], "bedrock:us-east-1:111122223333:prompt/PROMPT1234:1"],
    ["AWS::Bedrock::Session", [], "bedrock:us-east-1:111122223333:session/a1b2c3d4-5678-90ab-cdef-111111111111"],
    ["AWS::Bedrock::Tool", [], "bedrock::111122223333:system-tool/a1b2c3d4e5f6"],
    ["AWS::BedrockAgentCore::ABTest", [], "bedrock-agentcore:us-east-1:111122223333:ab-test/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::APIKeyCredentialProvider",
        [],
        "bedrock-agentcore:us-east-1:111122223333:token-vault/default/apikeycredentialprovider/example",
    ],
    ["AWS::BedrockAgentCore::BatchEvaluate", [], "bedrock-agentcore:us-east-1:111122223333:batch-evaluate/a1b2c3d4e5"],
    ["AWS::BedrockAgentCore::Browser", [], "bedrock-agentcore:us-east-1:aws:browser/a1b2c3d4e5"],
    ["AWS::BedrockAgentCore::BrowserCustom", [], "bedrock-agentcore:us-east-1:111122223333:browser-custom/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::BrowserProfile",
        [],
        "bedrock-agentcore:us-east-1:111122223333:browser-profile/a1b2c3d4e5",
    ],
    [
        "AWS::BedrockAgentCore::CapacityProvider",
        [],
        "bedrock-agentcore:us-east-1:111122223333:capacity-provider/a1b2c3d4e5",
    ],
    ["AWS::BedrockAgentCore::CodeInterpreter", [], "bedrock-agentcore:us-east-1:aws:code-interpreter/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::CodeInterpreterCustom",
        [],
        "bedrock-agentcore:us-east-1:111122223333:code-interpreter-custom/a1b2c3d4e5",
    ],
    ["AWS::BedrockAgentCore::Evaluator", [], "bedrock-agentcore:us-east-1:111122223333:evaluator/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::Gateway",
        ["InvokeGateway"],
        "bedrock-agentcore:us-east-1:111122223333:gateway/a1b2c3d4e5",
    ],
    ["AWS::BedrockAgentCore::Memory", [], "bedrock-agentcore:us-east-1:111122223333:memory/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::OAuth2CredentialProvider",
        [],
        "bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/example",
    ],
    ["AWS::BedrockAgentCore::Payments", [], "bedrock-agentcore:us-east-1:111122223333:payment-manager/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::Policy",
        [],
        "bedrock-agentcore:us-east-1:111122223333:policy-engine/a1b2c3d4e5/policy/a1b2c3d4e5",
    ],
    ["AWS::BedrockAgentCore::PolicyEngine", [], "bedrock-agentcore:us-east-1:111122223333:policy-engine/a1b2c3d4e5"],
    ["AWS::BedrockAgentCore::Recommendation", [], "bedrock-agentcore:us-east-1:111122223333:recommendation/a1b2c3d4e5"],
    ["AWS::BedrockAgentCore::Registry", [], "bedrock-agentcore:us-east-1:111122223333:registry/a1b2c3d4e5"],
    ["AWS::BedrockAgentCore::Runtime", [], "bedrock-agentcore:us-east-1:111122223333:runtime/a1b2c3d4e5"],
    [
        "AWS::BedrockAgentCore::RuntimeEndpoint",
        [],
        "bedrock-agentcore:us-east-1:111122223333:runtime/a1b2c3d4e5/runtime-endpoint/example",
    ],
    ["AWS::BedrockAgentCore::TokenVault", [], "bedrock-agentcore:us-east-1:111122223333:token-vault/default"],
    [
        "AWS::BedrockAgentCore::WorkloadIdentity",
        [],
        "bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/example",
    ],
    [
        "AWS::BedrockAgentCore::WorkloadIdentityDirectory",
        [],
        "bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default",
    ],
];

/** Every Bedrock resource type of CloudTrail's table of data events, by its name. */
export const BEDROCK_RESOURCE_TYPES: ReadonlyMap<string, BedrockResourceType> = new Map(
    ROWS.map(([type, operations, arn]) => [
        type,
        {
            type,
            service: type.startsWith("AWS::BedrockAgentCore::") ? "bedrock-agentcore" : "bedrock",
            operations,
            exampleArn: `arn:aws:${arn}`,
            hasDocumentedArn: type !== WITHOUT_DOCUMENTED_ARN,
        },
    ]),
);
