import { columnWidth } from "./columns";

/**
 * A line in lines that are no wider than a terminal, broken at spaces: what follows the first is indented more than it. A
 * word that is too long stays whole.
 */
export function wrap(line: string, width: number | undefined): string[] {
    if (width === undefined || columnWidth(line) <= width) {
        return [line];
    }
    const [indent = ""] = /^ */.exec(line) ?? [];
    const lines: string[] = [];
    let current = "";
    for (const word of line.trim().split(" ")) {
        const start = lines.length === 0 ? indent : `${indent}  `;
        const longer = current === "" ? `${start}${word}` : `${current} ${word}`;
        if (current !== "" && columnWidth(longer) > width) {
            lines.push(current);
            current = `${indent}  ${word}`;
        } else {
            current = longer;
        }
    }
    return [...lines, current];
}
