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
    /** Does AWS document the `eventSource`? Where it doesn't, it is the likely one. */
    readonly hasDocumentedEventSource: boolean;
    /** The operations that AWS documents as data events of the type; empty where it names none. */
    readonly operations: readonly string[];
    /** Further operations of the service on resources of the type: AWS doesn't say which of them become data events. */
    readonly apiOperations: readonly string[];
    /** A well-formed ARN of the type. */
    readonly exampleArn: string;
    /** Does AWS document ARNs of this type? Where it doesn't, an event may have none. */
    readonly hasDocumentedArn: boolean;
    /** Does CloudTrail's own table list the type? AWS documents others only in the guide of the service. */
    readonly isListed: boolean;
    /** The type under which AWS documents the same operation as well. */
    readonly alternativeOf?: string;
    /** The report of AWS refusing a selector with the type. */
    readonly reportedRefused?: string;
    /** What a reader has to be told about the type: a sentence without its end. */
    readonly note?: string;
}

/**
 * Operations of Bedrock that are logged as management events, most used first: inference by the endpoint
 * `bedrock-runtime` (source `guide` of the catalogue).
 */
export const BEDROCK_MANAGEMENT_OPERATIONS = [
    "InvokeModel",
    "InvokeModelWithResponseStream",
    "Converse",
    "ConverseStream",
    "ListAsyncInvokes",
] as const;

/** Every resource type of Bedrock's data events, by its name. */
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
            ? `CloudTrail's own table does not list the type yet; it is in: ${SOURCES[source].title}`
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
 * Is this a resource type of data events, as far as AWS documents them: in CloudTrail's own table, or in the guide of a
 * service of Bedrock? AWS adds to them often: any other may be right.
 */
export function isDocumentedResourceType(type: string): boolean {
    return DATA_EVENT_RESOURCE_TYPES.has(type) || BEDROCK_RESOURCE_TYPES.has(type);
}
