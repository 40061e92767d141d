import type { CatalogueRow } from "./row";

const RUNTIME_OPERATIONS = ["InvokeAgentRuntime", "InvokeAgentRuntimeCommand", "GetAgentCard", "StopRuntimeSession"];
const BROWSER_OPERATIONS = [
    "StartBrowserSession",
    "InvokeBrowser",
    "GetBrowserSession",
    "ListBrowserSessions",
    "UpdateBrowserStream",
    "StopBrowserSession",
];
const CODE_INTERPRETER_OPERATIONS = [
    "InvokeCodeInterpreter",
    "StartCodeInterpreterSession",
    "GetCodeInterpreterSession",
    "ListCodeInterpreterSessions",
    "StopCodeInterpreterSession",
];

/** The types of AgentCore. AWS documents the data events of gateways only. */
export const AGENTCORE_ROWS: readonly CatalogueRow[] = [
    {
        type: "AWS::BedrockAgentCore::ABTest",
        apiOperations: ["CreateABTest", "GetABTest", "UpdateABTest", "DeleteABTest", "ListABTests"],
        arn: "us-east-1:111122223333:ab-test/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::APIKeyCredentialProvider",
        apiOperations: ["GetResourceApiKey"],
        arn: "us-east-1:111122223333:token-vault/default/apikeycredentialprovider/example",
    },
    {
        type: "AWS::BedrockAgentCore::BatchEvaluate",
        apiOperations: [
            "StartBatchEvaluation",
            "GetBatchEvaluation",
            "StopBatchEvaluation",
            "DeleteBatchEvaluation",
            "ListBatchEvaluations",
        ],
        arn: "us-east-1:111122223333:batch-evaluate/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Browser",
        apiOperations: BROWSER_OPERATIONS,
        arn: "us-east-1:aws:browser/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::BrowserCustom",
        apiOperations: BROWSER_OPERATIONS,
        arn: "us-east-1:111122223333:browser-custom/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::BrowserProfile",
        apiOperations: ["SaveBrowserSessionProfile"],
        arn: "us-east-1:111122223333:browser-profile/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::CapacityProvider",
        apiOperations: ["DeleteCapacityProviderSession"],
        arn: "us-east-1:111122223333:capacity-provider/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::CodeInterpreter",
        apiOperations: CODE_INTERPRETER_OPERATIONS,
        arn: "us-east-1:aws:code-interpreter/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::CodeInterpreterCustom",
        apiOperations: CODE_INTERPRETER_OPERATIONS,
        arn: "us-east-1:111122223333:code-interpreter-custom/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Evaluator",
        apiOperations: ["Evaluate"],
        arn: "us-east-1:111122223333:evaluator/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Gateway",
        source: "gateway",
        operations: ["InvokeGateway"],
        arn: "us-east-1:111122223333:gateway/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Memory",
        apiOperations: [
            "CreateEvent",
            "RetrieveMemoryRecords",
            "GetEvent",
            "ListEvents",
            "DeleteEvent",
            "GetMemoryRecord",
            "ListMemoryRecords",
            "DeleteMemoryRecord",
            "BatchCreateMemoryRecords",
            "BatchUpdateMemoryRecords",
            "BatchDeleteMemoryRecords",
            "IngestData",
            "ListActors",
            "ListSessions",
            "ListMemoryExtractionJobs",
            "StartMemoryExtractionJob",
        ],
        arn: "us-east-1:111122223333:memory/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::OAuth2CredentialProvider",
        apiOperations: ["GetResourceOauth2Token"],
        arn: "us-east-1:111122223333:token-vault/default/oauth2credentialprovider/example",
    },
    {
        type: "AWS::BedrockAgentCore::Payments",
        apiOperations: [
            "ProcessPayment",
            "CreatePaymentSession",
            "GetPaymentSession",
            "ListPaymentSessions",
            "DeletePaymentSession",
            "CreatePaymentInstrument",
            "GetPaymentInstrument",
            "GetPaymentInstrumentBalance",
            "ListPaymentInstruments",
            "DeletePaymentInstrument",
            "GetResourcePaymentToken",
        ],
        arn: "us-east-1:111122223333:payment-manager/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Policy",
        arn: "us-east-1:111122223333:policy-engine/a1b2c3d4e5/policy/a1b2c3d4e5",
    },
    { type: "AWS::BedrockAgentCore::PolicyEngine", arn: "us-east-1:111122223333:policy-engine/a1b2c3d4e5" },
    {
        type: "AWS::BedrockAgentCore::Recommendation",
        apiOperations: ["StartRecommendation", "GetRecommendation", "ListRecommendations", "DeleteRecommendation"],
        arn: "us-east-1:111122223333:recommendation/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::Registry",
        apiOperations: ["SearchRegistryRecords"],
        arn: "us-east-1:111122223333:registry/a1b2c3d4e5",
        note: "AWS Agent Registry has moved to a service of its own: its data events are now those of AWS::AgentRegistry::Registry",
    },
    {
        type: "AWS::BedrockAgentCore::Runtime",
        apiOperations: RUNTIME_OPERATIONS,
        arn: "us-east-1:111122223333:runtime/a1b2c3d4e5",
    },
    {
        type: "AWS::BedrockAgentCore::RuntimeEndpoint",
        apiOperations: RUNTIME_OPERATIONS,
        arn: "us-east-1:111122223333:runtime/a1b2c3d4e5/runtime-endpoint/example",
    },
    {
        type: "AWS::BedrockAgentCore::TokenVault",
        apiOperations: ["CompleteResourceTokenAuth"],
        arn: "us-east-1:111122223333:token-vault/default",
    },
    {
        type: "AWS::BedrockAgentCore::WorkloadIdentity",
        apiOperations: ["GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT", "GetWorkloadAccessTokenForUserId"],
        arn: "us-east-1:111122223333:workload-identity-directory/default/workload-identity/example",
    },
    {
        type: "AWS::BedrockAgentCore::WorkloadIdentityDirectory",
        arn: "us-east-1:111122223333:workload-identity-directory/default",
    },
];
