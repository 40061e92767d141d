import { type JsonProblem, parseJson, tryParseJson } from "./json-text";
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
    const whole = tryParseJson(text);
    const lineAt = lineCounter(text);
    if (whole !== undefined) {
        return { documents: [{ value: whole.value, line: lineAt(text.search(/\S/)) }] };
    }
    const pieces = splitLines(text) ?? splitValues(text);
    const documents: JsonDocument[] = [];
    for (const { piece, offset } of pieces) {
        const parsed = parseJson(piece);
        if ("problem" in parsed) {
            const start = placeAt(text, offset);
            const { message, line, column } = parsed.problem;
            const onFirstLine = line === 1 ? start.column - 1 : 0;
            return { problem: { message, line: start.line + line - 1, column: column + onFirstLine } };
        }
        documents.push({ value: parsed.value, line: lineAt(offset + piece.search(/\S/)) });
    }
    return { documents };
}

/** Tells the line of offsets that only grow, each in the time of the text between it and the last. */
function lineCounter(text: string): (offset: number) => number {
    let line = 1;
    let next = text.indexOf("\n");
    return offset => {
        while (next !== -1 && next < offset) {
            line++;
            next = text.indexOf("\n", next + 1);
        }
        return line;
    };
}

interface Piece {
    readonly piece: string;
    readonly offset: number;
}

/** The lines that aren't empty, if the first of them is a whole value. */
function splitLines(text: string): Piece[] | undefined {
    const lines = [...text.matchAll(/[^\n]*\S[^\n]*/g)].map(({ 0: piece, index }) => ({ piece, offset: index }));
    const [first] = lines;
    return first !== undefined && tryParseJson(first.piece) !== undefined ? lines : undefined;
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
