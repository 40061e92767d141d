import { effectiveSelectors } from "../../../../src/cloudtrail/selectors/effective-selectors";
import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import { readEvent } from "../../selectors/event-input";
import { explain } from "../../selectors/explain";
import type { TrailAction } from "../evidence";
import { MINUTE } from "../keys/time";
import type { DescribedTrail } from "./described-trail";
import type { TrailChange } from "./trail-change";
import { NOTHING_KNOWN, type TrailState } from "./trail-state";

/** A period in milliseconds: `from` is included, `to` is not. */
export interface Stretch {
    readonly from: number;
    readonly to: number;
}

/** A period in which a trail's state does not change. */
export interface Phase extends Stretch {
    readonly state: TrailState;
    /** The call that set the selectors; `undefined` if they are those that AWS returns now, or are unknown. */
    readonly setBy: TrailAction | undefined;
}

/** When a change to the trail would have been seen, if there had been one. */
export interface Watch {
    /**
     * When its home Region's log files were read and none is missing. They contain changes as long as it logs such
     * calls.
     */
    readonly byFiles: readonly Stretch[];
    /** When CloudTrail's event history was read, which contains every such call. */
    readonly byEventHistory: readonly Stretch[];
}

/** What is known about a trail's past. */
export interface KnownPast extends Stretch {
    readonly trail: DescribedTrail | undefined;
    /** When the trail was read from AWS. */
    readonly readAt: number;
    readonly changes: readonly TrailChange[];
    readonly watch: Watch;
}

/**
 * How long a call may take to appear in a log file or in the event history. CloudTrail user guide: "about 5 minutes".
 */
const LAG = 15 * MINUTE;

/**
 * A trail's state at each time from `from` to `to`. A change shows what holds from then on, and the account shows what holds
 * now. Each holds forwards and backwards, as far as a change would have been seen; beyond that nothing is known. No record says
 * what was there before a change.
 */
export function historyOf(past: KnownPast): readonly Phase[] {
    const slices = slicesOf(past);
    const forwards = known(slices, past, "forwards");
    const backwards = known([...slices].reverse(), past, "backwards").reverse();
    const phases = slices.map((slice, index): Phase => {
        const before = forwards[index] as TrailState;
        const after = backwards[index] as TrailState;
        const state = merge(before, after);
        return {
            ...slice,
            state: { ...state, isLogging: loggingByStatus(slice, past) ?? state.isLogging },
            setBy: state.selectors === before.selectors ? setterBefore(slice, past) : undefined,
        };
    });
    return joined(phases.filter(({ from, to }) => from < past.to && to > past.from));
}

function slicesOf({ from, to, trail, readAt, changes, watch }: KnownPast): readonly Stretch[] {
    const edges = [...watch.byFiles, ...watch.byEventHistory].flatMap(stretch => [stretch.from, stretch.to]);
    const times = [...changes.map(({ time }) => time), trail?.startedAt ?? from, trail?.stoppedAt ?? from, ...edges];
    const start = Math.min(from, ...changes.map(({ time }) => time));
    const end = Math.max(to, readAt);
    const bounds = [...new Set([start, from, to, end, ...times.filter(time => time > start && time < end)])];
    bounds.sort((a, b) => a - b);
    return bounds.slice(1).map((bound, index) => ({ from: bounds[index] as number, to: bound }));
}

/** The state in each slice, as one walks through time. */
function known(slices: readonly Stretch[], past: KnownPast, direction: "forwards" | "backwards"): TrailState[] {
    let state = direction === "backwards" ? (past.trail?.state ?? NOTHING_KNOWN) : NOTHING_KNOWN;
    return slices.map(slice => {
        const here = past.changes.filter(({ time }) => time === slice.from);
        if (direction === "forwards") {
            for (const { sets } of here) {
                state = { ...state, ...sets };
            }
        }
        if (!isWatched(slice, state, past)) {
            state = NOTHING_KNOWN;
        }
        const inSlice = state;
        if (direction === "backwards") {
            const changed = here.flatMap(({ sets }) => Object.keys(sets));
            state = { ...state, ...Object.fromEntries(changed.map(name => [name, undefined])) };
        }
        return inSlice;
    });
}

/** Would a change within a slice have been seen, if this is the state that it would have changed? */
function isWatched(slice: Stretch, { selectors, isLogging }: TrailState, { watch, readAt }: KnownPast): boolean {
    // A change of the last minutes may not have been written yet: reading as far as there is counts as reading
    // everything.
    const covers = ({ from, to }: Stretch) => from <= slice.from && (to >= readAt - LAG ? readAt : to) >= slice.to;
    return (
        watch.byEventHistory.some(covers) ||
        (watch.byFiles.some(covers) && selectors !== undefined && isLogging !== false && logsItsChanges(selectors))
    );
}

/** Does a trail log the calls that change it? One that logs only data events doesn't. */
function logsItsChanges(selectors: TrailSelectors): boolean {
    const call = readEvent({ ...CHANGING_CALL }, "a call that changes a trail");
    return explain({ selectors }, call).answer === "yes";
}

const CHANGING_CALL = {
    eventCategory: "Management",
    eventName: "PutEventSelectors",
    eventSource: "cloudtrail.amazonaws.com",
    eventType: "AwsApiCall",
    readOnly: false,
};

function merge(before: TrailState, after: TrailState): TrailState {
    const either = <Name extends keyof TrailState>(name: Name): TrailState[Name] =>
        before[name] === undefined ? after[name] : before[name];
    return {
        // A contradiction means unknown: a change must have been missed.
        selectors: isContradiction(before.selectors, after.selectors) ? undefined : either("selectors"),
        isLogging: either("isLogging"),
        isMultiRegion: either("isMultiRegion"),
        isOrganization: either("isOrganization"),
        deliversHere: either("deliversHere"),
    };
}

function isContradiction(a: TrailSelectors | undefined, b: TrailSelectors | undefined): boolean {
    const text = (selectors: TrailSelectors) =>
        JSON.stringify(effectiveSelectors(selectors).selectors.map(({ selector }) => selector));
    return a !== undefined && b !== undefined && a !== b && text(a) !== text(b);
}

/** Was the trail logging, judging by when it was last started and stopped? */
function loggingByStatus({ from, to }: Stretch, { trail, readAt }: KnownPast): boolean | undefined {
    const { startedAt, stoppedAt, state } = trail ?? {};
    const within = (start: number | undefined, end: number | undefined) =>
        start !== undefined && end !== undefined && start <= from && to <= end;
    if (state?.isLogging === true) {
        return within(startedAt, readAt) ? true : within(stoppedAt, startedAt) ? false : undefined;
    }
    return state?.isLogging === false
        ? within(stoppedAt, readAt)
            ? false
            : within(startedAt, stoppedAt)
              ? true
              : undefined
        : undefined;
}

function setterBefore({ from }: Stretch, { changes }: KnownPast): TrailAction | undefined {
    return changes.findLast(({ time, sets }) => time <= from && "selectors" in sets)?.action;
}

function joined(phases: readonly Phase[]): readonly Phase[] {
    return phases.reduce<Phase[]>((sum, phase) => {
        const last = sum.at(-1);
        if (last !== undefined && isSame(last, phase)) {
            sum[sum.length - 1] = { ...last, to: phase.to };
        } else {
            sum.push(phase);
        }
        return sum;
    }, []);
}

function isSame(a: Phase, b: Phase): boolean {
    const names = Object.keys(NOTHING_KNOWN) as (keyof TrailState)[];
    return a.setBy === b.setBy && names.every(name => a.state[name] === b.state[name]);
}
