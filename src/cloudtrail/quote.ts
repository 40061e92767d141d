/** A text of the user's in a message: quoted, control characters escaped, and cut where it is long. */
export function quote(text: string): string {
    return printable(JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text));
}

/**
 * A text that no terminal obeys and that stays in its line: control characters, and the invisible ones that reorder or
 * hide text, are written as `\uXXXX`. In JSON that means the same text.
 */
export function printable(text: string): string {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

/** Data as JSON, two spaces deep and fit for a terminal. */
export function printableJson(value: unknown): string {
    return JSON.stringify(value, undefined, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
    return character.split("").map(escapeUnit).join("");
}

function escapeUnit(unit: string): string {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
