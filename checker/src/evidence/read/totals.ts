import type { DigestResults, LogFileResults, Place, TrailAction } from "../evidence";
import type { CoveredSpan } from "../gaps/find-gaps";
import { HOUR } from "../keys/time";
import { noDigests, noLogFiles } from "./file-counts";
import type { UnitOutcome } from "./unit-outcome";

/** What is known about one account and Region. Times are milliseconds. */
export interface PlaceTotals extends Place {
    /** What the digests of each trail cover, in order. */
    readonly chains: Map<string, ChainTotals>;
    /** Log files that no digest names, by hour. */
    readonly uncovered: Map<number, number>;
    readonly delivered: Set<number>;
    readonly tampered: Set<number>;
    /** The days that were read completely. */
    readonly days: Set<number>;
}

export interface ChainTotals {
    readonly trail: string;
    readonly homeRegion: string;
    covered: CoveredSpan[];
}

/** The sum of all units. */
export class ReadTotals {
    private readonly digests = noDigests();
    private readonly logFiles = noLogFiles();
    private readonly byPlace = new Map<string, PlaceTotals>();
    private readonly actions: TrailAction[] = [];
    private readonly said = new Set<string>();
    /** Log files that exist and were not read. */
    unread = 0;
    readFrom = Number.POSITIVE_INFINITY;
    readTo = Number.NEGATIVE_INFINITY;

    /**
     * Adds a unit; what its record consumers counted is handled elsewhere, except for the calls that changed trails.
     */
    add(unit: UnitOutcome): void {
        const { digests, logFiles } = unit;
        this.digests.valid += digests.valid;
        this.digests.unverified += digests.unverified;
        this.digests.invalid.push(...digests.invalid);
        for (const name of ["valid", "unverified", "pending", "repeatedEvents", "bytes"] as const) {
            this.logFiles[name] += logFiles[name];
        }
        for (const file of logFiles.invalid) {
            this.logFiles.invalid.push(file);
        }
        for (const name of ["unnamed", "duplicates"] as const) {
            for (const key of logFiles[name]) {
                this.logFiles[name].push(key);
            }
        }
        this.unread += logFiles.unread;
        this.readFrom = Math.min(this.readFrom, unit.readAt.from);
        this.readTo = Math.max(this.readTo, unit.readAt.to);
        for (const note of unit.notes) {
            this.said.add(note);
        }
        for (const [actions = []] of unit.counted) {
            this.actions.push(...(actions as readonly TrailAction[]));
        }
        this.addPlace(unit);
    }

    private addPlace(unit: UnitOutcome): void {
        const place = this.place(unit);
        // Digests alone verify nothing.
        if (unit.logFiles.unread === 0) {
            place.days.add(unit.day);
        }
        for (const [hour, count] of unit.uncovered) {
            place.uncovered.set(hour, (place.uncovered.get(hour) ?? 0) + count);
        }
        for (const name of ["delivered", "tampered"] as const) {
            for (const hour of unit[name]) {
                place[name].add(hour);
            }
        }
        for (const { trail, homeRegion, covered } of unit.chains) {
            const id = JSON.stringify([trail, homeRegion]);
            const chain = place.chains.get(id) ?? { trail, homeRegion, covered: [] };
            place.chains.set(id, chain);
            chain.covered = joined([...chain.covered, ...covered]);
        }
    }

    /** What is known about an account and Region: nothing yet if no unit of it was read. */
    place({ account, region }: Place): PlaceTotals {
        const id = `${account}/${region}`;
        const known = this.byPlace.get(id) ?? {
            account,
            region,
            chains: new Map(),
            uncovered: new Map(),
            delivered: new Set(),
            tampered: new Set(),
            days: new Set(),
        };
        this.byPlace.set(id, known);
        return known;
    }

    /** Ordered by account and Region. */
    get places(): readonly PlaceTotals[] {
        return [...this.byPlace.values()].sort(
            (one, other) => compare(one.account, other.account) || compare(one.region, other.region),
        );
    }

    /** Ordered by time. */
    get trailActions(): readonly TrailAction[] {
        return inOrder(this.actions);
    }

    get digestResults(): DigestResults {
        return { ...this.digests, invalid: this.digests.invalid.sort((one, other) => compare(one.key, other.key)) };
    }

    get logFileResults(): LogFileResults {
        return {
            ...this.logFiles,
            invalid: this.logFiles.invalid.sort((one, other) => compare(one.key, other.key)),
            unnamed: this.logFiles.unnamed.sort(),
            duplicates: this.logFiles.duplicates.sort(),
        };
    }

    get notes(): readonly string[] {
        return [...this.said].sort();
    }

    /** The trails whose digests were found. */
    get trails(): readonly { readonly trail: string; readonly homeRegion: string }[] {
        const chains = this.places.flatMap(({ chains: found }) => [...found]);
        return [...new Map(chains).values()];
    }
}

/** Calls ordered by time, each once. */
export function inOrder(actions: readonly TrailAction[]): readonly TrailAction[] {
    const seen = new Set<string>();
    return actions
        .filter(({ eventID }) => eventID === "" || (!seen.has(eventID) && seen.add(eventID)))
        .sort((one, other) => compare(one.time, other.time) || compare(one.eventID, other.eventID));
}

/** Periods in order, merged where nothing distinguishes them: a chain of a year is a few of them. */
function joined(spans: readonly CoveredSpan[]): CoveredSpan[] {
    const result: CoveredSpan[] = [];
    for (const span of [...spans].sort((one, other) => one.from - other.from || one.to - other.to)) {
        const last = result.at(-1);
        if (last !== undefined && last.state === span.state && span.entry === "linked" && span.from <= last.to) {
            result[result.length - 1] = { ...last, to: Math.max(last.to, span.to) };
        } else {
            result.push(span);
        }
    }
    return result;
}

function compare(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}

/** How many log files that no digest names are in a period, hour by hour. */
export function countUncovered(place: PlaceTotals, from: number, to: number): number {
    let count = 0;
    for (const [hour, files] of place.uncovered) {
        count += hour < to && hour + HOUR > from ? files : 0;
    }
    return count;
}
