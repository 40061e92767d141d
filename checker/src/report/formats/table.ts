import { createColors } from "picocolors";
import { printable } from "../../../../src/cloudtrail/quote";
import { indentedExplanation } from "../explanation";
import { isNotable, OUTCOMES, type Outcome, outcomeOf } from "../outcome";
import { formatPlace } from "../place";
import { type PolicyColumn, policyColumns } from "../policy-columns";
import type { Report } from "../report";
import type { Reporter } from "../reporter";
import { type ShownSubject, shownSubjects } from "../subjects";
import { formatSummary } from "../summary";
import { labelsOf, trailsByFile } from "../trails-by-file";
import { columnWidth, fit, padEnd } from "./columns";

type Colours = ReturnType<typeof createColors>;

/** A space, a symbol or two digits, a space. */
const CELL_WIDTH = 3;
const LEAST_LABEL_WIDTH = 24;

/** For a terminal: trails against policies, then what is wrong with each, and the summary as the last line. */
export const tableReporter: Reporter = (report, { policies, width = 80, color = false }) => {
    const colours = createColors(color);
    const columns = policyColumns(report, policies);
    const subjects = shownSubjects(report);
    const blocks = [
        ...matrices(subjects, columns, width, colours),
        legend(subjects, columns, colours),
        ...subjects.map(trail => details(trail, colours)),
        problems(report, colours),
        [colours.bold(formatSummary(report))],
    ];
    return `${blocks
        .filter(lines => lines.length > 0)
        .map(lines => lines.join("\n"))
        .join("\n\n")}\n`;
};

/** A line of the matrix: a trail, or the file that the trails after it are in. */
interface Row {
    readonly label: string;
    /** The end that stays where the label is too long. */
    readonly keep: "start" | "end";
    readonly outcomes?: ReadonlyMap<string, Outcome>;
}

function rowsOf(subjects: readonly ShownSubject[]): readonly Row[] {
    return trailsByFile(subjects).flatMap(({ file, trails: inFile }) => {
        const labels = labelsOf(inFile);
        const rows = inFile.map((trail, index): Row => {
            const label = labels[index] ?? trail.id;
            return {
                label: `${file === undefined ? "" : "  "}${printable(label)}`,
                keep: label === trail.title ? "start" : "end",
                outcomes: new Map(trail.results.map(result => [result.policy, outcomeOf(result)])),
            };
        });
        return file === undefined ? rows : [{ label: printable(file), keep: "end" }, ...rows];
    });
}

/** One matrix, or several where the policies don't fit beside each other. */
function matrices(
    subjects: readonly ShownSubject[],
    columns: readonly PolicyColumn[],
    width: number,
    colours: Colours,
): readonly string[][] {
    const rows = rowsOf(subjects);
    const widest = rows.reduce(
        (most, { label, outcomes }) => (outcomes === undefined ? most : Math.max(most, columnWidth(label))),
        LEAST_LABEL_WIDTH,
    );
    const perMatrix = Math.max(1, Math.floor((width - LEAST_LABEL_WIDTH) / CELL_WIDTH));
    const starts = columns.map((_, index) => index).filter(index => index % perMatrix === 0);
    return starts.map(start => {
        const shown = columns.slice(start, start + perMatrix);
        const labelWidth = Math.min(widest, Math.max(LEAST_LABEL_WIDTH, width - shown.length * CELL_WIDTH));
        const numbers = shown.map((_, index) =>
            String(start + index + 1)
                .padStart(2)
                .padEnd(CELL_WIDTH),
        );
        return [
            colours.dim(`${" ".repeat(labelWidth)}${numbers.join("")}`.trimEnd()),
            ...rows.map(row => formatRow(row, shown, labelWidth, width, colours)),
        ];
    });
}

