import { createColors } from "picocolors";
import { printable } from "../../../../../src/cloudtrail/quote";
import { count } from "../../../text/count";
import { OUTCOMES, type Outcome, outcomeOf } from "../../outcome";
import { policyColumns } from "../../policy-columns";
import type { Report } from "../../report";
import type { Reporter } from "../../reporter";
import { type ShownSubject, shownSubjects } from "../../subjects";
import { formatSummary } from "../../summary";
import { details } from "./details";
import type { Colours } from "./look";
import { legend, matrices } from "./matrix";

/**
 * For a terminal: trails against policies, then what is wrong with each, and the summary as the last line. By default,
 * compliant and uncounted results are only counted (verbose shows them); quiet prints only the summary.
 */
export const tableReporter: Reporter = (report, options) => {
    const { policies, width, color = false, verbose = false, quiet = false } = options;
    const colours = createColors(color);
    const all = shownSubjects(report);
    const shown = quiet ? [] : verbose ? all : all.filter(counts);
    const columns = policyColumns(report, policies).filter(
        ({ name }) =>
            verbose || shown.some(({ results }) => results.some(result => result.policy === name && isCounted(result))),
    );
    const blocks = [
        ...(shown.length === 0
            ? []
            : [...matrices(shown, columns, width ?? 80, colours), legend(shown, columns, colours)]),
        ...details(shown, { colours, verbose, width }),
        problems(report, colours),
        [...(verbose || quiet ? [] : folded(all)), colours.bold(formatSummary(report))],
    ];
    return `${blocks
        .filter(lines => lines.length > 0)
        .map(lines => lines.join("\n"))
        .join("\n\n")}\n`;
};

/** Does anything of it decide the exit code? */
function counts({ results }: ShownSubject): boolean {
    return results.some(isCounted);
}

function isCounted(result: ShownSubject["results"][number]): boolean {
    const outcome = outcomeOf(result);
    return outcome === "violation" || outcome === "undetermined";
}

/** What else was found, in one line. */
function folded(subjects: readonly ShownSubject[]): string[] {
    const outcomes = subjects.flatMap(({ results }) => results.map(outcomeOf));
    const number = (wanted: Outcome) => outcomes.filter(outcome => outcome === wanted).length;
    const parts = [
        ...(number("advisory") === 0 ? [] : [count(number("advisory"), "advisory finding")]),
        ...(["baseline", "exempt"] as const)
            .filter(outcome => number(outcome) > 0)
            .map(outcome => `${number(outcome)} ${OUTCOMES[outcome].word}`),
    ];
    return parts.length === 0 ? [] : [`Also found: ${parts.join(", ")} (not counted; --verbose shows them)`];
}

function problems({ problems: unread }: Report, colours: Colours): string[] {
    return unread.map(
        ({ source, message }) => `${colours.red("could not be read")}  ${printable(source)}: ${printable(message)}`,
    );
}
