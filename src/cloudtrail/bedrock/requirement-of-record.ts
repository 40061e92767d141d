import { BEDROCK_RESOURCE_TYPES } from "./bedrock";
import { BEDROCK_SERVICES } from "./catalogue/services";
import { MANAGEMENT } from "./requirement";

/** What a delivered record says about the call that it records. */
export interface RecordedCall {
    readonly eventSource: string;
    readonly eventName: string;
    /** Each `resources[].type`. */
    readonly resourceTypes?: readonly string[];
    /** `eventCategory`, or `Management` if `managementEvent` is true; absent in old records. */
    readonly eventCategory?: string | undefined;
}

const EVENT_SOURCES: ReadonlySet<string> = new Set(BEDROCK_SERVICES.map(({ eventSource }) => eventSource));

/** Is this the `eventSource` of a Bedrock service? */
export function isBedrockEventSource(eventSource: string): boolean {
    return EVENT_SOURCES.has(eventSource);
}

/**
 * The requirements that a recorded call belongs to, by name (`requirementOf`): `Management`, or resource types. A data
 * event belongs to the types that it names, in the catalogue or not. One that names none belongs to every type that has
 * the operation: `StartAsyncInvoke` to two of them, because AWS documents both. Empty for an event that isn't
 * Bedrock's, and for a data event whose types and operation are both unclear.
 */
export function requirementsOfRecord({
    eventSource,
    eventName,
    resourceTypes = [],
    eventCategory,
}: RecordedCall): readonly string[] {
    if (!isBedrockEventSource(eventSource)) {
        return [];
    }
    if (eventCategory === MANAGEMENT) {
        return [MANAGEMENT];
    }
    const byOperation = typesOfOperation(eventSource, eventName);
    if (eventCategory === undefined && byOperation.length === 0) {
        return [MANAGEMENT];
    }
    const named = [...new Set(resourceTypes)].filter(type => type !== "");
    return named.length > 0 ? named : byOperation;
}

function typesOfOperation(eventSource: string, eventName: string): readonly string[] {
    return [...BEDROCK_RESOURCE_TYPES.values()]
        .filter(
            type =>
                type.eventSource === eventSource &&
                (type.operations.includes(eventName) || type.apiOperations.includes(eventName)),
        )
        .map(({ type }) => type);
}
