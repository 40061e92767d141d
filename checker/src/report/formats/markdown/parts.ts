import type { Outcome } from "../../outcome";

/** GitHub refuses a comment with more characters. */
export const COMMENT_LIMIT = 65_536;

/** The symbol of each outcome, where GitHub shows no colours. */
export const EMOJI: Readonly<Record<Outcome, string>> = {
    violation: "❌",
    undetermined: "❓",
    advisory: "💡",
    baseline: "📌",
    exempt: "⏸️",
    pass: "✅",
    "not-applicable": "➖",
};

/**
 * The blocks that fit into a number of characters, with an empty line between them; one that is too long is skipped.
 */
export function thatFit(blocks: readonly string[], limit: number): { shown: readonly string[]; leftOut: number } {
    let left = limit;
    const shown = blocks.filter(({ length }) => {
        const fits = length + 2 <= left;
        left -= fits ? length + 2 : 0;
        return fits;
    });
    return { shown, leftOut: blocks.length - shown.length };
}

/** A note that something is left out. */
export function leftOutNote(what: string): string {
    return `_${what} are left out here for length; the other formats contain all of them._`;
}
