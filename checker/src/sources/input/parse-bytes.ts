import { isUtf8 } from "node:buffer";
import { parseJson } from "../../text/json-text";
import { offsetAt, placeAt, type TextPlace } from "../../text/text-place";
import { Unreadable } from "./unreadable";

/** A JSON text, and its value. */
export interface ParsedBytes {
    readonly text: string;
    readonly value: unknown;
}

/**
 * The value of some bytes of JSON.
 * @param locate the place in the input of an offset in the bytes
 * @throws Unreadable if they are not UTF-8, or not JSON
 */
export function parseBytes(bytes: Buffer, locate: (offset: number) => TextPlace): ParsedBytes {
    const text = decodeUtf8(bytes, locate);
    const parsed = parseJson(text);
    if ("problem" in parsed) {
        const { message, ...place } = parsed.problem;
        const before = text.slice(0, offsetAt(text, place));
        throw new Unreadable(`malformed JSON: ${message}`, locate(Buffer.byteLength(before)));
    }
    return { text, value: parsed.value };
}

/**
 * The text of some bytes of UTF-8.
 * @param locate the place in the input of an offset in the bytes
 * @throws Unreadable if they are not UTF-8
 */
export function decodeUtf8(bytes: Buffer, locate: (offset: number) => TextPlace): string {
    const text = bytes.toString("utf8");
    if (!isUtf8(bytes)) {
        throw new Unreadable("it is not UTF-8 text", locate(firstDifference(bytes, Buffer.from(text, "utf8"))));
    }
    return text;
}

function firstDifference(left: Buffer, right: Buffer): number {
    let index = 0;
    while (index < left.length && left[index] === right[index]) {
        index++;
    }
    return index;
}

/** The place of an offset in bytes that begin at `start`. */
export function placeWithin(bytes: Buffer, offset: number, start: TextPlace): TextPlace {
    const before = bytes.subarray(0, offset).toString("utf8");
    return shift(start, placeAt(before, before.length));
}

/** The place in the whole for a place in a part that begins at `start`. */
export function shift(start: TextPlace, within: TextPlace): TextPlace {
    return within.line === 1
        ? { line: start.line, column: start.column + within.column - 1 }
        : { line: start.line + within.line - 1, column: within.column };
}
