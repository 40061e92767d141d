import { quote } from "../../../../src/cloudtrail/quote";
import { count } from "../../text/count";
import type { Gap, ReconciliationRow } from "../evidence";
import type { Finding } from "./judge-sighting";
import type { PromisePeriod } from "./promise";

/** How many records of a requirement arrived, and the verdicts on their sightings. */
export interface Arrivals {
    readonly records: number;
    readonly found: Readonly<Record<Finding["kind"], number>>;
}

export const NO_ARRIVALS: Arrivals = {
    records: 0,
    found: { promised: 0, change: 0, "other-trail": 0, unknown: 0, contradiction: 0 },
};

/** What is known about deliveries to one account and Region. */
export interface Deliveries {
    /** Why the last one failed; `null` if it did not, `undefined` if the trail's status wasn't read. */
    readonly lastError: string | null | undefined;
    /** Do valid digests vouch for the whole period? Then no failure lost anything of it. */
    readonly isVouchedFor: boolean;
    /** Time without digests, there. */
    readonly gaps: readonly Gap[];
}

type Verdict = Pick<ReconciliationRow, "promised" | "since" | "arrived" | "verdict" | "detail">;

/** Sums up what was promised for a requirement, ordered by time, and what arrived. */
export function verdictOf(periods: readonly PromisePeriod[], arrivals: Arrivals, deliveries: Deliveries): Verdict {
    const last = periods.at(-1);
    const failed = deliveries.isVouchedFor ? null : deliveries.lastError;
    const verdict = judge(periods, arrivals, typeof failed === "string");
    const details = [
        ...periodDetails(periods),
        ...arrivalDetails(arrivals),
        ...(isNeverPromised(periods) && arrivals.found.promised > 0
            ? ["the records also name another resource type, which is selected"]
            : []),
        ...(verdict === "unknown" && typeof failed === "string"
            ? [`the last delivery failed with ${quote(failed)}, so what came last may be missing`]
            : []),
        ...(verdict === "promised-nothing-arrived" ? [whyNothing(deliveries)] : []),
    ];
    return {
        promised: last?.promised ?? "unknown",
        ...(last === undefined || periods.length === 1 ? {} : { since: last.from }),
        arrived: arrivals.records,
        verdict,
        ...(details.length === 0 ? {} : { detail: details.join("; ") }),
    };
}

function judge(
    periods: readonly PromisePeriod[],
    { records, found }: Arrivals,
    hasFailed: boolean,
): ReconciliationRow["verdict"] {
    const isDoubtful =
        periods.length === 0 ||
        periods.some(({ promised }) => promised === "unknown") ||
        (hasFailed && !isNeverPromised(periods));
    if (records > 0) {
        if (found.unknown > 0) {
            return "unknown";
        }
        if (found.promised === 0 || isNeverPromised(periods)) {
            return "arrived-though-not-promised";
        }
        return isDoubtful ? "unknown" : "recorded";
    }
    if (isDoubtful) {
        return "unknown";
    }
    return isNeverPromised(periods) ? "not-promised" : "promised-nothing-arrived";
}

function isNeverPromised(periods: readonly PromisePeriod[]): boolean {
    return periods.length > 0 && periods.every(({ promised }) => promised === "none");
}

const PERIODS_NAMED = 4;

function periodDetails(periods: readonly PromisePeriod[]): readonly string[] {
    const [only] = periods;
    if (periods.length <= 1) {
        return only?.reason === undefined ? [] : [only.reason];
    }
    const named = periods.slice(-PERIODS_NAMED).map(({ from, to, promised, reason }) => {
        const why = reason === undefined ? "" : ` (${reason})`;
        return `${from} to ${to}: ${promised}${why}`;
    });
    const before = periods.length - named.length;
    return [...(before > 0 ? [`${count(before, "period")} before`] : []), ...named];
}

function arrivalDetails({ found }: Arrivals): readonly string[] {
    return [
        ...(found.change > 0 ? ["some arrived within minutes of a change of the trail"] : []),
        ...(found["other-trail"] > 0 ? ["some are in files of another trail, which delivers to the same place"] : []),
        ...(found.contradiction > 0 ? ["some contradict the selectors then in force"] : []),
    ];
}

/** Either nobody used it, or it was lost: what can be said if no delivery failed in the period. */
function whyNothing({ lastError, gaps }: Deliveries): string {
    const lost = gaps.filter(({ reason }) => reason !== "logging-stopped");
    if (lost.length > 0) {
        return "not used, or lost: what was delivered in the gaps is not known";
    }
    if (typeof lastError === "string") {
        return `apparently not used: the last delivery failed with ${quote(lastError)}, but after this period, for which digests vouch`;
    }
    return lastError === null
        ? "apparently not used: the last delivery did not fail"
        : "apparently not used: the files do not show whether deliveries failed";
}
