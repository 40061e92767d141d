import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { SourceTrail } from "../../sources/source-trail";
import type { Side, Sides } from "./side";
import { afterCall, isTrailCall, trailNamedBy, wasRefused } from "./trail-call";

type Json = Readonly<Record<string, unknown>>;

/**
 * The CloudTrail records of calls that change a trail: a log file, one record, or an event that EventBridge delivers.
 */
export function trailCallsIn(documents: readonly unknown[]): readonly Json[] {
    return documents
        .flatMap(document => {
            if (!isRecord(document)) {
                return [];
            }
            if (Array.isArray(document.Records)) {
                return document.Records as readonly unknown[];
            }
            return [isRecord(document.detail) ? document.detail : document];
        })
        .filter(isRecord)
        .filter(isTrailCall);
}

/** The effect of calls on the existing trails, one after the other. A call that AWS refused changes nothing. */
export function sidesOfCalls(calls: readonly Json[], before: Side, file: string | undefined): Sides {
    const label = file ?? "standard input";
    let trails = before.trails;
    const problems = [...before.problems];
    const notes: string[] = [];
    const inOrder = [...calls].sort((a, b) => String(a.eventTime).localeCompare(String(b.eventTime)));
    for (const call of inOrder) {
        if (wasRefused(call)) {
            notes.push(
                `${label}: ${String(call.eventName)} was refused (${String(call.errorCode)}), so it changes nothing`,
            );
            continue;
        }
        const name = trailNamedBy(call);
        const changed = trails.filter(trail => isNamed(trail, name));
        if (name === undefined || changed.length !== 1) {
            const which = changed.length === 0 ? "is not in" : "is not the only one of that name in";
            problems.push({
                source: label,
                message: `the trail of its ${String(call.eventName)}, ${JSON.stringify(name ?? null)}, ${which} --before`,
            });
            continue;
        }
        trails = trails.flatMap(source => (source === changed[0] ? (afterCall(source, call) ?? []) : [source]));
    }
    return {
        before: { ...before, trails: before.trails.map(trail => wasOn(trail, inOrder)), problems: [] },
        after: { trails, problems, notes },
    };
}

/** Whoever switches a trail off assumes that it is on: what was read of it rarely says. */
function wasOn(source: SourceTrail, calls: readonly Json[]): SourceTrail {
    const isStopped = calls.some(
        call => call.eventName === "StopLogging" && !wasRefused(call) && isNamed(source, trailNamedBy(call)),
    );
    return isStopped && isUnknown(source.trail.isLogging)
        ? { ...source, trail: { ...source.trail, isLogging: true } }
        : source;
}

function isNamed({ trail, identifiers }: SourceTrail, name: string | undefined): boolean {
    return name !== undefined && [trail.arn, trail.name, trail.label, ...identifiers].includes(name);
}
