import type { Contents, SourceDocument } from "./document";
import { Unreadable } from "./input/unreadable";
import { wrongShape } from "./input/wrong-shape";
import type { DocumentSource, SourceOptions } from "./source";

/** The content of an input's documents, and how many of them a source recognised. */
export interface ReadDocuments {
    readonly contents: readonly Contents[];
    readonly recognised: number;
}

/**
 * Reads the documents of one input, each as what it is.
 * @throws Unreadable if one can't be what it seems to be
 */
export function readDocuments(
    documents: readonly SourceDocument[],
    sources: readonly DocumentSource[],
    options: SourceOptions,
): ReadDocuments {
    const bySource = sources.map(source => ({ source, own: [] as SourceDocument[] }));
    let recognised = 0;
    for (const document of documents) {
        const entry = bySource.find(({ source }) => source.recognises(document));
        if (entry !== undefined) {
            if (document.isYaml === true && entry.source.items !== undefined) {
                throw new Unreadable(`it is ${entry.source.title}, but contains more than JSON`, undefined, true);
            }
            const wrong = wrongIn(document, entry.source);
            if (wrong !== undefined) {
                throw new Unreadable(`it is ${entry.source.title}, but ${wrong}`, undefined, true);
            }
            entry.own.push(document);
            recognised++;
        }
    }
    return {
        recognised,
        contents: bySource.flatMap(({ source, own }) => (own.length === 0 ? [] : source.read(own, options))),
    };
}

/** What is wrong with the lists of a document, as the end of a sentence. */
function wrongIn({ value, oddItem }: SourceDocument, { items }: DocumentSource): string | undefined {
    if (items === undefined) {
        return undefined;
    }
    const odd = oddItem !== undefined && Object.hasOwn(items.keep, oddItem.kind) ? oddItem : undefined;
    return odd === undefined
        ? wrongShape(value, items.shape)
        : `an entry of its resources is not an object (line ${odd.line})`;
}
