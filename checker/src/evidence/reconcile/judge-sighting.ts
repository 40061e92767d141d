import { MINUTE } from "../keys/time";
import type { RawRecord } from "../records/record-fields";
import type { Sample, Sighting } from "../records/sightings";
import type { Matched, Matcher } from "./matcher";
import { formatOrigin, type PlacePhase } from "./place-history";

/** The verdict on an event, given the trail's state at its time. */
export type Finding =
    /** The selectors in force at the time log it. */
    | { readonly kind: "promised" }
    /** They don't, but those before or after a change within minutes do. */
    | { readonly kind: "change" }
    /** They don't, but the file is another trail's. */
    | { readonly kind: "other-trail" }
    /** It is unknown which selectors were in force, or whether they log it. */
    | { readonly kind: "unknown"; readonly reason: string }
    /** They can't have logged it. */
    | { readonly kind: "contradiction"; readonly reason: string };

/** One of the events of a sighting, and the verdict on it. */
export interface JudgedSample {
    readonly sample: Sample;
    readonly finding: Finding;
}

/**
 * How far from its time a change may seem to take effect: AWS doesn't say when it does, nor whether an event is
 * selected when it happens or when it is delivered, some minutes later.
 */
const SETTLING = 15 * MINUTE;

/**
 * Decides whether the trail would have logged the events of a sighting: the first and the last of them. If the trail
 * changed between them, the others are unknown.
 * @param phases the trail's state over time in the account and Region of the sighting
 * @param trailName the trail's own name, if known
 */
export function judgeSighting(
    { first, last, count, record, trail }: Sighting,
    phases: readonly PlacePhase[],
    matcher: Matcher,
    trailName: string | undefined,
): readonly JudgedSample[] {
    const isOthers = trail !== null && trailName !== undefined && trail !== trailName;
    return (count === 1 ? [first] : [first, last]).map(sample => {
        const finding = judge(Date.parse(sample.time), phases, phase => matchIn(phase, record, matcher));
        return { sample, finding: isOthers && finding.kind !== "promised" ? { kind: "other-trail" } : finding };
    });
}

function judge(time: number, phases: readonly PlacePhase[], match: (phase: PlacePhase) => Matched): Finding {
    const phase = phases.find(({ from, to }) => from <= time && time < to);
    if (phase === undefined) {
        return { kind: "unknown", reason: "the trail's state at that time is not known" };
    }
    const { answer, reason } = match(phase);
    if (answer !== "no") {
        return answer === "yes" ? { kind: "promised" } : { kind: "unknown", reason };
    }
    const near = phases.filter(({ from, to }) => from < time + SETTLING && to > time - SETTLING).map(match);
    if (near.some(other => other.answer === "yes")) {
        return { kind: "change" };
    }
    const doubtful = near.find(other => other.answer === "unknown");
    return doubtful === undefined ? { kind: "contradiction", reason } : { kind: "unknown", reason: doubtful.reason };
}

/** Whether the trail, in a phase, would log a record of that place. */
function matchIn({ state, records, reason, setBy }: PlacePhase, record: RawRecord, matcher: Matcher): Matched {
    if (records === false) {
        return { answer: "no", reason: reason ?? "the trail recorded nothing there" };
    }
    if (state.selectors === undefined) {
        return { answer: "unknown", reason: "the selectors then in force are not known" };
    }
    const matched = matcher.match(state.selectors, record);
    // An event in its file shows by itself that a trail was logging.
    return { answer: matched.answer, reason: `${formatOrigin(setBy)}: ${matched.reason}` };
}
