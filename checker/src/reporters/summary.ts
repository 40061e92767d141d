import type { Report } from "../report";
import type { Outcome } from "./outcome";

/** The summary in one line: `5 trails: 2 violating, 1 undetermined, 2 compliant`. */
export function formatSummary({ summary, problems }: Report): string {
    const { trails, violating, undetermined, exempt, compliant } = summary;
    const parts = Object.entries({ violating, undetermined, exempt, compliant })
        .filter(([, count]) => count > 0)
        .map(([word, count]) => `${count} ${word}`);
    const found = trails === 0 ? "No trail was found" : `${count(trails, "trail")}: ${parts.join(", ")}`;
    return problems.length === 0 ? found : `${found}; ${count(problems.length, "input")} could not be read`;
}

/** The summary as a headline; it says that nothing is violated only where everything was judged. */
export function verdictOf({ summary, problems }: Report): { readonly outcome: Outcome; readonly text: string } {
    const { trails, violating, undetermined } = summary;
    if (violating > 0) {
        return { outcome: "violation", text: `${violating} of ${count(trails, "trail")} in violation` };
    }
    return undetermined > 0 || trails === 0 || problems.length > 0
        ? { outcome: "undetermined", text: "not everything could be judged" }
        : { outcome: "pass", text: "no violation" };
}

/** A number with its noun: `1 trail`, `2 trails`. */
export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
