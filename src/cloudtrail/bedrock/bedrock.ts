import type { CatalogueRow } from "./catalogue/row";
import { BEDROCK_SERVICES, type BedrockService, type ServiceFacts } from "./catalogue/services";
import { SOURCES } from "./catalogue/sources";
import { DATA_EVENT_RESOURCE_TYPES } from "./resource-types";

/** A Bedrock resource type whose use CloudTrail records as data events. */
export interface BedrockResourceType {
    readonly type: string;
    /** The service's name in an ARN. */
    readonly service: BedrockService;
    readonly eventSource: string;
    /** Does AWS document the `eventSource`? If not, it is the likely one. */
    readonly hasDocumentedEventSource: boolean;
    /** The operations that AWS documents as data events of the type; empty if it names none. */
    readonly operations: readonly string[];
    /**
     * Further operations of the service on resources of the type: AWS doesn't say which of them produce data events.
     */
    readonly apiOperations: readonly string[];
    /** A well-formed ARN of the type. */
    readonly exampleArn: string;
    /** Does AWS document ARNs of this type? If not, an event may have none. */
    readonly hasDocumentedArn: boolean;
    /** Is the type in CloudTrail's own table? AWS documents some only in the service's guide. */
    readonly isListed: boolean;
    /** The other type under which AWS documents the same operation. */
    readonly alternativeOf?: string;
    /** The report of AWS refusing a selector with the type. */
    readonly reportedRefused?: string;
    /** A note for the reader about the type: a sentence without the full stop. */
    readonly note?: string;
}

/**
 * Bedrock operations that are logged as management events, most used first: inference through the endpoint
 * `bedrock-runtime` (source `guide` of the catalogue).
 */
export const BEDROCK_MANAGEMENT_OPERATIONS = [
    "InvokeModel",
    "InvokeModelWithResponseStream",
    "Converse",
    "ConverseStream",
    "ListAsyncInvokes",
] as const;

/** Every resource type of Bedrock's data events, by name. */
export const BEDROCK_RESOURCE_TYPES: ReadonlyMap<string, BedrockResourceType> = new Map(
    BEDROCK_SERVICES.flatMap(service => service.rows.map(row => [row.type, resourceType(service, row)])),
);

function resourceType(
    { service, eventSource, eventSourceFrom }: ServiceFacts,
    { type, operations = [], apiOperations = [], arn, withoutArn, unlisted, ...more }: CatalogueRow,
): BedrockResourceType {
    const { source = "table", alternativeOf, reportedRefused } = more;
    const note =
        more.note ??
        (unlisted
            ? `CloudTrail's own table does not list the type yet; it is documented in: ${SOURCES[source].title}`
            : undefined);
    return {
        type,
        service,
        eventSource,
        hasDocumentedEventSource: eventSourceFrom !== undefined,
        operations,
        apiOperations,
        exampleArn: `arn:aws:${service}:${arn}`,
        hasDocumentedArn: withoutArn !== true,
        isListed: unlisted !== true,
        ...(alternativeOf === undefined ? {} : { alternativeOf }),
        ...(reportedRefused === undefined ? {} : { reportedRefused }),
        ...(note === undefined ? {} : { note }),
    };
}

/**
 * Is this a documented resource type of data events, in CloudTrail's own table or in the guide of a Bedrock service?
 * AWS often adds types, so any other may be right too.
 */
export function isDocumentedResourceType(type: string): boolean {
    return DATA_EVENT_RESOURCE_TYPES.has(type) || BEDROCK_RESOURCE_TYPES.has(type);
}
