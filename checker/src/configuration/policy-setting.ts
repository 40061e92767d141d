import type { EnforcementLevel } from "../../../src/compliance/policy/policy";

/** The configuration of one policy. */
export interface PolicySetting {
    readonly level: EnforcementLevel;
    /** As given, without `enforcementLevel`; valid for the policy's schema, without its defaults. */
    readonly config: Readonly<Record<string, unknown>>;
}
