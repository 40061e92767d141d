import type { PolicySetting } from "../../configuration/policy-setting";
import type { UnreadTrail } from "../../sources/source-trail";

/** The recorders besides trails that the configuration of the policies includes. */
export interface IncludedRecorders {
    /** Must event data stores be read? */
    readonly eventDataStores: boolean;
    /** Those that can't be read from a live account: what is asked for and not read is never compliant. */
    readonly unread: readonly UnreadTrail[];
}

const TELEMETRY_RULES: UnreadTrail = {
    id: "telemetry-rules",
    name: "telemetry rules",
    place: { address: "telemetry-rules" },
    group: "telemetry-rules",
    reason: "includeTelemetryRules: the telemetry rules of live accounts are not read; check what declares them",
};

/** @param settings the configuration of each policy, by its name */
export function includedRecorders(settings: ReadonlyMap<string, PolicySetting>): IncludedRecorders {
    const asksFor = (property: string) =>
        [...settings.values()].some(({ level, config }) => level !== "disabled" && config[property] === true);
    return {
        eventDataStores: asksFor("includeEventDataStores"),
        unread: asksFor("includeTelemetryRules") ? [TELEMETRY_RULES] : [],
    };
}
