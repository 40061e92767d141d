import { isRecord } from "../../../cloudtrail/plain-data";
import { printable } from "../../../cloudtrail/quote";
import { isUnknown } from "../../../cloudtrail/value";

/** How a place where trails are declared writes them: code that can be pasted there. */
export interface Syntax {
    /** A property with its whole value. */
    property(name: string, value: unknown): string;
    /** The entries to add to an existing list property. */
    entries(name: string, entries: readonly unknown[]): string;
}

/**
 * A placeholder for a value that is unknown or must not be shown. Pasted unchanged, it leaves the value out, and AWS refuses an
 * empty list, so it can't be mistaken for a value.
 */
export const PLACEHOLDER = "/* your value */";

/** A value on one line: most places write it as JSON does. */
export function literal(value: unknown, placeholder = PLACEHOLDER): string {
    return isUnknown(value) ? placeholder : printable(JSON.stringify(value));
}

/** The same for languages in which `\u` can't write half of a surrogate pair: `\UXXXXXXXX` writes the whole. */
export function literalWithoutPairs(value: unknown): string {
    return literal(value, '"(your value)"').replace(
        /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/gi,
        (_, high: string, low: string) => {
            const character = String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
            return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`;
        },
    );
}

/** An object to be written as such. */
export function isObject(value: unknown): value is Record<string, unknown> {
    return isRecord(value) && !isUnknown(value);
}

/** Lines, indented. */
export function indent(text: string, by = "    "): string {
    return text.replace(/^(?=.)/gm, by);
}

/** Lines `key SEPARATOR value`; consecutive one-line entries are aligned, as formatters do. */
export function aligned(entries: readonly (readonly [key: string, value: string])[]): string[] {
    const isShort = ([, value]: readonly [string, string]) => !value.includes("\n");
    return entries.map((entry, index) => {
        let first = index;
        while (first > 0 && isShort(entries[first - 1] as readonly [string, string])) {
            first--;
        }
        let last = index;
        while (last < entries.length - 1 && isShort(entries[last + 1] as readonly [string, string])) {
            last++;
        }
        const width = isShort(entry)
            ? Math.max(
                  ...entries
                      .slice(first, last + 1)
                      .filter(isShort)
                      .map(([key]) => key.length),
              )
            : 0;
        return `${entry[0].padEnd(width)}${entry[1]}`;
    });
}
