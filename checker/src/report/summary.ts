import { count } from "../text/count";
import type { Outcome } from "./outcome";
import type { OutcomeCounts, Report } from "./report";
import { outcomesOf, TRAIL_OUTCOMES } from "./trail-outcome";

/** The summary in one line: `5 trails: 2 violating, 1 undetermined, 2 compliant`. */
export function formatSummary(report: Report): string {
    const { summary, problems } = report;
    const { trails, stacks } = summary;
    const found = trails === 0 ? "No trail was found" : `${count(trails, "trail")}: ${formatCounts(summary)}`;
    return [
        found,
        ...(stacks === undefined ? [] : [`${count(totalOf(stacks), nounOfStacks(report))}: ${formatCounts(stacks)}`]),
        ...(problems.length === 0 ? [] : [`${count(problems.length, "input")} could not be read`]),
    ].join("; ");
}

function formatCounts(counts: OutcomeCounts): string {
    return outcomesOf(counts)
        .map(([outcome, number]) => `${number} ${TRAIL_OUTCOMES[outcome]}`)
        .join(", ");
}

function totalOf(counts: OutcomeCounts): number {
    return outcomesOf(counts).reduce((total, [, number]) => total + number, 0);
}

/** The summary as a headline; it says that nothing is violated only if everything was checked. */
export function verdictOf(report: Report): { readonly outcome: Outcome; readonly text: string } {
    const { summary, problems } = report;
    const { trails, stacks } = summary;
    const violating = [
        ...(summary.violating > 0 ? [`${summary.violating} of ${count(trails, "trail")}`] : []),
        ...(stacks !== undefined && stacks.violating > 0
            ? [`${stacks.violating} of ${count(totalOf(stacks), nounOfStacks(report))}`]
            : []),
    ];
    if (violating.length > 0) {
        return { outcome: "violation", text: `${violating.join(" and ")} in violation` };
    }
    const undetermined = summary.undetermined + (stacks?.undetermined ?? 0);
    return undetermined > 0 || trails === 0 || problems.length > 0
        ? { outcome: "undetermined", text: "not everything could be checked" }
        : { outcome: "pass", text: "no violation" };
}

/** The word for a report's stacks: for live accounts it is accounts. */
function nounOfStacks({ stacks = [] }: Report): string {
    const [noun = "stack", ...others] = new Set(stacks.map(stack => (stack.noun ?? "stack").toLowerCase()));
    return others.length === 0 ? noun : "subject";
}
