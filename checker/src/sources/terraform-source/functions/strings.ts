import { isUnknown } from "../../../../../src/cloudtrail/value";
import { EvaluationError } from "../evaluate/evaluation-error";
import { type Hcl, undecided } from "../evaluate/value";
import { trimEnd, trimStart } from "../parse/template/white-space";
import { format } from "./format";
import { type HclFunction, listOf, numberOf, ofKnown, textOf } from "./function";
import { graphemes } from "./graphemes";

/**
 * String functions. Those with regular expressions are left out: Go's differ from JavaScript's, and hostile ones never
 * end.
 */
export const STRINGS: Readonly<Record<string, HclFunction>> = Object.fromEntries(
    Object.entries({
        chomp: ([value]) => textOf(value).replace(/(\r?\n)+$/, ""),
        endswith: ([value, end]) => textOf(value).endsWith(textOf(end)),
        format: ([pattern, ...values]) => format(textOf(pattern), values),
        formatlist: ([pattern, ...values]) => formatList(textOf(pattern), values),
        indent: ([spaces, value]) => {
            const indentation = numberOf(spaces);
            if (!(indentation >= 0 && indentation <= 1000)) {
                return undecided("an indentation of more than 1000 spaces");
            }
            return textOf(value).replaceAll("\n", `\n${" ".repeat(indentation)}`);
        },
        join: ([separator, ...lists], { budget }) => {
            const text = lists.flatMap(listOf).map(textOf).join(textOf(separator));
            budget.text(text.length);
            return text;
        },
        lower: ([value]) => cased(textOf(value), text => text.toLowerCase()),
        replace: ([value, wanted, by], { budget }) => {
            const [text, pattern, replacement] = [textOf(value), textOf(wanted), textOf(by)];
            if (/^\/.+\/$/s.test(pattern) || pattern === "") {
                return undecided("what a regular expression replaces is not evaluated");
            }
            const parts = text.split(pattern);
            budget.text(text.length + parts.length * replacement.length);
            return parts.join(replacement);
        },
        split: ([separator, value]) =>
            textOf(separator) === "" ? undecided("a split at an empty string") : textOf(value).split(textOf(separator)),
        startswith: ([value, start]) => textOf(value).startsWith(textOf(start)),
        strcontains: ([value, part]) => textOf(value).includes(textOf(part)),
        strrev: ([value]) => [...graphemes(textOf(value))].reverse().join(""),
        substr: ([value, offset, length]) => {
            const characters = graphemes(textOf(value));
            const from = numberOf(offset);
            const start = from < 0 ? Math.max(0, characters.length + from) : from;
            const count = numberOf(length);
            return characters.slice(start, count < 0 ? undefined : start + count).join("");
        },
        trim: ([value, characters]) => {
            const trimmed = new Set(textOf(characters));
            const text = [...textOf(value)];
            const start = text.findIndex(character => !trimmed.has(character));
            const end = text.findLastIndex(character => !trimmed.has(character));
            return start === -1 ? "" : text.slice(start, end + 1).join("");
        },
        trimprefix: ([value, prefix]) => {
            const [text, start] = [textOf(value), textOf(prefix)];
            return text.startsWith(start) ? text.slice(start.length) : text;
        },
        trimspace: ([value]) => trimEnd(trimStart(textOf(value))),
        trimsuffix: ([value, suffix]) => {
            const [text, end] = [textOf(value), textOf(suffix)];
            return text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
        },
        upper: ([value]) => cased(textOf(value), text => text.toUpperCase()),
    } satisfies Readonly<Record<string, HclFunction>>).map(([name, call]) => [name, ofKnown(call)]),
);

/** Beyond ASCII, Go and JavaScript use different tables. */
function cased(text: string, change: (text: string) => string): Hcl {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
    return /^[\x00-\x7f]*$/.test(text) ? change(text) : undecided("upper and lower case beyond ASCII");
}

function formatList(pattern: string, values: readonly Hcl[]): Hcl {
    const lists = values.filter(value => typeof value === "object" && value !== null).map(listOf);
    const [first] = lists;
    if (first === undefined || lists.some(({ length }) => length !== first.length)) {
        throw new EvaluationError("formatlist needs lists of the same length");
    }
    const texts = first.map((_, index) =>
        format(
            pattern,
            values.map(value => (typeof value === "object" && value !== null ? (listOf(value)[index] as Hcl) : value)),
        ),
    );
    return texts.find(isUnknown) ?? texts;
}
