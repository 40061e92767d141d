import type { PolicyMetadata, TrailPolicy } from "../../../src/compliance/policy/policy";
import type { PolicySetting } from "./policy-setting";

/** A policy that is run, with its configuration. */
export interface ConfiguredPolicy<Policy extends PolicyMetadata = TrailPolicy> {
    readonly policy: Policy;
    readonly setting: PolicySetting;
}

/** The policies that are not disabled, each with its setting, or its default level if there is none. */
export function enabledPolicies<Policy extends PolicyMetadata>(
    policies: readonly Policy[],
    settings: ReadonlyMap<string, PolicySetting>,
): ConfiguredPolicy<Policy>[] {
    return policies.flatMap(policy => {
        const setting = settings.get(policy.name) ?? { level: policy.enforcementLevel, config: {} };
        return setting.level === "disabled" ? [] : [{ policy, setting }];
    });
}
