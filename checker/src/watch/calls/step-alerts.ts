import type { Alert } from "../alert/alert";
import type { Step } from "../history/replay";
import type { CallEntry, HistoryEntry } from "../history/trail-history";
import type { Watch } from "../watch";
import { callerOf } from "./caller";
import { judgeTrail } from "./judge-trail";
import { type Loss, lossesOf } from "./losses";

/** What a trail lost by a call, or by a change that no event announced. */
export function stepAlerts(step: Step, trail: string, watch: Pick<Watch, "judge">): readonly Alert[] {
    const { entry } = step;
    const name = trail.slice(trail.lastIndexOf("/") + 1);
    const caller = entry.kind === "call" ? callerOf(entry.call) : undefined;
    const source = entry.kind === "call" ? entry.id : entry.time;
    return lossesIn(step, watch).map(({ rule, title, severity, status, lines, lost, putBack }) => ({
        id: `trail-guard/${trail}/${source}/${rule}`,
        rule,
        title,
        severity,
        status,
        resource: { type: "AwsCloudTrailTrail", id: trail, name },
        time: entry.time,
        lines,
        lost,
        caller,
        putBack,
    }));
}

function lossesIn({ entry, before, after }: Step, watch: Pick<Watch, "judge">): readonly LossOrShortcoming[] {
    if (before === "gone" && entry.kind === "call" && entry.call.eventName !== "CreateTrail") {
        // A call that was not seen created it again.
        return unknownBefore(entry, after, watch);
    }
    const isCreated = entry.kind === "call" && entry.call.eventName === "CreateTrail";
    if (before === "gone" || (before === "unknown" && isCreated)) {
        return [];
    }
    if (before === "unknown") {
        return entry.kind === "call" ? unknownBefore(entry, after, watch) : [];
    }
    // A trail that is created again was deleted by a call that was not seen: the new one is compared with it.
    return lossesOf(stillOn(before, entry), after);
}

type LossOrShortcoming = Omit<Loss, "rule"> & { readonly rule: string };

/** `StopLogging` implies that the trail was on, even if the call that switched it on was not seen. */
function stillOn(before: Exclude<Step["before"], string>, entry: HistoryEntry) {
    return entry.kind === "call" && entry.call.eventName === "StopLogging"
        ? { ...before, source: { ...before.source, trail: { ...before.source.trail, isLogging: true } } }
        : before;
}

/** What a trail was before the call is unknown, so it is checked against the requirements, and the alert says so. */
function unknownBefore(
    { call, reading }: CallEntry,
    after: Step["after"],
    { judge }: Pick<Watch, "judge">,
): readonly LossOrShortcoming[] {
    const name = String(call.eventName);
    const notSeen = `The watch had not seen this trail before, so what it lost through ${name} is not known.`;
    if (name === "DeleteTrail") {
        return [loss("trail-kept", "A trail was deleted", "violation", [notSeen])];
    }
    if (typeof after === "string") {
        const gone = reading === null ? " The trail is gone now." : "";
        return [loss("trail-events", "A trail was changed", "undetermined", [`${notSeen}${gone}`])];
    }
    const required = judgeTrail(judge, after.source).filter(({ status }) => status !== "settled");
    const stopped =
        name === "StopLogging"
            ? lossesOf(stillOn(after, { kind: "call", id: "", time: "", call, reported: [] }), {
                  ...after,
                  source: { ...after.source, trail: { ...after.source.trail, isLogging: false } },
              })
            : [];
    if (stopped.length > 0) {
        return stopped;
    }
    const now =
        required.length === 0
            ? ["What it logs now satisfies the policies."]
            : ["What it logs now does not satisfy the policies:", ...required.flatMap(({ lines }) => lines)];
    const status = required.some(shortcoming => shortcoming.status === "violation") ? "violation" : "undetermined";
    return [
        {
            ...loss("trail-events", "A trail that was not known before was changed", status, [notSeen, ...now]),
            lost: required.find(({ lost }) => lost !== undefined)?.lost,
            severity: status === "violation" ? "critical" : "medium",
        },
    ];
}

function loss(rule: string, title: string, status: Loss["status"], lines: readonly string[]): LossOrShortcoming {
    return { rule, title, severity: "critical", status, lines };
}
