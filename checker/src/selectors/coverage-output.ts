import type { Coverage, Logged } from "../../../src/cloudtrail/coverage/coverage";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { formatEvent } from "../../../src/compliance/findings/format-event";
import { formatRejection, formatSelector } from "../../../src/compliance/findings/format-selector";
import { coverageNote } from "../../../src/compliance/policy/coverage-note";
import type { Colours } from "../command-line/terminal/colours";
import type { Terminal } from "../command-line/terminal/verbosity";
import { alike, headingOf } from "../text/alike";
import { wrap } from "../text/wrap";
import type { Decision } from "./decide";
import { formatProblem } from "./problems";

/** The data of `trail-guard coverage --format json`. */
export function coverageData(decisions: readonly Decision[]) {
    return decisions.map(({ input: { id }, requirements }) => ({
        id,
        requirements: Object.fromEntries(
            requirements.map(({ requirement, logged, unloggedEvent }) => [
                requirement.name,
                { logged, ...(unloggedEvent === undefined ? {} : { unloggedEvent }) },
            ]),
        ),
    }));
}

/**
 * Decisions for a reader: each requirement with an event that is not logged, and the selector that comes nearest. Among several
 * inputs, those that log everything are only counted, and what others have in common is shown once, unless everything is to be
 * shown.
 */
export function formatCoverage(decisions: readonly Decision[], terminal: Terminal): string {
    const { verbose, quiet, width } = terminal;
    const isFolded = (decision: Decision) => !verbose && decisions.length > 1 && isUnremarkable(decision);
    const shown = quiet ? [] : decisions.filter(decision => !isFolded(decision));
    const nameWidth = Math.max(...shown.flatMap(({ requirements }) => requirements.map(nameLength)));
    const described = shown.map(decision => ({ decision, lines: formatDecision(decision, nameWidth, terminal) }));
    const blocks = alike(described, ({ lines }, index) => (verbose ? `${index}` : lines.join("\n"))).map(group => [
        terminal.colours.bold(headingOf(group.map(({ decision }) => decision.input.label))),
        ...group[0].lines,
    ]);
    return [...blocks, [formatSummary(decisions)]]
        .map(lines => lines.flatMap(line => wrap(line, width)).join("\n"))
        .join("\n\n");
}

function isUnremarkable({ input, requirements }: Decision): boolean {
    return requirements.every(({ logged }) => logged === "all") && input.problems.length === 0;
}

function nameLength({ requirement }: Coverage): number {
    return requirement.name.length;
}

function formatDecision(
    { input, requirements }: Decision,
    nameWidth: number,
    { colours }: Terminal,
): readonly string[] {
    return [
        ...requirements.flatMap(covered => formatRequirement(covered, input.selectors, nameWidth, colours)),
        ...input.problems.map(problem => colours.yellow(`  ${formatProblem(problem)}`)),
    ];
}

function formatRequirement(covered: Coverage, selectors: TrailSelectors, width: number, colours: Colours): string[] {
    const { requirement, logged, unloggedEvent, nearest, dependsOn } = covered;
    const lines = [`  ${requirement.name.padEnd(width)}  ${colourOf(logged, colours)(logged)}`];
    if (unloggedEvent !== undefined) {
        lines.push(`    Not logged, for example: ${formatEvent(unloggedEvent)}`);
    }
    if (nearest !== undefined) {
        const { index, name } = nearest;
        const selector = formatSelector({
            selector: `AdvancedEventSelectors[${index}]`,
            ...(name === undefined ? {} : { name }),
        });
        lines.push(`    Nearest: ${selector}, rejected by its ${formatRejection(nearest.rejection)}`);
    }
    if (dependsOn !== undefined) {
        const places = dependsOn.map(path => formatPath(path, API));
        lines.push(`    It depends on unknown values: ${places.join(", ")}`);
    }
    const note = coverageNote(selectors, requirement, nearest);
    if (logged !== "all" && note !== undefined) {
        lines.push(`    Note: ${note}`);
    }
    return lines;
}

const API = DIALECTS["aws-api"];

function colourOf(logged: Logged, { green, red, yellow, magenta }: Colours) {
    return { all: green, some: yellow, none: red, unknown: magenta }[logged];
}

function formatSummary(decisions: readonly Decision[]): string {
    const complete = decisions.filter(({ requirements }) => requirements.every(({ logged }) => logged === "all"));
    return `Every required event is logged by ${complete.length} of ${decisions.length}.`;
}
