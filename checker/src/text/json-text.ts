import { type ParseError, ParseErrorCode, parseTree } from "jsonc-parser";
import { placeAt, type TextPlace } from "./text-place";

/** What is wrong with text that should be JSON, and where. */
export interface JsonProblem extends TextPlace {
    readonly message: string;
}

/** A JSON value, or what is wrong with its text. */
export type JsonResult = { readonly value: unknown } | { readonly problem: JsonProblem };

/** Parses JSON strictly (RFC 8259). V8 parses it; if that fails, a second parser finds the line and column. */
export function parseJson(text: string): JsonResult {
    return tryParseJson(text) ?? { problem: findProblem(text) };
}

/** The value of JSON text, or `undefined` if it is not JSON, without searching for what is wrong. */
export function tryParseJson(text: string): { readonly value: unknown } | undefined {
    try {
        return { value: JSON.parse(text) as unknown };
    } catch {
        return undefined;
    }
}

function findProblem(text: string): JsonProblem {
    if (text.trim() === "") {
        return { message: "it is empty", line: 1, column: 1 };
    }
    const errors: ParseError[] = [];
    try {
        parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    } catch (error) {
        if (!(error instanceof RangeError)) {
            throw error;
        }
        return { message: "it is not JSON, and nested too deeply to tell where", line: 1, column: 1 };
    }
    const [first] = errors;
    if (first === undefined) {
        return { message: "it is not JSON", line: 1, column: 1 };
    }
    const end = text.trimEnd().length;
    return first.offset >= end
        ? { message: "it ends in the middle of a value", ...placeAt(text, end) }
        : { message: MESSAGES[first.error as ParseErrorCode], ...placeAt(text, first.offset) };
}

const MESSAGES: Readonly<Record<ParseErrorCode, string>> = {
    [ParseErrorCode.InvalidSymbol]: "this is not a JSON value",
    [ParseErrorCode.InvalidNumberFormat]: "this is not a JSON number",
    [ParseErrorCode.PropertyNameExpected]: 'a property name in "double quotes" is expected here',
    [ParseErrorCode.ValueExpected]: "a value is expected here",
    [ParseErrorCode.ColonExpected]: "a colon is expected here",
    [ParseErrorCode.CommaExpected]: "a comma is expected here",
    [ParseErrorCode.CloseBraceExpected]: "a closing brace is expected here",
    [ParseErrorCode.CloseBracketExpected]: "a closing bracket is expected here",
    [ParseErrorCode.EndOfFileExpected]: "nothing more is expected here",
    [ParseErrorCode.InvalidCommentToken]: "JSON has no comments",
    [ParseErrorCode.UnexpectedEndOfComment]: "JSON has no comments",
    [ParseErrorCode.UnexpectedEndOfString]: "this string does not end",
    [ParseErrorCode.UnexpectedEndOfNumber]: "this is not a JSON number",
    [ParseErrorCode.InvalidUnicode]: "this \\u escape needs four hexadecimal digits",
    [ParseErrorCode.InvalidEscapeCharacter]: "this escape is not one of JSON's",
    [ParseErrorCode.InvalidCharacter]: "a control character in a string must be escaped",
};
