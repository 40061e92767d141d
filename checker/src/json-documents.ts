import { type JsonProblem, parseJson } from "./json-text";
import { placeAt } from "./text-place";

/** One of several JSON values in a text. */
export interface JsonDocument {
    readonly value: unknown;
    /** The line where it begins, from 1. */
    readonly line: number;
}

/** The JSON values of a text, or the first thing that is wrong with it. */
export type JsonDocuments = { readonly documents: readonly JsonDocument[] } | { readonly problem: JsonProblem };

/**
 * Parses a text that holds one JSON value, one on each line (JSON Lines), or several behind one another, as a command
 * prints them that is run in a loop.
 */
export function parseJsonDocuments(text: string): JsonDocuments {
    const whole = parseJson(text);
    if ("value" in whole) {
        return { documents: [{ value: whole.value, line: placeAt(text, text.search(/\S/)).line }] };
    }
    const pieces = splitLines(text) ?? splitValues(text);
    if (pieces.length < 2) {
        return whole;
    }
    const documents: JsonDocument[] = [];
    for (const { piece, offset } of pieces) {
        const start = placeAt(text, offset);
        const parsed = parseJson(piece);
        if ("problem" in parsed) {
            const { message, line, column } = parsed.problem;
            const onFirstLine = line === 1 ? start.column - 1 : 0;
            return { problem: { message, line: start.line + line - 1, column: column + onFirstLine } };
        }
        documents.push({ value: parsed.value, line: start.line });
    }
    return { documents };
}

interface Piece {
    readonly piece: string;
    readonly offset: number;
}

/** The lines that aren't empty, if the first of them is a whole value. */
function splitLines(text: string): Piece[] | undefined {
    const lines = [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ 0: piece, index }) => ({ piece, offset: index }));
    const [first] = lines;
    return first !== undefined && "value" in parseJson(first.piece) ? lines : undefined;
}

/** Cuts behind each bracket that closes an outermost value. */
function splitValues(text: string): Piece[] {
    const pieces: Piece[] = [];
    let depth = 0;
    let start = 0;
    for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
        depth += token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
        if (depth === 0 && !token.startsWith('"')) {
            pieces.push({ piece: text.slice(start, index + 1), offset: start });
            start = index + 1;
        }
    }
    const rest = text.slice(start);
    return rest.trim() === "" ? pieces : [...pieces, { piece: rest, offset: start }];
}
