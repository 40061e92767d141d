import { JsonSplitter } from "../sources/input/json-splitter";
import { Unreadable } from "../sources/input/unreadable";
import type { JsonProblem } from "./json-text";

/** One of several JSON values in some text. */
export interface JsonDocument {
    readonly value: unknown;
    /** The line where it begins, from 1. */
    readonly line: number;
}

/** The JSON values in some text, or the first thing that is wrong with it. */
export type JsonDocuments = { readonly documents: readonly JsonDocument[] } | { readonly problem: JsonProblem };

/**
 * Parses text that contains one JSON object or list, one on each line (JSON Lines), or several one after another, as a command
 * in a loop prints them. `null` counts as none: `jq` prints it if a filter finds nothing.
 */
export function parseJsonDocuments(text: string): JsonDocuments {
    if (/^\s*(?:null\s*)*$/.test(text)) {
        return { documents: [] };
    }
    const documents: JsonDocument[] = [];
    const splitter = new JsonSplitter(
        {},
        {
            item: () => false,
            document: ({ value, place }) => {
                documents.push({ value, line: place.line });
            },
        },
    );
    try {
        splitter.write(Buffer.from(text));
        splitter.end();
    } catch (error) {
        if (error instanceof Unreadable) {
            const { reason, place = { line: 1, column: 1 } } = error;
            return { problem: { message: reason, ...place } };
        }
        throw error;
    }
    return { documents };
}
