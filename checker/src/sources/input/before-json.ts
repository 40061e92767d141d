import { stripVTControlCharacters } from "node:util";
import { quote } from "../../../../src/cloudtrail/quote";
import { Unreadable } from "./unreadable";

/**
 * What is wrong with a text that isn't JSON only because something precedes the JSON: a log line that went to standard
 * output, a comment.
 */
export function beforeJson(text: string): Unreadable | undefined {
    const start = text.search(/^[{[]\s*["{}\]]/m);
    if (start <= 0) {
        return undefined;
    }
    const before = text.slice(0, start);
    const [first = ""] = stripVTControlCharacters(before).trim().split("\n");
    const line = before.split("\n").length;
    return new Unreadable(
        `there is text before its JSON, which begins on line ${line}: remove it (${quote(first.trim().slice(0, 60))})`,
    );
}
