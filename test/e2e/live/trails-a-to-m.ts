import { COMPLETE, dataEvents } from "../../checker/live/trails";
import type { NewTrail } from "./account";

const [management, agents, knowledgeBases] = COMPLETE as [never, never, never];
const AGENT = "AWS::Bedrock::AgentAlias";
const KNOWLEDGE_BASE = "AWS::Bedrock::KnowledgeBase";

/** A trail, and whether it records every use of Bedrock agents and knowledge bases. */
export interface JudgedTrail extends NewTrail {
    readonly what: string;
    readonly complies: boolean;
}

const advanced = (...selectors: unknown[]) => ({ AdvancedEventSelectors: selectors as never });
const narrowed = (...conditions: Record<string, unknown>[]) =>
    advanced(management, dataEvents(AGENT, ...conditions), dataEvents(KNOWLEDGE_BASE, ...conditions));

/** The thirteen trails that checkers are compared on, each with the truth. */
export const TRAILS_A_TO_M: readonly JudgedTrail[] = [
    { name: "a-complete", what: "complete", complies: true, selectors: advanced(...COMPLETE) },
    { name: "b-one-type", what: "agents only", complies: false, selectors: advanced(management, agents) },
    {
        name: "c-event-name",
        what: "eventName narrowed",
        complies: false,
        selectors: narrowed({ Field: "eventName", Equals: ["InvokeAgent"] }),
    },
    {
        name: "d-arn",
        what: "resources.ARN narrowed",
        complies: false,
        selectors: narrowed({ Field: "resources.ARN", StartsWith: ["arn:aws:bedrock:us-east-1:111122223333:"] }),
    },
    {
        name: "e-read-only",
        what: "readOnly narrowed",
        complies: false,
        selectors: narrowed({ Field: "readOnly", Equals: ["true"] }),
    },
    {
        name: "f-union",
        what: "readOnly true and false together",
        complies: true,
        selectors: advanced(
            management,
            ...[AGENT, KNOWLEDGE_BASE].flatMap(type =>
                ["true", "false"].map(value => dataEvents(type, { Field: "readOnly", Equals: [value] })),
            ),
        ),
    },
    {
        name: "g-not-equals",
        what: "NotEquals eventName",
        complies: false,
        selectors: narrowed({ Field: "eventName", NotEquals: ["Retrieve"] }),
    },
    {
        name: "h-single-region",
        what: "single Region",
        complies: false,
        isMultiRegionTrail: false,
        selectors: advanced(...COMPLETE),
    },
    { name: "i-management", what: "management events only", complies: false, selectors: advanced(management) },
    { name: "j-default", what: "default selectors", complies: false },
    {
        name: "k-contradictory",
        what: "contradictory conditions",
        complies: false,
        selectors: narrowed({ Field: "eventName", Equals: ["InvokeAgent"], NotEquals: ["InvokeAgent"] }),
    },
    {
        name: "l-not-logging",
        what: "complete, not logging",
        complies: false,
        logging: false,
        selectors: advanced(management, agents, knowledgeBases),
    },
    {
        name: "m-s3-only",
        what: "S3 data events only",
        complies: false,
        selectors: advanced(management, dataEvents("AWS::S3::Object")),
    },
];
