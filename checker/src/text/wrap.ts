import { columnWidth } from "./columns";

/**
 * Wraps a line to the width of a terminal, at spaces: the lines after the first are indented further. A word that is too long
 * stays whole.
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

/** The lines of a message, wrapped. What follows a line of `Fix:` and is indented more is code, which stays as it is. */
export function wrapMessage(lines: readonly string[], width: number | undefined): string[] {
    let fix = Number.POSITIVE_INFINITY;
    return lines.flatMap(line => {
        const text = line.trimStart();
        const indent = line.length - text.length;
        const isCode = indent > fix;
        if (!isCode) {
            fix = text.startsWith("Fix:") ? indent : Number.POSITIVE_INFINITY;
        }
        return isCode ? [line] : wrap(line, width);
    });
}
