import type { OutcomeCounts, ReportSummary, ReportTrail } from "./report";

/** The words of the summary, one for each trail. */
export type TrailOutcome = keyof OutcomeCounts;

/** The words, in the order of the summary. */
export const TRAIL_OUTCOMES: Readonly<Record<TrailOutcome, string>> = {
    violating: "violating",
    undetermined: "undetermined",
    known: "in the baseline",
    exempt: "exempt",
    compliant: "compliant",
    notJudged: "not judged",
};

/** Each outcome that there is, with how many have it, in the order of the summary. */
export function outcomesOf(counts: OutcomeCounts): readonly (readonly [outcome: TrailOutcome, number: number])[] {
    return (Object.keys(TRAIL_OUTCOMES) as TrailOutcome[]).flatMap(outcome => {
        const number = counts[outcome] ?? 0;
        return number === 0 ? [] : [[outcome, number] as const];
    });
}

/**
 * A trail's outcome: that of its worst result. A violation that is known from the baseline is not counted as one, but makes no
 * trail compliant either. What is only advised doesn't count at all: a trail to which no other policy applies was not judged.
 */
export function trailOutcome({ results }: Pick<ReportTrail, "results">): TrailOutcome {
    const counted = new Set(
        results
            .filter(({ advisory }) => advisory !== true)
            .map(({ status, baseline }) => (baseline === true ? "known" : status)),
    );
    if (counted.has("violation")) {
        return "violating";
    }
    if (counted.has("undetermined")) {
        return "undetermined";
    }
    if (counted.has("known")) {
        return "known";
    }
    if (counted.has("exempt")) {
        return "exempt";
    }
    return counted.has("pass") ? "compliant" : "notJudged";
}

interface Judged {
    readonly trails: readonly Pick<ReportTrail, "results">[];
    readonly stacks?: readonly Pick<ReportTrail, "results">[];
}

/** How many trails, and how many stacks judged by a policy that counts, have which outcome. */
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
    const counts: { -readonly [outcome in TrailOutcome]?: number } = {};
    for (const subject of subjects) {
        const outcome = trailOutcome(subject);
        counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    return { compliant: 0, violating: 0, undetermined: 0, exempt: 0, ...counts };
}
