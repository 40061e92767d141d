/** A user's text in a message: quoted, with control characters escaped, and cut if it is long. */
export function quote(text: string): string {
    return printable(JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text));
}

/**
 * Text that can't control a terminal and stays on its line: control characters, and invisible ones that reorder or hide text,
 * are written as `\uXXXX`. In JSON that means the same text.
 */
export function printable(text: string): string {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

/** Data as JSON, indented by two spaces and safe for a terminal. */
export function printableJson(value: unknown): string {
    return JSON.stringify(value, undefined, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
    return character.split("").map(escapeUnit).join("");
}

function escapeUnit(unit: string): string {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
