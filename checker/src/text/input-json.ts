import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { parseJson } from "./json-text";

/**
 * The JSON value that an input contains.
 * @throws UserError with line and column if it isn't JSON
 */
export function jsonOf({ text, label }: InputText): unknown {
    const parsed = parseJson(text);
    if ("problem" in parsed) {
        const { line, column, message } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: malformed JSON: ${message}`);
    }
    return parsed.value;
}
