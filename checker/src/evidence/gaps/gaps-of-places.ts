import { parseTrailArn } from "../../live/aws/arn";
import type { TrailReading } from "../../live/read/account/account-reading";
import type { Gap, Period, Place, PlaceTimeline, TimelineSpan, TrailAction } from "../evidence";
import { DAY, dayOf, HOUR, isoTime } from "../keys/time";
import { type ChainTotals, countUncovered, type PlaceTotals } from "../read/totals";
import { type CoveredSpan, type FoundGap, findGaps, type GapQuestion } from "./find-gaps";
import { loggingHistory } from "./logging-history";
import { common, cut, type Span, without } from "./span";

/** The facts that decide about the gaps of all accounts and Regions. Times are milliseconds. */
export interface GapContext {
    readonly asked: Span;
    /** Until when digests are due. */
    readonly due: number;
    readonly now: number;
    readonly trail: TrailReading | undefined;
    readonly trailActions: readonly TrailAction[];
}

/** The findings for an account and Region. */
export interface PlaceFindings {
    readonly gaps: readonly Gap[];
    readonly timeline: PlaceTimeline;
    /** Hours whose files are missing, changed or unread. */
    readonly holes: readonly (Place & Period)[];
}

/** The gaps and the timeline of an account and Region. */
export function gapsOf(place: PlaceTotals, context: GapContext): PlaceFindings {
    const { account, region } = place;
    const { asked, due } = context;
    const unread = daysWithin(asked).filter(({ from }) => !place.days.has(from));
    const whole = { from: asked.from, to: Math.max(asked.from, Math.min(asked.to, due)) };
    const found = chainsAskedFor(place, context).map(chain => {
        const history = loggingHistory(actionsOf(chain, place, context), context.trail, context.now);
        const countLogFiles = ({ from, to }: Span) => countUncovered(place, from, to);
        return {
            chain,
            gaps: without(whole, unread).flatMap(read =>
                findGaps({
                    asked: read,
                    covered: chain.covered,
                    history,
                    reach: reachOf(chain, place, context),
                    countLogFiles,
                }),
            ),
        };
    });
    const gaps = found.flatMap(({ chain, gaps: ofChain }) =>
        ofChain.map(({ from, to, reason, logging, detail }) => ({
            account,
            region,
            trail: chain.trail === "" ? null : chain.trail,
            from: isoTime(from),
            to: isoTime(to),
            reason,
            logging,
            logFiles: countUncovered(place, from, to),
            ...(detail === undefined ? {} : { detail }),
        })),
    );
    const covered = found.flatMap(({ chain }) => chain.covered);
    const tampered = hoursTogether(place.tampered, asked);
    const missed = unread.flatMap(span => common(span, asked) ?? []);
    return {
        gaps,
        holes: [...tampered, ...missed.map(({ from, to }) => ({ from: isoTime(from), to: isoTime(to) }))].map(hole => ({
            account,
            region,
            ...hole,
        })),
        timeline: {
            account,
            region,
            spans: timelineSpans(
                asked,
                covered,
                found.flatMap(({ gaps: ofChain }) => ofChain),
                unread,
            ),
            delivered: hoursTogether(place.delivered, asked),
            tampered,
        },
    };
}

/** If a trail is named, only its own; otherwise each one that has digests here, or an unknown one. */
function chainsAskedFor(place: PlaceTotals, { trail }: GapContext): readonly ChainTotals[] {
    const all = [...place.chains.values()];
    if (trail === undefined) {
        return all.length > 0 ? all : [{ trail: "", homeRegion: "", covered: [] }];
    }
    const { name, homeRegion } = trail;
    const own = all.find(chain => chain.trail === name && chain.homeRegion === homeRegion);
    return [own ?? { trail: name, homeRegion, covered: [] }];
}

/** Where a place is, seen from its trail; for files alone, an organization's trail may be another account's. */
function reachOf({ homeRegion }: ChainTotals, { account, region }: Place, { trail }: GapContext): GapQuestion["reach"] {
    const isOwn = trail === undefined || parseTrailArn(trail.arn)?.account === account;
    return isOwn ? (region === homeRegion ? "home" : "account") : "another";
}

/** The calls that changed a trail, if they may have meant this one. */
function actionsOf(chain: ChainTotals, place: PlaceTotals, { trail, trailActions }: GapContext): TrailAction[] {
    const arn = trail === undefined ? undefined : parseTrailArn(trail.arn);
    return trailActions.filter(action => {
        if (action.errorCode !== undefined || action.region !== chain.homeRegion) {
            return false;
        }
        const named = parseTrailArn(action.trail);
        if ((named?.name ?? action.trail) !== chain.trail) {
            return false;
        }
        // An organization's trail belongs to another account, which the keys don't show.
        const owner = named?.account ?? action.account;
        return arn === undefined ? owner === place.account || named !== undefined : owner === arn.account;
    });
}

function daysWithin({ from, to }: Span): Span[] {
    const first = dayOf(from);
    return Array.from({ length: Math.ceil((to - first) / DAY) }, (_, index) => {
        const day = first + index * DAY;
        return { from: day, to: day + DAY };
    });
}

function timelineSpans(
    asked: Span,
    covered: readonly CoveredSpan[],
    gaps: readonly FoundGap[],
    unread: readonly Span[],
): TimelineSpan[] {
    const spans: TimelineSpan[] = [];
    for (const piece of cut(
        asked,
        [...covered, ...gaps, ...unread].flatMap(({ from, to }) => [from, to]),
    )) {
        const isUnread = unread.some(span => common(span, piece) !== undefined);
        const state = isUnread ? "unread" : stateOf(piece, covered, gaps);
        const last = spans.at(-1);
        if (last?.state === state) {
            spans[spans.length - 1] = { ...last, to: isoTime(piece.to) };
        } else {
            spans.push({ from: isoTime(piece.from), to: isoTime(piece.to), state });
        }
    }
    return spans;
}

function stateOf(piece: Span, covered: readonly CoveredSpan[], gaps: readonly FoundGap[]): TimelineSpan["state"] {
    const gap = gaps.find(span => common(span, piece) !== undefined);
    if (gap !== undefined) {
        return gap.reason;
    }
    const over = covered.filter(span => span.state !== "invalid" && common(span, piece) !== undefined);
    return over.length === 0 ? "pending" : over.every(({ state }) => state === "valid") ? "verified" : "unverified";
}

function hoursTogether(hours: ReadonlySet<number>, asked: Span): { from: string; to: string }[] {
    const spans: { from: number; to: number }[] = [];
    const inAsked = [...hours].filter(hour => hour < asked.to && hour + HOUR > asked.from);
    for (const hour of inAsked.sort((one, other) => one - other)) {
        const last = spans.at(-1);
        if (last?.to === hour) {
            last.to = hour + HOUR;
        } else {
            spans.push({ from: hour, to: hour + HOUR });
        }
    }
    return spans.map(({ from, to }) => ({ from: isoTime(from), to: isoTime(to) }));
}
