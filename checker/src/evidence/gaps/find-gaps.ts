import type { Gap, GapReason } from "../evidence";
import { HOUR } from "../keys/time";
import type { KnownSpan, LoggingHistory } from "./logging-history";
import { common, cut, type Span, without } from "./span";

/** A period that digests of one chain cover. */
export interface CoveredSpan extends Span {
    readonly state: "valid" | "unverified" | "invalid";
    /**
     * How the chain continues what was before: it is linked, it begins here, it names a digest that doesn't exist, or one
     * that was delivered to another bucket or below another prefix.
     */
    readonly entry: "linked" | "first" | "missing" | "elsewhere";
    /** Where what was before is, for `elsewhere`. */
    readonly before?: string;
}

/** A period that no valid digest covers, and why. */
export interface FoundGap extends Span {
    readonly reason: GapReason;
    readonly logging: Gap["logging"];
    readonly detail?: string;
}

/** The facts that decide about gaps. */
export interface GapQuestion {
    /** The requested period, as far as digests are due. */
    readonly asked: Span;
    /** What digests cover, in order. */
    readonly covered: readonly CoveredSpan[];
    readonly history: LoggingHistory;
    /**
     * Does a trail that is logging log in this account and Region, too? It always does at `home`; in another Region of its
     * `account` once that is enabled and the trail is multi-Region; in `another` account while that is in its organization.
     */
    readonly reach: "home" | "account" | "another";
    /** How many log files, of this or an unknown trail, are in a period. */
    countLogFiles(span: Span): number;
}

/** Finds the gaps of a chain of digests, ordered by time: neighbours differ in reason or detail. */
export function findGaps(question: GapQuestion): FoundGap[] {
    const { asked, covered, history } = question;
    const trusted = covered.filter(({ state }) => state !== "invalid");
    const times = [...covered, ...history.stopped, ...history.logging, ...history.unvalidated].flatMap(
        ({ from, to }) => [from, to],
    );
    const gaps: FoundGap[] = [];
    for (const hole of without(asked, trusted)) {
        for (const piece of cut(hole, times)) {
            const found = { ...piece, ...reasonFor(piece, hole, question), logging: loggingIn(piece, hole, question) };
            const last = gaps.at(-1);
            if (
                last !== undefined &&
                last.to === found.from &&
                last.reason === found.reason &&
                last.logging === found.logging &&
                last.detail === found.detail
            ) {
                gaps[gaps.length - 1] = { ...last, to: found.to };
            } else {
                gaps.push(found);
            }
        }
    }
    return gaps;
}

function reasonFor(piece: Span, hole: Span, question: GapQuestion): { reason: GapReason; detail?: string } {
    const { covered, history } = question;
    if (covered.some(span => span.state === "invalid" && common(span, piece) !== undefined)) {
        return { reason: "digest-invalid" };
    }
    const stopped = known(history.stopped, piece);
    if (stopped !== undefined) {
        return { reason: "logging-stopped", detail: stopped.detail };
    }
    const unvalidated = known(history.unvalidated, piece);
    if (unvalidated !== undefined) {
        return { reason: "validation-off", detail: unvalidated.detail };
    }
    const trusted = covered.filter(({ state }) => state !== "invalid");
    const next = trusted.find(({ from }) => from >= hole.to);
    if (next === undefined && history.isUnvalidatedNow === true) {
        return { reason: "validation-off", detail: "the trail has log file validation switched off now" };
    }
    if (next?.entry === "missing") {
        return { reason: "digests-missing", detail: "the next digest names one that is missing" };
    }
    if (next?.entry === "elsewhere") {
        return { reason: "elsewhere", detail: `the digests before it are in ${next.before}: verify that place too` };
    }
    const logFiles = question.countLogFiles(hole) > 0;
    if (next?.entry === "first") {
        // CloudTrail itself began a new chain, as it does when logging or validation is switched on.
        const switchedOn = history.validatedSince.find(({ from }) => Math.abs(from - hole.to) <= HOUR);
        if (switchedOn !== undefined) {
            return { reason: "validation-off", detail: `switched on by ${switchedOn.detail}` };
        }
        return logFiles
            ? {
                  reason: "unknown",
                  detail: "a new chain begins after it: validation was switched off before, or digests were deleted",
              }
            : { reason: "unknown", detail: "a new chain begins after it, and nothing shows what came before" };
    }
    if (covered.length === 0 && history.isUnvalidatedNow === undefined) {
        return {
            reason: "unknown",
            detail: "there are no digests at all: validation was never switched on, or they were not copied, or they were deleted",
        };
    }
    const logging = isReached(hole, question) ? known(history.logging, piece) : undefined;
    if (logging !== undefined) {
        return { reason: "digests-missing", detail: logging.detail };
    }
    return logFiles
        ? { reason: "digests-missing", detail: "there are log files from these hours" }
        : { reason: "unknown", detail: "nothing shows whether the trail was logging" };
}

function loggingIn(piece: Span, hole: Span, question: GapQuestion): Gap["logging"] {
    const { history, countLogFiles } = question;
    if (known(history.stopped, piece) !== undefined) {
        return "off";
    }
    const isOn = isReached(hole, question) && known(history.logging, piece) !== undefined;
    return isOn || countLogFiles(piece) > 0 ? "on" : "unknown";
}

/**
 * Is it known that the trail, if it was logging, logged here as well? Not before CloudTrail began the first chain of a Region
 * or a member account, and not in an account without any digest: it may have left the organization.
 */
function isReached({ to }: Span, { covered, reach }: GapQuestion): boolean {
    const next = covered.find(({ state, from }) => state !== "invalid" && from >= to);
    return reach === "home" || (next?.entry !== "first" && (reach === "account" || covered.length > 0));
}

function known(spans: readonly KnownSpan[], piece: Span): KnownSpan | undefined {
    return spans.find(({ from, to }) => from <= piece.from && to >= piece.to);
}
