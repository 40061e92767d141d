import { isRecord } from "../plain-data";
import type { Dialect } from "../selectors/dialect";
import { isUnknown, Unknown } from "../value";

/**
 * A CloudWatch telemetry rule records CloudTrail events without a trail: its selectors are like a trail's, deep in its
 * properties. Source: API reference of CloudWatch Observability Admin, TelemetryRule and CloudtrailParameters.
 */

/** Does a telemetry rule collect CloudTrail's events, as far as that is known? Others collect other telemetry. */
export function recordsCloudTrail(properties: Readonly<Record<string, unknown>>, { of }: Dialect): boolean {
    const path = of("TelemetryResourceType");
    const type = properties[path] ?? inside(properties, path.split("."));
    return isUnknown(type) || (typeof type === "string" && /^AWS::CloudTrail(::|$)/.test(type));
}

/**
 * The properties of a telemetry rule as those of a trail: its selectors and its Regions under the paths that messages use.
 * A rule has no default: if it shows no selectors, it is unknown what it collects.
 */
export function telemetryRuleProperties(
    properties: Readonly<Record<string, unknown>>,
    dialect: Dialect,
): Readonly<Record<string, unknown>> {
    const path = dialect.of("AdvancedEventSelectors");
    const selectors = properties[path] ?? inside(properties, path.split("."));
    const shown = Array.isArray(selectors) ? selectors.length > 0 : isUnknown(selectors);
    const allRegions = dialect.of("IsMultiRegionTrail");
    return {
        ...properties,
        [path]: shown ? selectors : new Unknown(undefined, "the telemetry rule has none"),
        [allRegions]: properties[allRegions] ?? coversAllRegions(properties, allRegions.split(".")),
    };
}

/**
 * Does a rule say that it covers all Regions? One that says nothing covers its own Region only. Source: API reference,
 * TelemetryRule, AllRegions and Regions.
 * @param path where `AllRegions` is
 */
function coversAllRegions(properties: Readonly<Record<string, unknown>>, path: readonly string[]): unknown {
    const block = blockOf(inside(properties, path.slice(0, -1)));
    const all = inside(properties, path);
    if (isUnknown(all) || all === true || all === "true" || !isRecord(block)) {
        return all;
    }
    const listed = Object.entries(block).find(([name]) => plainName(name) === "regions")?.[1];
    return isUnknown(listed) || (Array.isArray(listed) && listed.length > 0)
        ? new Unknown(undefined, "it lists Regions, and which ones the account has enabled is not known here")
        : all;
}

/** What is known not to narrow what a rule collects, in the names of every dialect, without case and underscores. */
const HARMLESS: ReadonlySet<string> = new Set([
    "resourcetype",
    "telemetrytype",
    "destinationconfiguration",
    "allowfieldupdates",
    "regions",
    "allregions",
]);
const HARMLESS_OF_DESTINATION: ReadonlySet<string> = new Set([
    "destinationtype",
    "destinationpattern",
    "retentionindays",
    "cloudtrailparameters",
    "kmskeyarn",
]);
const HARMLESS_OF_CLOUDTRAIL: ReadonlySet<string> = new Set(["advancedeventselectors"]);

/**
 * Why a telemetry rule may record less than its selectors say: it has conditions besides them, it doesn't collect logs, or it
 * has properties that are not known here.
 */
export function doubtsOf(properties: Readonly<Record<string, unknown>>, { name: place, of }: Dialect): string[] {
    const path = of("AdvancedEventSelectors").split(".");
    const [rule = "", destination = "", parameters = ""] = path;
    const blocks = [
        [[rule], HARMLESS],
        [[rule, destination], HARMLESS_OF_DESTINATION],
        [[rule, destination, parameters], HARMLESS_OF_CLOUDTRAIL],
    ] as const;
    // In a plan it is unknown wherever it is not set, because AWS has defaults for other resources.
    const isComputed = (name: string, value: unknown) =>
        place === "terraform" && name === "telemetry_source_types" && isUnknown(value);
    const narrows = (name: string, value: unknown) => !isOfPulumi(name) && !isEmpty(value) && !isComputed(name, value);
    const others = blocks.flatMap(([at, harmless]) => {
        const block = blockOf(inside(properties, at));
        return isRecord(block) && !isUnknown(block)
            ? Object.entries(block)
                  .filter(([name, value]) => !harmless.has(plainName(name)) && narrows(name, value))
                  .map(([name]) => `its ${[...at, name].join(".")} may keep it from collecting some events`)
            : [];
    });
    const type = inside(properties, of("TelemetryResourceType").split("."));
    const ofOthers = isUnknown(type) ? ["which type of resource it is for is not known"] : [];
    return [...others, ...ofOthers, ...typeDoubts(blockOf(inside(properties, [rule])))];
}

/** CloudTrail's events are logs. */
function typeDoubts(rule: unknown): string[] {
    const type = isRecord(rule)
        ? Object.entries(rule).find(([name]) => plainName(name) === "telemetrytype")?.[1]
        : undefined;
    if (isUnknown(type)) {
        return ["which type of telemetry it collects is not known"];
    }
    return type === undefined || type === null || type === "Logs"
        ? []
        : [`it collects telemetry of type ${JSON.stringify(type)}, not "Logs"`];
}

/** `TelemetryType`, `telemetryType` and `telemetry_type` are the same. */
function plainName(name: string): string {
    return name.replaceAll("_", "").toLowerCase();
}

/** Names that begin like this are internal to Pulumi. */
function isOfPulumi(name: string): boolean {
    return name.startsWith("__");
}

function isEmpty(value: unknown): boolean {
    return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The value at a path; Terraform writes a block as a list of one. */
function inside(value: unknown, [name = "", ...rest]: readonly string[]): unknown {
    const block = blockOf(value);
    if (isUnknown(block)) {
        return block;
    }
    const found = isRecord(block) ? block[name] : undefined;
    return rest.length === 0 ? found : inside(found, rest);
}

function blockOf(value: unknown): unknown {
    return Array.isArray(value) ? value[0] : value;
}
