import { DEFAULT_REQUIREMENTS } from "../../../../src/cloudtrail/bedrock/requirement";
import type { Contradiction, Place, ReconciliationRow } from "../evidence";
import { DUE_AFTER } from "../keys/time";
import type { ReadingContext } from "../record-consumer";
import { isBedrockType, requirementsOf } from "../records/bedrock-record";
import type { CostlyField, Sighting } from "../records/sightings";
import { type DescribedTrail, describeTrail } from "./described-trail";
import { historyOf, type Phase, type Stretch } from "./history";
import { type JudgedSample, judgeSighting } from "./judge-sighting";
import { Matcher } from "./matcher";
import { type PlacePhase, placeHistory } from "./place-history";
import { Promises, typesIn } from "./promise";
import { changesOf, onlyTrailOf } from "./trail-change";
import { type Arrivals, type Deliveries, NO_ARRIVALS, verdictOf } from "./verdict";

/** What the trail promised, compared with what arrived. */
export interface Reconciled {
    readonly reconciliation: readonly ReconciliationRow[];
    readonly contradictions: readonly Contradiction[];
    readonly notes: readonly string[];
}

/** What is reconciled: what was seen in the log files, and what is known about the trail. */
export interface ReconcileInput {
    readonly sightings: readonly Sighting[];
    /** Which of the fields with many values the sightings contain. */
    readonly kept: readonly CostlyField[];
    readonly context: ReadingContext;
}

/** Reconciles what a trail promised with what arrived, for each account, Region and requirement. */
export function reconcile({ sightings, kept, context }: ReconcileInput): Reconciled {
    const trail = context.trail === undefined ? undefined : describeTrail(context.trail);
    const named = trail === undefined ? onlyTrailOf(context.trailActions) : { name: trail.name, home: trail.home };
    const phases = phasesOf(trail, named?.home, context);
    const promises = new Promises(trail?.partition ?? "aws");
    const matcher = new Matcher(new Set(kept));
    const byPlace = groupByPlace(context.places, sightings);
    const results = byPlace.map(({ place, seen }) => {
        const history = placeHistory(place, phases, context.gaps, named?.home);
        const judged = seen.map(sighting => ({
            sighting,
            samples: judgeSighting(sighting, history, matcher, named?.name),
        }));
        return {
            rows: rowsOf(place, history, judged, promises, deliveriesTo(place, trail, context)),
            contradictions: judged.flatMap(contradictionsOf),
        };
    });
    return {
        reconciliation: results.flatMap(({ rows }) => rows),
        contradictions: results.flatMap(({ contradictions }) => contradictions),
        notes: notesOf(phases, context),
    };
}

function deliveriesTo(
    place: Place,
    trail: DescribedTrail | undefined,
    { gaps, to, readAt }: ReadingContext,
): Deliveries {
    const ofPlace = gaps.filter(({ account, region }) => account === place.account && region === place.region);
    const isWholeDue = Date.parse(to) <= Date.parse(readAt) - DUE_AFTER;
    return { lastError: trail?.deliveryError, isVouchedFor: isWholeDue && ofPlace.length === 0, gaps: ofPlace };
}

function phasesOf(
    trail: DescribedTrail | undefined,
    home: Place | undefined,
    { from, to, readAt, places, gaps, holes, trailActions, eventHistory }: ReadingContext,
): readonly Phase[] {
    const window = { from: Date.parse(from), to: Date.parse(to) };
    const isHome = ({ account, region }: Place) => account === home?.account && region === home?.region;
    const unread = [...gaps, ...holes]
        .filter(isHome)
        .map(hole => ({ from: Date.parse(hole.from), to: Date.parse(hole.to) }));
    return historyOf({
        ...window,
        trail,
        readAt: Date.parse(readAt),
        changes: changesOf([...trailActions, ...(eventHistory?.actions ?? [])], trail),
        watch: {
            byFiles: places.some(isHome) ? without(window, unread) : [],
            byEventHistory:
                eventHistory === undefined
                    ? []
                    : [{ from: Date.parse(eventHistory.from), to: Date.parse(eventHistory.to) }],
        },
    });
}

