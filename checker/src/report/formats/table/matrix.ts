import { printable } from "../../../../../src/cloudtrail/quote";
import { columnWidth, fit, padEnd } from "../../../text/columns";
import { OUTCOMES, type Outcome, outcomeOf } from "../../outcome";
import type { PolicyColumn } from "../../policy-columns";
import type { ShownSubject } from "../../subjects";
import { labelsOf, trailsByFile } from "../../trails-by-file";
import { type Colours, paints, symbolOf } from "./look";

/** A space, a symbol or two digits, a space. */
const CELL_WIDTH = 3;
const LEAST_LABEL_WIDTH = 24;

/** A line of the matrix: a trail, or the file of the trails below it. */
interface Row {
    readonly label: string;
    /** The end that stays if the label is too long. */
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

/** One matrix, or several if the policies don't fit side by side. */
export function matrices(
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

/** A legend of the numbers and symbols that are used. */
export function legend(
    subjects: readonly ShownSubject[],
    columns: readonly PolicyColumn[],
    colours: Colours,
): string[] {
    const used = new Set(
        subjects.flatMap(({ results }) =>
            results.filter(({ policy }) => columns.some(({ name }) => name === policy)).map(outcomeOf),
        ),
    );
    const paint = paints(colours);
    const symbols = (Object.keys(OUTCOMES) as Outcome[])
        .filter(outcome => used.has(outcome))
        .map(outcome => `${paint[outcome](symbolOf(outcome))} ${OUTCOMES[outcome].word}`);
    return [
        ...columns.map(({ name }, index) => `${String(index + 1).padStart(2)} ${printable(name)}`),
        ...(symbols.length === 0 ? [] : [symbols.join("   ")]),
    ];
}