function formatRow(
    { label, keep, outcomes }: Row,
    columns: readonly PolicyColumn[],
    labelWidth: number,
    width: number,
    colours: Colours,
): string {
    if (outcomes === undefined) {
        return colours.dim(fit(label, width, keep));
    }
    const paint = paints(colours);
    const cells = columns.map(({ name }) => {
        const outcome = outcomes.get(name);
        return outcome === undefined ? " ".repeat(CELL_WIDTH) : ` ${paint[outcome](symbolOf(outcome))} `;
    });
    return `${padEnd(fit(label, labelWidth, keep), labelWidth)}${cells.join("")}`.trimEnd();
}

/** What the numbers and the symbols stand for, as far as they are used. */
function legend(subjects: readonly ShownSubject[], columns: readonly PolicyColumn[], colours: Colours): string[] {
    const used = new Set(subjects.flatMap(({ results }) => results.map(outcomeOf)));
    const paint = paints(colours);
    const symbols = (Object.keys(OUTCOMES) as Outcome[])
        .filter(outcome => used.has(outcome))
        .map(outcome => `${paint[outcome](symbolOf(outcome))} ${OUTCOMES[outcome].word}`);
    return [
        ...columns.map(({ name }, index) => `${String(index + 1).padStart(2)} ${printable(name)}`),
        ...(symbols.length === 0 ? [] : [symbols.join("   ")]),
    ];
}

/** What there is to say of a trail, with its place. */
function details(trail: ShownSubject, colours: Colours): string[] {
    const { title, source, facts = {} } = trail;
    const paint = paints(colours);
    const known = Object.entries(facts).map(([fact, value]) => `  ${printable(fact)}: ${printable(value)}`);
    const found = saidOnce(trail).flatMap(({ outcome, policies, lines }) => [
        `  ${paint[outcome](`${symbolOf(outcome)} ${OUTCOMES[outcome].word}`)}  ${namesOf(policies)}`,
        ...linesOf(lines, outcome).map(line => `    ${line}`),
    ]);
    const place = formatPlace(source);
    const heading = `${colours.bold(printable(title))}${place === "" ? "" : colours.dim(`  ${printable(place)}`)}`;
    const lines = [...known, ...found];
    return lines.length === 0 ? [] : [heading, ...lines];
}

/** What is said of one policy, or of several the same: of what could not be read. */
interface Said {
    readonly outcome: Outcome;
    readonly lines: readonly string[];
    readonly policies: readonly string[];
}

function saidOnce(trail: ShownSubject): readonly Said[] {
    const said = new Map<string, Said>();
    for (const result of trail.results) {
        const outcome = outcomeOf(result);
        if (isNotable(outcome)) {
            const { policy, ...same } = result;
            const key = JSON.stringify([outcome, same]);
            const before = said.get(key);
            said.set(key, {
                outcome,
                lines: before?.lines ?? indentedExplanation(trail, result),
                policies: [...(before?.policies ?? []), policy],
            });
        }
    }
    return [...said.values()];
}

/** How many policies are named where something is said of several. */
const MOST_NAMES = 3;

function namesOf(policies: readonly string[]): string {
    return policies.length > MOST_NAMES ? `${policies.length} policies` : policies.map(printable).join(", ");
}

/** Of a violation that is known only what it is, lest it drown what is new. */
function linesOf(lines: readonly string[], outcome: Outcome): readonly string[] {
    return outcome === "baseline" ? lines.slice(0, 1) : lines;
}

function problems({ problems: unread }: Report, colours: Colours): string[] {
    return unread.map(
        ({ source, message }) => `${colours.red("could not be read")}  ${printable(source)}: ${printable(message)}`,
    );
}

function symbolOf(outcome: Outcome): string {
    return OUTCOMES[outcome].symbol;
}

function paints({
    green,
    red,
    yellow,
    magenta,
    cyan,
    dim,
}: Colours): Readonly<Record<Outcome, (text: string) => string>> {
    return {
        violation: red,
        undetermined: yellow,
        advisory: magenta,
        baseline: cyan,
        exempt: cyan,
        pass: green,
        "not-applicable": dim,
    };
}
