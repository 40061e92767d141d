import type { ConfigSchema, PropertySchema } from "../configuration/configuration";
import { EXEMPTIONS_SCHEMA } from "../configuration/exemption";
import type { TrailPolicy } from "./policy";

/** `scope`, which every trail policy has. */
const SCOPE_SCHEMA: PropertySchema = {
    type: "string",
    enum: ["every-trail", "any-trail"],
    default: "every-trail",
    description:
        "`every-trail`: each trail must comply. `any-trail`: at least one must; in a preview, `cloudtrail-trail-required` then enforces it, and findings about a single trail are advisory.",
};

const INCLUDE_EVENT_DATA_STORES_SCHEMA: PropertySchema = {
    type: "boolean",
    default: false,
    description: "Also check event data stores (CloudTrail Lake).",
};

const INCLUDE_TELEMETRY_RULES_SCHEMA: PropertySchema = {
    type: "boolean",
    default: false,
    description: "Also check the CloudWatch telemetry rules that collect CloudTrail events. They do not write to S3.",
};

/** The content of a policy file; the configuration that all policies share is added to it. */
export type PolicyDefinition<Config> = Omit<TrailPolicy<Config>, "kind" | "configSchema"> & {
    readonly configSchema?: ConfigSchema;
};

/** Defines a policy over one trail: adds the configuration that every policy has. */
export function definePolicy<Config = Record<string, unknown>>(definition: PolicyDefinition<Config>): TrailPolicy {
    const { configSchema } = definition;
    const policy: TrailPolicy<Config> = {
        ...definition,
        kind: "trail",
        configSchema: {
            ...configSchema,
            properties: {
                ...configSchema?.properties,
                ...(definition.recorders.includes("EventDataStore")
                    ? { includeEventDataStores: INCLUDE_EVENT_DATA_STORES_SCHEMA }
                    : {}),
                ...(definition.recorders.includes("TelemetryRule")
                    ? { includeTelemetryRules: INCLUDE_TELEMETRY_RULES_SCHEMA }
                    : {}),
                scope: SCOPE_SCHEMA,
                exemptions: EXEMPTIONS_SCHEMA,
            },
        },
    };
    // The configuration is validated against the schema before a policy sees it.
    return policy as unknown as TrailPolicy;
}
