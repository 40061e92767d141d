import type { Coverage, Logged } from "../../../src/cloudtrail/coverage/coverage";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import { formatEvent } from "../../../src/compliance/findings/format-event";
import { formatRejection, formatSelector } from "../../../src/compliance/findings/format-selector";
import type { Colours } from "../command-line/colours";
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

/** Decisions for a reader: each requirement with an event that is not logged, and the selector that comes nearest. */
export function formatCoverage(decisions: readonly Decision[], colours: Colours): string {
    const width = Math.max(...decisions.flatMap(({ requirements }) => requirements.map(nameLength)));
    const blocks = decisions.map(decision => formatDecision(decision, width, colours));
    return [...blocks, formatSummary(decisions)].join("\n\n");
}

function nameLength({ requirement }: Coverage): number {
    return requirement.name.length;
}

function formatDecision({ input, requirements }: Decision, width: number, colours: Colours): string {
    return [
        colours.bold(input.label),
        ...requirements.flatMap(covered => formatRequirement(covered, width, colours)),
        ...input.problems.map(problem => colours.yellow(`  ${formatProblem(problem)}`)),
    ].join("\n");
}

function formatRequirement(covered: Coverage, width: number, colours: Colours): string[] {
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
        lines.push(`    It depends on what is not known: ${places.join(", ")}`);
    }
    if (logged !== "all" && requirement.note !== undefined) {
        lines.push(`    Note: ${requirement.note}`);
    }
    return lines;
}

const API = DIALECTS["aws-api"];

function colourOf(logged: Logged, { green, red, yellow, magenta }: Colours) {
    return { all: green, some: yellow, none: red, unknown: magenta }[logged];
}

function formatSummary(decisions: readonly Decision[]): string {
    const complete = decisions.filter(({ requirements }) => requirements.every(({ logged }) => logged === "all"));
    return `Everything that is required is logged by ${complete.length} of ${decisions.length}.`;
}
