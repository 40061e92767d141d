import type { Gap, Place, TrailAction } from "../evidence";
import { isoTime } from "../keys/time";
import type { Phase, Stretch } from "./history";

/** A period in which what a trail records in one account and Region does not change. */
export interface PlacePhase extends Phase {
    /** Does it record there what its selectors select? `undefined` if that is unknown. */
    readonly records: boolean | undefined;
    /** Why it doesn't, or why that is unknown. */
    readonly reason: string | undefined;
}

/**
 * A trail's state over time in one account and Region. A digest for an hour proves that the trail was logging there,
 * and to this place: CloudTrail writes digests only then.
 * @param home the trail's own account and Region; `undefined` if they are unknown
 */
export function placeHistory(
    place: Place,
    phases: readonly Phase[],
    gaps: readonly Gap[],
    home: Place | undefined,
): readonly PlacePhase[] {
    const ofPlace = gaps
        .filter(({ account, region }) => account === place.account && region === place.region)
        .map(gap => ({ ...gap, from: Date.parse(gap.from), to: Date.parse(gap.to) }));
    return phases.flatMap(phase =>
        cut(phase, ofPlace).map((stretch): PlacePhase => {
            const gap = ofPlace.find(({ from, to }) => from <= stretch.from && to >= stretch.to);
            const idle =
                whyIdle(place, phase, home) ?? (gap?.reason === "logging-stopped" ? stopped(gap.detail) : undefined);
            const certain = gap === undefined || isCertain(place, phase, home);
            return {
                ...phase,
                ...stretch,
                records: idle === undefined ? certain || undefined : false,
                reason: idle ?? (certain ? undefined : "whether the trail was logging there is not known"),
            };
        }),
    );
}

/** The parts of a period between the edges of others. */
function cut(stretch: Stretch, edges: readonly Stretch[]): readonly Stretch[] {
    const inside = edges.flatMap(({ from, to }) => [from, to]).filter(time => time > stretch.from && time < stretch.to);
    const bounds = [...new Set([stretch.from, ...inside, stretch.to])].sort((a, b) => a - b);
    return bounds.slice(1).map((to, index) => ({ from: bounds[index] as number, to }));
}

/** Why a trail certainly records nothing in a place, whatever it selects. */
function whyIdle({ account, region }: Place, { state }: Phase, home: Place | undefined): string | undefined {
    if (state.isLogging === false) {
        return stopped(undefined);
    }
    if (state.deliversHere === false) {
        return "the trail delivered to another bucket or prefix";
    }
    if (home !== undefined && state.isOrganization === false && account !== home.account) {
        return "the trail was not an organization trail";
    }
    return home !== undefined && state.isMultiRegion === false && region !== home.region
        ? `the trail covered only its home Region, ${home.region}`
        : undefined;
}

function stopped(detail: string | undefined): string {
    return detail === undefined ? "logging was stopped" : `logging was stopped: ${detail}`;
}

/** Is it known, without digests, that a trail recorded there? */
function isCertain({ account, region }: Place, { state }: Phase, home: Place | undefined): boolean {
    return (
        state.isLogging === true &&
        state.deliversHere === true &&
        (state.isOrganization === true || account === home?.account) &&
        (state.isMultiRegion === true || region === home?.region)
    );
}

/** Where the selectors of a phase come from, for the end of a sentence. */
export function formatOrigin(action: TrailAction | undefined): string {
    if (action === undefined) {
        return "the selectors that the trail has now";
    }
    const by = action.by === null ? "" : ` by ${action.by}`;
    return `the selectors set at ${isoTime(Date.parse(action.time))}${by} (${action.eventName})`;
}
