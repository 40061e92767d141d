import type { CatalogueRow } from "./row";

/** The tool with which models search the web. */
export const WEB_SEARCH_ROWS: readonly CatalogueRow[] = [
    {
        type: "AWS::BedrockWebSearch::Tool",
        source: "web-search",
        operations: ["InvokeSearch", "InvokeFetch"],
        arn: "us-east-1:aws:tool/example",
    },
];

/** AgentCore's registry of agents and tools, a separate service since August 2026. */
export const AGENT_REGISTRY_ROWS: readonly CatalogueRow[] = [
    {
        type: "AWS::AgentRegistry::Registry",
        source: "registry",
        operations: [
            "SearchDiscoverableRegistryRecords",
            "ListDiscoverableRegistryRecords",
            "BatchGetDiscoverableRegistryRecord",
            "InvokeRegistryMcp",
        ],
        arn: "us-east-1:111122223333:registry/a1b2c3d4e5",
    },
];