/** What remains of a period without others. */
function without(stretch: Stretch, others: readonly Stretch[]): readonly Stretch[] {
    return others.reduce<readonly Stretch[]>(
        (left, { from, to }) =>
            left.flatMap(part =>
                [
                    { from: part.from, to: Math.min(part.to, from) },
                    { from: Math.max(part.from, to), to: part.to },
                ].filter(piece => piece.from < piece.to),
            ),
        [stretch],
    );
}

interface SeenInPlace {
    readonly place: Place;
    readonly seen: readonly Sighting[];
}

function groupByPlace(places: readonly Place[], sightings: readonly Sighting[]): readonly SeenInPlace[] {
    const groups = new Map<string, { place: Place; seen: Sighting[] }>();
    const groupOf = ({ account, region }: Place) => {
        const key = `${account} ${region}`;
        const group = groups.get(key) ?? { place: { account, region }, seen: [] };
        groups.set(key, group);
        return group;
    };
    places.forEach(groupOf);
    for (const sighting of sightings) {
        groupOf(sighting).seen.push(sighting);
    }
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

interface JudgedSighting {
    readonly sighting: Sighting;
    readonly samples: readonly JudgedSample[];
}

function rowsOf(
    place: Place,
    history: readonly PlacePhase[],
    judged: readonly JudgedSighting[],
    promises: Promises,
    deliveries: Deliveries,
): readonly ReconciliationRow[] {
    const arrivals = arrivalsOf(judged);
    const selected = history.flatMap(({ state }) => typesIn(state.selectors)).filter(isBedrockType);
    const fixed: readonly string[] = DEFAULT_REQUIREMENTS;
    const others = [...new Set([...selected, ...arrivals.keys()])].filter(name => !fixed.includes(name));
    return [...fixed, ...others.sort()].flatMap((requirement): ReconciliationRow[] => {
        const arrived = arrivals.get(requirement) ?? NO_ARRIVALS;
        const periods = promises.periods(history, requirement);
        const verdict = verdictOf(periods, arrived, deliveries);
        // A type that nobody requires and that is selected only in other places is not worth reporting.
        const isOfNote = fixed.includes(requirement) || verdict.verdict !== "not-promised";
        return isOfNote ? [{ ...place, requirement, ...verdict }] : [];
    });
}

/** What arrived, by requirement, in files that are as CloudTrail wrote them, as far as is known. */
function arrivalsOf(judged: readonly JudgedSighting[]): ReadonlyMap<string, Arrivals> {
    const arrivals = new Map<string, Arrivals>();
    for (const { sighting, samples } of judged.filter(entry => entry.sighting.trusted)) {
        for (const requirement of requirementsOf(sighting.record)) {
            const { records, found } = arrivals.get(requirement) ?? NO_ARRIVALS;
            const sum = { ...found };
            for (const { finding } of samples) {
                sum[finding.kind] += 1;
            }
            arrivals.set(requirement, { records: records + sighting.count, found: sum });
        }
    }
    return arrivals;
}

function contradictionsOf({ sighting, samples }: JudgedSighting): readonly Contradiction[] {
    const found = samples.flatMap(({ sample, finding }) =>
        finding.kind === "contradiction" ? [{ sample, reason: finding.reason }] : [],
    );
    const [first] = found;
    if (first === undefined) {
        return [];
    }
    const [requirement] = requirementsOf(sighting.record);
    const { sample, reason } = first;
    return [
        {
            account: sighting.account,
            region: sighting.region,
            count: found.length === samples.length ? sighting.count : 1,
            time: sample.time,
            eventID: sample.eventID ?? "",
            eventName: sample.eventName ?? "",
            requirement,
            key: sample.key,
            detail: sighting.trusted ? reason : `${reason} (the file was changed, or no digest names it)`,
        },
    ];
}

function notesOf(phases: readonly Phase[], { trail, trailActions }: ReadingContext): readonly string[] {
    if (phases.every(({ state }) => state.selectors !== undefined)) {
        return [];
    }
    const nowhere = phases.every(({ state }) => state.selectors === undefined);
    const why =
        trail === undefined
            ? trailActions.length === 0
                ? "the files contain no call that sets them, and no live trail was read"
                : "the files contain no earlier call that sets them"
            : "a call that changed them may be missing from the files";
    return [`which selectors were in force is not known${nowhere ? "" : " for all of the time"}: ${why}`];
}
