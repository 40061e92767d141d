import { stripVTControlCharacters } from "node:util";
import { quote } from "../../../../src/cloudtrail/quote";
import { Unreadable } from "./unreadable";

/**
 * What is wrong with text that isn't JSON only because something precedes the JSON: a log line that went to standard output, a
 * comment.
 */
export function beforeJson(text: string): Unreadable | undefined {
    const start = text.search(/^[{[]\s*["{}\]]/m);
    if (start <= 0) {
        return undefined;
    }
    return textBeforeJson(text, start);
}

/** How many brackets to try: the text before the JSON may contain some. */
const MOST_BRACKETS = 10;

/** Where JSON may begin that follows other text on the same line, as in `INFO: {…}`, which is valid YAML. */
export function* bracketsIn(text: string): Generator<number> {
    const brackets = /[{[]/g;
    for (let tried = 0; tried < MOST_BRACKETS && brackets.exec(text) !== null; tried++) {
        yield brackets.lastIndex - 1;
    }
}

/** The error for text whose JSON begins at an offset. */
export function textBeforeJson(text: string, start: number): Unreadable {
    const before = text.slice(0, start);
    const [first = ""] = stripVTControlCharacters(before).trim().split("\n");
    const line = before.split("\n").length;
    return new Unreadable(
        `there is text before its JSON, which begins on line ${line}: remove it (${quote(first.trim().slice(0, 60))})`,
    );
}
