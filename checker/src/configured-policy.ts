import type { TrailPolicy } from "../../src/compliance/policy";
import type { PolicySetting } from "./policy-config";

/** A policy that is run, and how it is configured. */
export interface ConfiguredPolicy {
    readonly policy: TrailPolicy;
    readonly setting: PolicySetting;
}

/** The policies that are not disabled, each with its setting, or its own level where there is none. */
export function enabledPolicies(
    policies: readonly TrailPolicy[],
    settings: ReadonlyMap<string, PolicySetting>,
): ConfiguredPolicy[] {
    return policies.flatMap(policy => {
        const setting = settings.get(policy.name) ?? { level: policy.enforcementLevel, config: {} };
        return setting.level === "disabled" ? [] : [{ policy, setting }];
    });
}
