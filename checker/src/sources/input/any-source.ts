import { stripVTControlCharacters } from "node:util";
import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { DocumentSource, StreamedItems } from "../source";
import { saidOfUnusable, type UnusableText } from "../unusable";
import type { StreamedItem, StreamedItemShape } from "./json-splitter";

/** What identifies an input before its end, while its source is unknown. */
export interface AnySource {
    /** The lists whose entries are streamed. */
    readonly shape: StreamedItemShape;
    /** What to keep of an entry; `undefined` for nothing. */
    readonly kept: (item: StreamedItem) => unknown;
    /** Does a document say nothing about trails? */
    readonly isNegligible: (value: unknown) => boolean;
    /** Does the text mention what some source would mention? */
    readonly mentions: (text: string) => boolean;
    /** The message for text or a document that clearly belongs to a source that can't read it. */
    readonly unusableText: (text: string) => string | undefined;
    readonly unusableDocument: (value: unknown) => string | undefined;
}

/**
 * The same for several sources.
 * @throws if two of them stream a list with the same name
 */
export function anyOf(sources: readonly DocumentSource[]): AnySource {
    const keep: Record<string, StreamedItems["keep"][string]> = Object.assign(
        {},
        ...sources.map(({ items }) => items?.keep),
    );
    const texts = sources.flatMap(({ unusable }) => unusable?.texts ?? []);
    const documents = sources.flatMap(({ unusable }) => unusable?.documents ?? []);
    const words = wordsOf(sources, texts);
    return {
        shape: shapeOf(sources),
        kept: ({ kind, value }) => (isRecord(value) && Object.hasOwn(keep, kind) ? keep[kind]?.(value) : undefined),
        isNegligible: value => sources.some(source => source.isNegligible?.(value) === true),
        mentions: text => words.test(text),
        unusableText: text => {
            const plain = stripVTControlCharacters(text);
            const found = texts.find(({ pattern }) => pattern.test(plain));
            return found === undefined ? undefined : saidOfUnusable(found);
        },
        unusableDocument: value => {
            // The first entry of a list shows what it is a list of.
            const shown = Array.isArray(value) ? value[0] : value;
            const found = isRecord(shown) ? documents.find(({ recognises }) => recognises(shown)) : undefined;
            return found === undefined ? undefined : saidOfUnusable(found);
        },
    };
}

function shapeOf(sources: readonly DocumentSource[]): StreamedItemShape {
    const entries = sources.flatMap(({ items }) => Object.entries(items?.shape ?? {}));
    const shape = Object.fromEntries(entries);
    if (Object.keys(shape).length < entries.length) {
        throw new Error("defect: two sources stream lists of the same name");
    }
    return shape;
}

/** In double quotes, YAML can hide a word with escapes. */
const ESCAPES = /\\[ux]/;

function wordsOf(sources: readonly DocumentSource[], texts: readonly UnusableText[]): RegExp {
    const patterns = [ESCAPES, ...sources.map(({ words }) => words), ...texts.map(({ pattern }) => pattern)];
    return new RegExp(patterns.map(({ source }) => source).join("|"), "m");
}
