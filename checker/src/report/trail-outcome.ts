import type { OutcomeCounts, ReportSummary, ReportTrail } from "./report";

/** Under which of the summary's words a trail stands. */
export type TrailOutcome = keyof OutcomeCounts;

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

interface Judged {
    readonly trails: readonly Pick<ReportTrail, "results">[];
    readonly stacks?: readonly Pick<ReportTrail, "results">[];
}

/** How many trails, and how many stacks that a policy judges that counts, have which outcome. */
export function summarize({ trails, stacks = [] }: Judged): ReportSummary {
    const counting = stacks.filter(({ results }) => results.some(({ advisory }) => advisory !== true));
    return {
        trails: trails.length,
        ...countOutcomes(trails),
        ...(counting.length === 0 ? {} : { stacks: countOutcomes(counting) }),
    };
}

/** How many of these have which outcome. */
export function countOutcomes(subjects: readonly Pick<ReportTrail, "results">[]): OutcomeCounts {
    const counts = { compliant: 0, violating: 0, undetermined: 0, exempt: 0 };
    for (const subject of subjects) {
        counts[trailOutcome(subject)]++;
    }
    return counts;
}
