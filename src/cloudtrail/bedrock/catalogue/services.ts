import { AGENTCORE_ROWS } from "./agentcore";
import { BEDROCK_ROWS } from "./bedrock";
import { MANTLE_ROWS } from "./mantle";
import { AGENT_REGISTRY_ROWS, WEB_SEARCH_ROWS } from "./neighbours";
import type { CatalogueRow } from "./row";
import type { SourceName } from "./sources";

/** The services that make up Bedrock, by their name in an ARN. */
export type BedrockService =
    | "bedrock"
    | "bedrock-agentcore"
    | "bedrock-mantle"
    | "bedrock-websearch"
    | "agent-registry";

/** A service of Bedrock, and the resource types of its data events. */
export interface ServiceFacts {
    /** Its name in an ARN, and in IAM actions. */
    readonly service: BedrockService;
    /** The `eventSource` of its events; if AWS doesn't document it, the likely one, for examples. */
    readonly eventSource: string;
    /** Who documents the `eventSource`; absent if no one does, so it can be any. */
    readonly eventSourceFrom?: SourceName;
    readonly rows: readonly CatalogueRow[];
}

/** Every service of Bedrock: the only registry of the catalogue. */
export const BEDROCK_SERVICES: readonly ServiceFacts[] = [
    { service: "bedrock", eventSource: "bedrock.amazonaws.com", eventSourceFrom: "guide", rows: BEDROCK_ROWS },
    {
        service: "bedrock-agentcore",
        eventSource: "bedrock-agentcore.amazonaws.com",
        eventSourceFrom: "gateway",
        rows: AGENTCORE_ROWS,
    },
    {
        service: "bedrock-mantle",
        eventSource: "bedrock-mantle.amazonaws.com",
        eventSourceFrom: "mantle",
        rows: MANTLE_ROWS,
    },
    { service: "bedrock-websearch", eventSource: "bedrock-websearch.amazonaws.com", rows: WEB_SEARCH_ROWS },
    {
        service: "agent-registry",
        eventSource: "agent-registry.amazonaws.com",
        eventSourceFrom: "registry",
        rows: AGENT_REGISTRY_ROWS,
    },
];
