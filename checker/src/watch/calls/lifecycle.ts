import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { TrailCall } from "../../diff/sides/trail-call";

/** What a lifecycle does to the log files of a trail. */
export type LifecycleEffect =
    | { readonly kind: "kept" }
    | { readonly kind: "deleted"; readonly what: string; readonly days: number }
    | { readonly kind: "unknown"; readonly reason: string };

/**
 * How soon the lifecycle that a `PutBucketLifecycle` sets deletes what CloudTrail delivers.
 * @param prefix the prefix of the log files' keys
 * @param least how many days they must be kept
 */
export function lifecycleEffect({ requestParameters }: TrailCall, prefix: string, least: number): LifecycleEffect {
    const configuration = isRecord(requestParameters) ? requestParameters.LifecycleConfiguration : undefined;
    if (!isRecord(configuration)) {
        return { kind: "unknown", reason: "the record does not contain the lifecycle" };
    }
    // A record writes a list of one as its only element.
    const rules = [configuration.Rule ?? []].flat();
    const effects = rules.map(rule => effectOf(rule, prefix));
    const deleted = effects
        .filter(effect => effect.kind === "deleted")
        .filter(({ days }) => days < least)
        .sort((a, b) => a.days - b.days);
    return deleted[0] ?? effects.find(({ kind }) => kind === "unknown") ?? { kind: "kept" };
}

function effectOf(rule: unknown, prefix: string): LifecycleEffect {
    if (!isRecord(rule) || (rule.Status !== "Enabled" && rule.Status !== "Disabled")) {
        return { kind: "unknown", reason: "the record contains a lifecycle rule in an unknown form" };
    }
    const { Expiration: expiration } = rule;
    if (rule.Status === "Disabled" || expiration === undefined || !mayCover(rule, prefix)) {
        return { kind: "kept" };
    }
    const name = typeof rule.ID === "string" ? `rule ${JSON.stringify(rule.ID)}` : "a rule";
    const days = isRecord(expiration) ? Number(expiration.Days) : Number.NaN;
    if (isRecord(expiration) && typeof expiration.Date === "string") {
        return { kind: "deleted", what: `${name} deletes them on ${expiration.Date}`, days: 0 };
    }
    if (isRecord(expiration) && expiration.Days === undefined && "ExpiredObjectDeleteMarker" in expiration) {
        return { kind: "kept" };
    }
    return Number.isInteger(days) && days > 0
        ? { kind: "deleted", what: `${name} deletes them after ${days} day${days === 1 ? "" : "s"}`, days }
        : { kind: "unknown", reason: `the record does not say when ${name} deletes them` };
}

/** Can a rule cover log files? CloudTrail sets no tags, so a rule that requires a tag can't. */
function mayCover(rule: TrailCall, prefix: string): boolean {
    const filter = isRecord(rule.Filter) ? rule.Filter : {};
    const and = isRecord(filter.And) ? filter.And : {};
    if (filter.Tag !== undefined || and.Tag !== undefined) {
        return false;
    }
    const given = rule.Prefix ?? filter.Prefix ?? and.Prefix ?? "";
    return typeof given !== "string" || prefix.startsWith(given) || given.startsWith(prefix);
}
