import { MANAGEMENT } from "../../../../src/cloudtrail/bedrock/requirement";
import { type RawRecord, resourcesOf, textAt } from "./record-fields";

/**
 * What the `eventSource` of Bedrock's services looks like: `bedrock`, `bedrock-agentcore`, `bedrock-mantle`, those that
 * AWS may add, and AgentCore's registry, which has a name of its own, so that none is overlooked until it is in our catalogue. A test holds the catalogue against it.
 * The text is also a regular expression of Athena.
 */
export const BEDROCK_EVENT_SOURCE = "^(bedrock[a-z0-9-]*|agent-registry)\\.amazonaws\\.com(\\.cn)?$";

/** What the resource types of Bedrock's services look like; likewise. */
export const BEDROCK_RESOURCE_TYPE = "^AWS::(Bedrock[A-Za-z0-9]*|AgentRegistry)::";

/** The requirement of a data event whose record names no resource type. */
export const UNTYPED = "Data";

/** The requirement of a record that doesn't say whether it is a management or a data event. */
export const UNCATEGORISED = "unknown";

const eventSource = new RegExp(BEDROCK_EVENT_SOURCE);
const resourceType = new RegExp(BEDROCK_RESOURCE_TYPE);

/** Is it a record of a Bedrock service, or of the use of one of its resources? */
export function isBedrockRecord(record: RawRecord): boolean {
    return eventSource.test(textAt(record, "eventSource") ?? "") || resourcesOf(record).some(isBedrockResource);
}

function isBedrockResource(resource: RawRecord): boolean {
    return resourceType.test(textAt(resource, "type") ?? "");
}

/**
 * The category of a record: `eventCategory`, or what `managementEvent` says where a record has none; `null` where
 * neither tells.
 */
export function categoryOf(record: RawRecord): string | null {
    const category = textAt(record, "eventCategory");
    const { managementEvent } = record;
    return category ?? (typeof managementEvent === "boolean" ? (managementEvent ? "Management" : "Data") : null);
}

/**
 * Is a record of this category evidence of a single call? Insights events and aggregated ones sum calls up, and
 * network activity events are about the way of a call; each has a folder of its own, wherever it may turn up.
 */
export function isCallCategory(category: string | null): boolean {
    return category === null || category === "Management" || category === "Data";
}

/** What a record counts for: a requirement, and the resource that was used. */
export interface Use {
    /** `Management`, the resource type, or `Data` or `unknown` where the record doesn't tell. */
    readonly requirement: string;
    readonly resource: string | null;
}

/**
 * The use that a record is evidence of. Of several resources the first of a Bedrock type counts: StartAsyncInvoke names
 * the model and the job.
 */
export function useOf(record: RawRecord): Use {
    const resources = resourcesOf(record);
    const used = resources.find(isBedrockResource) ?? resources[0] ?? {};
    const category = categoryOf(record);
    return {
        requirement:
            category === "Management"
                ? MANAGEMENT
                : category === null
                  ? UNCATEGORISED
                  : (textAt(used, "type") ?? UNTYPED),
        resource: textAt(used, "ARN"),
    };
}

/** Every requirement that a record arrived for: several where it names resources of several Bedrock types. */
export function requirementsOf(record: RawRecord): readonly string[] {
    const { requirement } = useOf(record);
    const types =
        categoryOf(record) === "Data"
            ? resourcesOf(record)
                  .filter(isBedrockResource)
                  .flatMap(resource => textAt(resource, "type") ?? [])
            : [];
    return [...new Set([requirement, ...types])];
}
