import { BEDROCK_RESOURCE_TYPES } from "../../../../src/cloudtrail/bedrock/bedrock";
import { MANAGEMENT } from "../../../../src/cloudtrail/bedrock/requirement";
import { isBedrockEventSource, requirementsOfRecord } from "../../../../src/cloudtrail/bedrock/requirement-of-record";
import { type RawRecord, resourcesOf, textAt } from "./record-fields";

/**
 * The form of the `eventSource` of Bedrock services that AWS may add, so that none is missed until it is in the
 * catalogue. The text is also a regular expression for Athena.
 */
export const NEW_EVENT_SOURCE = "^bedrock[a-z0-9-]*\\.amazonaws\\.com(\\.cn)?$";

/** The form of the resource types of such services; also a regular expression for Athena. */
export const NEW_RESOURCE_TYPE = "^AWS::Bedrock[A-Za-z0-9]*::";

/** The requirement of a data event whose types and operation are both unclear. */
export const UNTYPED = "Data";

const newEventSource = new RegExp(NEW_EVENT_SOURCE);
const newResourceType = new RegExp(NEW_RESOURCE_TYPE);

/** Is it a record of a Bedrock service, or of the use of one of its resources? */
export function isBedrockRecord(record: RawRecord): boolean {
    const eventSource = textAt(record, "eventSource") ?? "";
    return (
        isBedrockEventSource(eventSource) ||
        newEventSource.test(eventSource) ||
        resourcesOf(record).some(isBedrockResource)
    );
}

/** Is it a Bedrock resource type? */
export function isBedrockType(type: string): boolean {
    return BEDROCK_RESOURCE_TYPES.has(type) || newResourceType.test(type);
}

function isBedrockResource(resource: RawRecord): boolean {
    return isBedrockType(textAt(resource, "type") ?? "");
}

/**
 * The category of a record: `eventCategory`, or what `managementEvent` says if a record has none; `null` if neither
 * says.
 */
export function categoryOf(record: RawRecord): string | null {
    const category = textAt(record, "eventCategory");
    const { managementEvent } = record;
    return category ?? (typeof managementEvent === "boolean" ? (managementEvent ? "Management" : "Data") : null);
}

/**
 * Is a record of this category evidence of a single call? Insights events and aggregated ones summarise calls, and
 * network activity events are about how a call travelled; each has its own folder, wherever it may turn up.
 */
export function isCallCategory(category: string | null): boolean {
    return category === null || category === "Management" || category === "Data";
}

/**
 * Every requirement that a record counts for: `Management`, or the resource types. Only Bedrock's types if it names
 * any; several if a call uses several resources: StartAsyncInvoke names the model and the job.
 */
export function requirementsOf(record: RawRecord): readonly [string, ...string[]] {
    const resources = resourcesOf(record);
    const named = (resources.some(isBedrockResource) ? resources.filter(isBedrockResource) : resources).flatMap(
        resource => textAt(resource, "type") ?? [],
    );
    const category = categoryOf(record);
    const [first, ...others] = requirementsOfRecord({
        eventSource: textAt(record, "eventSource") ?? "",
        eventName: textAt(record, "eventName") ?? "",
        resourceTypes: named,
        eventCategory: category ?? undefined,
    });
    if (first !== undefined) {
        return [first, ...others];
    }
    // A service that isn't in the catalogue, or a data event that doesn't name a type.
    const [type, ...types] = new Set(named);
    return category === "Management" ? [MANAGEMENT] : [type ?? UNTYPED, ...types];
}

/** What a record counts for: its first requirement, and the resource that was used. */
export function useOf(record: RawRecord): { readonly requirement: string; readonly resource: string | null } {
    const [requirement] = requirementsOf(record);
    const resources = resourcesOf(record);
    const used = resources.find(isBedrockResource) ?? resources[0];
    return { requirement, resource: used === undefined ? null : textAt(used, "ARN") };
}
