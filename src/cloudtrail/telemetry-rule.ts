import { isRecord } from "./plain-data";
import type { Dialect } from "./selectors/dialect";
import { isUnknown, Unknown } from "./value";

/**
 * A CloudWatch telemetry rule records CloudTrail events without a trail: its selectors are like a trail's, deep in its
 * properties. Source: API reference of CloudWatch Observability Admin, TelemetryRule and CloudtrailParameters.
 */

/** Does a telemetry rule collect CloudTrail's events, as far as that is known? Others collect other telemetry. */
export function recordsCloudTrail(properties: Readonly<Record<string, unknown>>, { of }: Dialect): boolean {
    const type = inside(properties, of("TelemetryResourceType").split("."));
    return isUnknown(type) || (typeof type === "string" && /^AWS::CloudTrail(::|$)/.test(type));
}

/**
 * The properties of a telemetry rule as those of a trail, with its selectors under the path that messages use. A rule
 * has no default: if it shows no selectors, it is unknown what it collects.
 */
export function telemetryRuleProperties(
    properties: Readonly<Record<string, unknown>>,
    { of }: Dialect,
): Readonly<Record<string, unknown>> {
    const path = of("AdvancedEventSelectors");
    const selectors = properties[path] ?? inside(properties, path.split("."));
    const shown = Array.isArray(selectors) ? selectors.length > 0 : isUnknown(selectors);
    return {
        ...properties,
        [path]: shown ? selectors : new Unknown(undefined, "the telemetry rule has none"),
    };
}

/** The value at a path; Terraform writes a block as a list of one. */
function inside(value: unknown, [name, ...rest]: readonly string[]): unknown {
    const [block] = Array.isArray(value) ? value : [value];
    if (isUnknown(block)) {
        return block;
    }
    const found = isRecord(block) && name !== undefined ? block[name] : undefined;
    return rest.length === 0 ? found : inside(found, rest);
}
