import { type Node, parseTree } from "jsonc-parser";
import { quote } from "../../../../src/cloudtrail/quote";
import type { TextPlace } from "../../text/text-place";
import { Unreadable } from "./unreadable";

/**
 * Refuses text in which a name appears twice in one object: `JSON.parse` uses the last, other parsers the first, so it is
 * unclear what is meant.
 * @param value what the text is parsed to
 * @param locate the place in the input of an offset in the bytes of the text
 * @throws Unreadable
 */
export function refuseDuplicateNames(text: string, value: unknown, locate: (offset: number) => TextPlace): void {
    // Much cheaper than comparing names: a colon follows each name.
    if (countColons(text) === countNames(value)) {
        return;
    }
    const duplicate = findDuplicate(parseTree(text));
    const name = duplicate === undefined ? "a name" : quote(String(duplicate.value));
    const message = `malformed JSON: ${name} appears twice in one object`;
    throw new Unreadable(message, duplicate && locate(Buffer.byteLength(text.slice(0, duplicate.offset))));
}

/** How many colons are outside of strings. */
function countColons(text: string): number {
    let count = 0;
    for (let index = 0; index < text.length; index++) {
        const code = text.charCodeAt(index);
        if (code === COLON) {
            count++;
        } else if (code === QUOTE) {
            index = endOfString(text, index);
        }
    }
    return count;
}

const COLON = 0x3a;
const QUOTE = 0x22;

/** The offset of the quotation mark that ends a string: the next one after an even number of backslashes. */
function endOfString(text: string, start: number): number {
    for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
        let before = end - 1;
        while (text[before] === "\\") {
            before--;
        }
        if ((end - before) % 2 === 1) {
            return end;
        }
    }
}

function countNames(value: unknown): number {
    let count = 0;
    if (Array.isArray(value)) {
        for (const entry of value) {
            count += countNames(entry);
        }
    } else if (typeof value === "object" && value !== null) {
        // The result of JSON.parse has only its own names.
        for (const name in value) {
            count += 1 + countNames((value as Readonly<Record<string, unknown>>)[name]);
        }
    }
    return count;
}

function findDuplicate(node: Node | undefined): Node | undefined {
    const children = node?.children ?? [];
    const met = new Set<unknown>();
    for (const child of children) {
        const [name] = node?.type === "object" ? (child.children ?? []) : [];
        if (name !== undefined && met.has(name.value)) {
            return name;
        }
        met.add(name?.value);
        const within = findDuplicate(child);
        if (within !== undefined) {
            return within;
        }
    }
    return undefined;
}
