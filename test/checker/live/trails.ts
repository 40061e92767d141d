import { AGENT_ALIAS, KNOWLEDGE_BASE } from "../../../src/cloudtrail/bedrock/requirement";

/** Advanced selectors that log everything that is required, in the names of the AWS API. */
export const COMPLETE = [
    { Name: "Management", FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
    ...[AGENT_ALIAS, KNOWLEDGE_BASE].map(type => dataEvents(type)),
];

/** A selector of all data events of a type, or of those that further conditions leave. */
export function dataEvents(type: string, ...conditions: Record<string, unknown>[]) {
    return {
        Name: `All ${type}`,
        FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [type] },
            ...conditions,
        ],
    };
}
