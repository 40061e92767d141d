/** What Go's `unicode.IsSpace` says of characters: not all that JavaScript trims, and one more. */
const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AT_START = new RegExp(`^${SPACE}`);
const AT_END = new RegExp(`${SPACE}$`);

/** A text without the white space that it begins with. */
export function trimStart(text: string): string {
    return text.replace(AT_START, "");
}

/** A text without the white space that it ends with. */
export function trimEnd(text: string): string {
    return text.replace(AT_END, "");
}
