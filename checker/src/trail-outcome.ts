import type { ReportSummary, ReportTrail } from "./report";

/** Under which of the summary's words a trail stands. */
export type TrailOutcome = Exclude<keyof ReportSummary, "trails">;

/**
 * A trail's outcome: that of its worst result. A violation that is known from the baseline is not counted as one, but
 * makes no trail compliant either; nor is one compliant to which no policy applies. They stand with the exempt ones. What
 * is only advised doesn't count at all.
 */
export function trailOutcome({ results }: Pick<ReportTrail, "results">): TrailOutcome {
    const counted = new Set(
        results
            .filter(({ advisory }) => advisory !== true)
            .map(({ status, baseline }) => (baseline === true ? "exempt" : status)),
    );
    if (counted.has("violation")) {
        return "violating";
    }
    if (counted.has("undetermined")) {
        return "undetermined";
    }
    return counted.has("exempt") || !counted.has("pass") ? "exempt" : "compliant";
}

/** How many trails have which outcome. */
export function summarize(trails: readonly Pick<ReportTrail, "results">[]): ReportSummary {
    const summary = { trails: trails.length, compliant: 0, violating: 0, undetermined: 0, exempt: 0 };
    for (const trail of trails) {
        summary[trailOutcome(trail)]++;
    }
    return summary;
}
