import type { PolicySetting } from "../../configuration/policy-setting";

/** The recorders besides trails that the configuration of the policies includes, so that they must be read. */
export interface IncludedRecorders {
    readonly eventDataStores: boolean;
    readonly telemetryRules: boolean;
}

/** @param settings the configuration of each policy, by its name */
export function includedRecorders(settings: ReadonlyMap<string, PolicySetting>): IncludedRecorders {
    const asksFor = (property: string) =>
        [...settings.values()].some(({ level, config }) => level !== "disabled" && config[property] === true);
    return {
        eventDataStores: asksFor("includeEventDataStores"),
        telemetryRules: asksFor("includeTelemetryRules"),
    };
}
