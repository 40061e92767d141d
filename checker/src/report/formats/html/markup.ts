import { printable } from "../../../../../src/cloudtrail/quote";

/** HTML that we wrote, or that has been escaped. */
export class Markup {
    constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Markup[];

/** HTML from a template: every string and number put into it is text, whatever it contains. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
    const texts = literals.map((literal, index) => literal + textOf(parts[index] ?? ""));
    return new Markup(texts.join(""));
}

function textOf(part: Part): string {
    if (part instanceof Markup) {
        return part.text;
    }
    return typeof part === "object" ? part.map(({ text }) => text).join("") : escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};

/** Line breaks stay; every other control character is made visible. */
function escapeText(text: string): string {
    return text
        .split("\n")
        .map(line => printable(line).replace(/[&<>"']/g, character => ENTITIES[character] ?? ""))
        .join("\n");
}
