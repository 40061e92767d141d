import type { ReportResult } from "./report";

/** What a cell of a report shows: the status of a result, or why a finding isn't counted. */
export type Outcome = ReportResult["status"] | "baseline" | "advisory";

/** How people read an outcome. Its symbol is unique, so colour is never the only sign. */
export interface OutcomeLook {
    readonly symbol: string;
    readonly word: string;
}

/** Every outcome, the worst first. */
export const OUTCOMES: Readonly<Record<Outcome, OutcomeLook>> = {
    violation: { symbol: "✗", word: "violation" },
    undetermined: { symbol: "?", word: "undetermined" },
    advisory: { symbol: "!", word: "advisory" },
    baseline: { symbol: "=", word: "in the baseline" },
    exempt: { symbol: "~", word: "exempt" },
    pass: { symbol: "✓", word: "pass" },
    "not-applicable": { symbol: "–", word: "not applicable" },
};

/** The outcome of a result. */
export function outcomeOf({ status, baseline, advisory }: ReportResult): Outcome {
    if (baseline === true) {
        return "baseline";
    }
    return advisory === true && (status === "violation" || status === "undetermined") ? "advisory" : status;
}

/** Is this something to look at? */
export function isNotable(outcome: Outcome): boolean {
    return outcome !== "pass" && outcome !== "not-applicable";
}
