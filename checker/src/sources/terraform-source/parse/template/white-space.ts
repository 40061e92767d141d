/** The characters for which Go's `unicode.IsSpace` is true: not all that JavaScript trims, and one more. */
const SPACE = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AT_START = new RegExp(`^${SPACE}`);
const AT_END = new RegExp(`${SPACE}$`);

/** Text without its leading white space. */
export function trimStart(text: string): string {
    return text.replace(AT_START, "");
}

/** Text without its trailing white space. */
export function trimEnd(text: string): string {
    return text.replace(AT_END, "");
}
