import type { Policy } from "@pulumi/policy";
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
        configSchema: structuredClone(policy.configSchema) as unknown as NonNullable<Policy["configSchema"]>,
    };
}
