import { printable } from "../../../../src/cloudtrail/quote";
import { columnWidth, fit, padEnd } from "../../text/columns";
import type { ReportTable } from "./columns";

const INDENT = "  ";
const BETWEEN = "  ";
const LEAST_WIDTH = 8;

/**
 * A table of text. If it is too wide, its widest columns are cut, each text at its beginning, because the ends of ARNs
 * and keys distinguish them. A column that is empty in every row is left out.
 */
export function formatTable({ titles, rows, numbers }: ReportTable, width: number): readonly string[] {
    const used = titles.map((_, index) => index).filter(index => rows.some(row => (row[index] ?? "") !== ""));
    const texts = [titles, ...rows].map(row => used.map(index => printable(row[index] ?? "")));
    const natural = used.map((_, column) => Math.max(...texts.map(row => columnWidth(row[column] ?? ""))));
    const widths = fitWidths(natural, width - INDENT.length - BETWEEN.length * (used.length - 1));
    return texts.map(row => {
        const cells = row.map((text, column) => {
            const cellWidth = widths[column] ?? 0;
            const cut = fit(text, cellWidth, "end");
            const isNumber = numbers.includes(titles[used[column] ?? -1] ?? "");
            return isNumber ? " ".repeat(Math.max(0, cellWidth - columnWidth(cut))) + cut : padEnd(cut, cellWidth);
        });
        return `${INDENT}${cells.join(BETWEEN)}`.trimEnd();
    });
}

/** Makes the widest narrower until all fit, or none can be. */
function fitWidths(natural: readonly number[], available: number): readonly number[] {
    const widths = [...natural];
    for (let over = sum(widths) - available; over > 0; over = sum(widths) - available) {
        const widest = Math.max(...widths);
        if (widest <= LEAST_WIDTH) {
            break;
        }
        const next = Math.max(LEAST_WIDTH, ...widths.filter(width => width < widest));
        const wide = widths.filter(width => width === widest).length;
        const step = Math.max(1, Math.min(widest - next, Math.ceil(over / wide)));
        widths.forEach((width, index) => {
            widths[index] = width === widest ? width - step : width;
        });
    }
    return widths;
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, number) => total + number, 0);
}
