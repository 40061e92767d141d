import { type CloudTrailEvent, eventOf } from "../event";
import { ANYTHING, type EventDomain, oneOf, stringsFrom } from "../event-domain";
import type { KnownSelector } from "../selectors/known-selector";
import { BASIC_RESOURCE_TYPES } from "../selectors/limits";
import { BEDROCK_MANAGEMENT_OPERATIONS, BEDROCK_RESOURCE_TYPES } from "./bedrock";
import { exampleRegions } from "./partition";

/** Which operations must be logged: all, including future ones, or only those that AWS documents today. */
export type Operations = "all" | "known";

/** A requirement for a trail: to log every event of the domain that the selector matches. */
export interface Requirement {
    /** `Management`, or the resource type. */
    readonly name: string;
    /** What must be logged, for a sentence: "Bedrock agent alias data events". */
    readonly title: string;
    /** The smallest selector that logs all of it, which a remediation adds. */
    readonly selector: KnownSelector;
    /** The possible values of the events. */
    readonly domain: EventDomain;
    /**
     * Typical events of the requirement, most typical first. Unlogged events are shown as close to these as possible.
     */
    readonly examples: readonly CloudTrailEvent[];
    /** A note for the reader: a sentence without the full stop. */
    readonly note?: string;
}

/** The name of the requirement to log Bedrock's management events. */
export const MANAGEMENT = "Management";
export const AGENT_ALIAS = "AWS::Bedrock::AgentAlias";
export const KNOWLEDGE_BASE = "AWS::Bedrock::KnowledgeBase";

/** What the AWS page on Bedrock and CloudTrail requires: data events of both types, and the management events. */
export const DEFAULT_REQUIREMENTS = [AGENT_ALIAS, KNOWLEDGE_BASE, MANAGEMENT] as const;

/** The options of a requirement. */
export interface RequirementOptions {
    /** Default `all`. */
    readonly operations?: Operations | undefined;
    /** The partition of the trail, default `aws`. */
    readonly partition?: string | undefined;
}

/** The operation of typical events if AWS documents none. */
export const EXAMPLE_OPERATION = "ExampleOperation";

/** A role session, the identity of most calls: what follows `arn:PARTITION:` in its ARN. */
export const EXAMPLE_IDENTITY = "sts::111122223333:assumed-role/application/session";

const TITLES: ReadonlyMap<string, string> = new Map([
    [AGENT_ALIAS, "Bedrock agent alias data events"],
    [KNOWLEDGE_BASE, "Bedrock knowledge base data events"],
]);

/**
 * The requirement with a name.
 * @param name `Management`, or any resource type of data events
 */
export function requirementOf(name: string, options: RequirementOptions = {}): Requirement {
    return name === MANAGEMENT ? managementEvents(options) : dataEvents(name, options);
}

function managementEvents({ operations, partition = "aws" }: RequirementOptions): Requirement {
    const common = {
        eventCategory: "Management",
        eventSource: "bedrock.amazonaws.com",
        eventType: "AwsApiCall",
        "userIdentity.arn": `arn:${partition}:${EXAMPLE_IDENTITY}`,
    };
    return {
        name: MANAGEMENT,
        title: "Bedrock management events",
        selector: {
            name: "Log all management events",
            fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["Management"] } }],
        },
        domain: {
            eventCategory: oneOf("Management"),
            readOnly: oneOf("false", "true"),
            eventSource: oneOf("bedrock.amazonaws.com"),
            eventName: operations === "known" ? oneOf(...BEDROCK_MANAGEMENT_OPERATIONS) : stringsFrom(""),
            eventType: stringsFrom(""),
            sessionCredentialFromConsole: { kind: "values", values: ["true"], absent: true },
            "userIdentity.arn": ANYTHING,
        },
        examples: [
            // Every real record of InvokeModel and Converse that was found is read-only; an AWS sample of 2023 is not.
            eventOf({ ...common, eventName: "InvokeModel", readOnly: "true" }),
            ...(operations === "known"
                ? []
                : [eventOf({ ...common, eventName: "CreateGuardrail", readOnly: "false" })]),
            eventOf({ ...common, eventName: "InvokeModel", readOnly: "false" }),
        ],
    };
}

function dataEvents(type: string, { operations, partition = "aws" }: RequirementOptions): Requirement {
    const bedrock = BEDROCK_RESOURCE_TYPES.get(type);
    const known = bedrock?.operations ?? [];
    const typical = [known, bedrock?.apiOperations ?? [], [EXAMPLE_OPERATION]].find(({ length }) => length > 0) ?? [];
    const [region] = exampleRegions(partition);
    const exampleArn = bedrock?.exampleArn.replace("arn:aws:", `arn:${partition}:`).replace("us-east-1", region);
    const common = {
        eventCategory: "Data",
        "resources.type": type,
        readOnly: "false",
        "resources.ARN": exampleArn ?? `arn:${partition}:service:${region}:111122223333:resource/example`,
        eventSource: bedrock?.eventSource ?? "service.amazonaws.com",
        eventType: "AwsApiCall",
        "userIdentity.arn": `arn:${partition}:${EXAMPLE_IDENTITY}`,
    };
    return {
        name: type,
        title: TITLES.get(type) ?? `${type} data events`,
        selector: {
            name: `Log all ${type} data events`,
            fieldSelectors: [
                { field: "eventCategory", operators: { Equals: ["Data"] } },
                { field: "resources.type", operators: { Equals: [type] } },
            ],
        },
        domain: {
            eventCategory: oneOf("Data"),
            "resources.type": oneOf(type),
            readOnly: oneOf("false", "true"),
            eventName: operations === "known" && known.length > 0 ? oneOf(...known) : stringsFrom(""),
            "resources.ARN": {
                kind: "strings",
                prefix: `arn:${partition}:${bedrock === undefined ? "" : `${bedrock.service}:`}`,
                absent: !(bedrock?.hasDocumentedArn ?? (BASIC_RESOURCE_TYPES as readonly string[]).includes(type)),
            },
            eventSource: bedrock?.hasDocumentedEventSource ? oneOf(bedrock.eventSource) : stringsFrom(""),
            eventType: stringsFrom(""),
            sessionCredentialFromConsole: { kind: "values", values: ["true"], absent: true },
            "userIdentity.arn": ANYTHING,
        },
        examples: typical.map(eventName => eventOf({ ...common, eventName })),
        ...(bedrock?.note === undefined ? {} : { note: bedrock.note }),
    };
}
