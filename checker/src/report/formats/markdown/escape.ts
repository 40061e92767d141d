import { printable } from "../../../../../src/cloudtrail/quote";

const LONGEST_NAME = 200;

/**
 * A text as a code span of GitHub's Markdown: nothing in it is a mention, a link, an element or emphasis. A pipe would
 * end the cell of a table, so it is written as `\u007c`.
 */
export function codeSpan(text: string): string {
    const shown = shorten(text).replaceAll("|", "\\u007c") || " ";
    const fence = "`".repeat(longestRun(shown) + 1);
    const padding = /^[` ]|[` ]$/.test(shown) && shown.trim() !== "" ? " " : "";
    return `${fence}${padding}${shown}${padding}${fence}`;
}

/** A text as an HTML element in which GitHub looks for no mentions. */
export function codeElement(text: string): string {
    return `<code>${shorten(text).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)}</code>`;
}

/** Lines as a fenced code block, cut if they are too long. */
export function codeBlock(lines: readonly string[], limit: number): string {
    const text = lines.map(printable).join("\n");
    // Not in the middle of a character.
    const kept = text.length <= limit ? text : `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, "")}\n… (cut)`;
    const fence = "`".repeat(Math.max(3, longestRun(kept) + 1));
    return `${fence}text\n${kept}\n${fence}`;
}

function shorten(text: string): string {
    const shown = printable(text);
    return shown.length <= LONGEST_NAME ? shown : `${[...shown].slice(0, LONGEST_NAME).join("")}…`;
}

function longestRun(text: string): number {
    return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
