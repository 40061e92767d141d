import type { ConfigSchema } from "../configuration/configuration";
import { EXEMPTIONS_SCHEMA } from "../configuration/exemption";
import type { StackPolicy } from "./stack-policy";

const EXEMPTIONS =
    "Trails that need not follow this policy, or the stack by its name or URN. Each has a `trail` and a `reason`, and may have `expires`. They are reported as exempt.";

/** The content of a stack policy file; the configuration that all policies share is added to it. */
export type StackPolicyDefinition<Config> = Omit<StackPolicy<Config>, "kind" | "configSchema"> & {
    readonly configSchema?: ConfigSchema;
};

/** Defines a policy for a stack. */
export function defineStackPolicy<Config>(definition: StackPolicyDefinition<Config>): StackPolicy {
    const { configSchema } = definition;
    const policy: StackPolicy<Config> = {
        ...definition,
        kind: "stack",
        configSchema: {
            ...configSchema,
            properties: { ...configSchema?.properties, exemptions: { ...EXEMPTIONS_SCHEMA, description: EXEMPTIONS } },
        },
    };
    // The configuration is validated against the schema before a policy sees it.
    return policy as unknown as StackPolicy;
}
