import type { Policy } from "@pulumi/policy";
import type { ConfigSchema, PropertySchema } from "../compliance/configuration/configuration";
import type { PolicyMetadata } from "../compliance/policy/policy";
import { policyUrl } from "../compliance/policy/policy-url";

/** A policy's metadata, in the policy SDK's form. */
export function policyMetadata(policy: PolicyMetadata): Policy {
    const { name, displayName, description, severity, tags, framework, remediationSteps, enforcementLevel } = policy;
    return {
        name,
        displayName,
        description,
        severity,
        tags: [...tags],
        ...(framework === undefined ? {} : { framework }),
        remediationSteps,
        url: policyUrl(name),
        enforcementLevel,
        configSchema: outline(policy.configSchema) as unknown as NonNullable<Policy["configSchema"]>,
    };
}

/**
 * A schema without the properties of a list's items. The engine asks for the schemas of all policies at the start of every
 * preview, and the SDK converts them value by value: those of exemptions alone were half of it. The pack checks them anyway,
 * wherever it uses a configuration (`validateConfig`).
 */
function outline({ properties, ...schema }: ConfigSchema): ConfigSchema {
    return {
        ...schema,
        properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, outlineProperty(property)]),
        ),
    };
}

function outlineProperty(property: PropertySchema): PropertySchema {
    const { type, required = [], properties } = property.items ?? {};
    return properties === undefined || type === undefined ? property : { ...property, items: { type, required } };
}
