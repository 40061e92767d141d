import type { CatalogueRow } from "./row";

const MODEL_OPERATIONS = ["InvokeModelWithBidirectionalStream", "StartAsyncInvoke", "GetAsyncInvoke"];

/** The types of Bedrock itself: agents, knowledge bases, flows, guardrails, prompts, models. */
export const BEDROCK_ROWS: readonly CatalogueRow[] = [
    {
        type: "AWS::Bedrock::AdvancedOptimizePromptJob",
        arn: "us-east-1:111122223333:advanced-prompt-optimization-job/a1b2c3d4e5f6",
    },
    {
        type: "AWS::Bedrock::AgentAlias",
        source: "guide",
        operations: ["InvokeAgent"],
        apiOperations: ["GetAgentMemory", "DeleteAgentMemory"],
        arn: "us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345",
    },
    {
        type: "AWS::Bedrock::AsyncInvoke",
        source: "guide",
        operations: MODEL_OPERATIONS,
        arn: "us-east-1:111122223333:async-invoke/a1b2c3d4e5f6",
    },
    {
        type: "AWS::Bedrock::AutomatedReasoningPolicy",
        arn: "us-east-1:111122223333:automated-reasoning-policy/a1b2c3d4e5",
    },
    {
        type: "AWS::Bedrock::AutomatedReasoningPolicyVersion",
        arn: "us-east-1:111122223333:automated-reasoning-policy/a1b2c3d4e5:1",
    },
    { type: "AWS::Bedrock::Blueprint", arn: "us-east-1:111122223333:blueprint/a1b2c3d4e5" },
    {
        type: "AWS::Bedrock::DataAutomationInvocation",
        apiOperations: ["InvokeDataAutomation", "InvokeDataAutomationAsync", "GetDataAutomationStatus"],
        arn: "us-east-1:111122223333:data-automation-invocation/a1b2c3d4e5",
    },
    {
        type: "AWS::Bedrock::DataAutomationProfile",
        arn: "us-east-1:111122223333:data-automation-profile/a1b2c3d4e5",
    },
    {
        type: "AWS::Bedrock::DataAutomationProject",
        arn: "us-east-1:111122223333:data-automation-project/a1b2c3d4e5",
    },
    {
        type: "AWS::Bedrock::FlowAlias",
        source: "guide",
        operations: ["InvokeFlow"],
        arn: "us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345",
    },
    {
        type: "AWS::Bedrock::FlowExecution",
        apiOperations: [
            "StartFlowExecution",
            "GetFlowExecution",
            "StopFlowExecution",
            "ListFlowExecutions",
            "ListFlowExecutionEvents",
            "GetExecutionFlowSnapshot",
        ],
        arn: "us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345/execution/a1b2c3d4-5678-90ab-cdef-111111111111",
    },
    {
        type: "AWS::Bedrock::Guardrail",
        source: "guide",
        operations: ["ApplyGuardrail"],
        arn: "us-east-1:111122223333:guardrail/guard1234567",
    },
    {
        // "Inline agents have no persistent resource ARN."
        type: "AWS::Bedrock::InlineAgent",
        source: "guide",
        operations: ["InvokeInlineAgent"],
        arn: "us-east-1:111122223333:inline-agent/AGENT12345",
        withoutArn: true,
    },
    {
        type: "AWS::Bedrock::KnowledgeBase",
        source: "guide",
        operations: ["Retrieve", "RetrieveAndGenerate"],
        apiOperations: [
            "RetrieveAndGenerateStream",
            "AgenticRetrieveStream",
            "GenerateQuery",
            "GetDocumentContent",
            "CheckIngestedDocumentAcl",
            "GetIngestedDocumentAcl",
        ],
        arn: "us-east-1:111122223333:knowledge-base/KBASE12345",
    },
    {
        type: "AWS::Bedrock::Model",
        source: "guide",
        operations: MODEL_OPERATIONS,
        arn: "us-east-1::foundation-model/amazon.nova-sonic-v1:0",
        note: "a selector for AWS::Bedrock::Model does not log InvokeModel or Converse: those are management events",
    },
    {
        type: "AWS::Bedrock::Prompt",
        source: "guide",
        operations: ["RenderPrompt"],
        arn: "us-east-1:111122223333:prompt/PROMPT1234",
        unlisted: true,
        alternativeOf: "AWS::Bedrock::PromptVersion",
        reportedRefused: "2026-09-05, a public report of PutEventSelectors tried type by type",
        note: "for RenderPrompt, the Bedrock user guide names AWS::Bedrock::Prompt, and CloudTrail's own table AWS::Bedrock::PromptVersion; a configuration that names AWS::Bedrock::Prompt asks for both, the presets and `used` for PromptVersion alone, because AWS may refuse the other",
    },
    {
        type: "AWS::Bedrock::PromptVersion",
        operations: ["RenderPrompt"],
        arn: "us-east-1:111122223333:prompt/PROMPT1234:1",
    },
    {
        type: "AWS::Bedrock::Session",
        apiOperations: [
            "CreateSession",
            "GetSession",
            "UpdateSession",
            "EndSession",
            "DeleteSession",
            "ListSessions",
            "CreateInvocation",
            "ListInvocations",
            "PutInvocationStep",
            "GetInvocationStep",
            "ListInvocationSteps",
        ],
        arn: "us-east-1:111122223333:session/a1b2c3d4-5678-90ab-cdef-111111111111",
    },
    { type: "AWS::Bedrock::Tool", arn: ":111122223333:system-tool/a1b2c3d4e5f6" },
];
