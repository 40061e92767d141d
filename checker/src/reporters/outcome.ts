import type { ReportResult } from "../report";

/** What a cell of a report shows: the status of a result, or that the violation is known from the baseline. */
export type Outcome = ReportResult["status"] | "baseline";

/** How people read an outcome. The symbol is never alone with a colour: each differs from all others. */
export interface OutcomeLook {
    readonly symbol: string;
    readonly word: string;
}

/** Every outcome, the worst first. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeLook>> = {
    violation: { symbol: "✗", word: "violation" },
    undetermined: { symbol: "?", word: "undetermined" },
    baseline: { symbol: "=", word: "in the baseline" },
    exempt: { symbol: "~", word: "exempt" },
    pass: { symbol: "✓", word: "pass" },
    "not-applicable": { symbol: "–", word: "not applicable" },
};

/** The outcome of a result. */
export function outcomeOf({ status, baseline }: ReportResult): Outcome {
    return baseline === true ? "baseline" : status;
}
