import type { ReportResult, ReportSummary, ReportTrail } from "../report";

/** What a trail counts as. */
export type TrailOutcome = keyof Omit<ReportSummary, "trails">;

/** Counts the trails, each by its worst result; what is known, or only advised, isn't counted. */
export function summarise(trails: readonly ReportTrail[]): ReportSummary {
    const outcomes = trails.map(outcomeOfTrail);
    const count = (wanted: TrailOutcome) => outcomes.filter(outcome => outcome === wanted).length;
    return {
        trails: trails.length,
        compliant: count("compliant"),
        violating: count("violating"),
        undetermined: count("undetermined"),
        exempt: count("exempt"),
    };
}

function outcomeOfTrail({ results }: ReportTrail): TrailOutcome {
    const some = (test: (result: ReportResult) => boolean) => results.some(test);
    const counts = ({ baseline, advisory }: ReportResult) => baseline !== true && advisory !== true;
    if (some(result => result.status === "violation" && counts(result))) {
        return "violating";
    }
    if (some(result => result.status === "undetermined" && counts(result))) {
        return "undetermined";
    }
    const isExcused = some(({ status, baseline }) => status === "exempt" || baseline === true);
    return isExcused ? "exempt" : "compliant";
}
