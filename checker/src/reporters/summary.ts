import type { Report } from "../report";

/** The summary in one line: `5 trails: 2 violating, 1 undetermined, 2 compliant`. */
export function formatSummary({ summary, problems }: Report): string {
    const { trails, violating, undetermined, exempt, compliant } = summary;
    const parts = Object.entries({ violating, undetermined, exempt, compliant })
        .filter(([, count]) => count > 0)
        .map(([word, count]) => `${count} ${word}`);
    const found = trails === 0 ? "No trail was found" : `${count(trails, "trail")}: ${parts.join(", ")}`;
    return problems.length === 0 ? found : `${found}; ${count(problems.length, "input")} could not be read`;
}

/** A number with its noun: `1 trail`, `2 trails`. */
export function count(number: number, noun: string): string {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
