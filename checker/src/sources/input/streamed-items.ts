import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { DocumentSource, StreamedItems } from "../source";
import type { StreamedItem, StreamedItemShape } from "./json-splitter";

/** What is streamed of any document: before its end it isn't known which source it is of. */
export interface AnyStreamedItems {
    readonly shape: StreamedItemShape;
    /** What is kept of an entry; `undefined` for nothing. */
    readonly kept: (item: StreamedItem) => unknown;
    /** Does a document say nothing of trails? */
    readonly isNegligible: (value: unknown) => boolean;
}

/** The lists of resources in what any of these sources writes. */
export function streamedItems(sources: readonly DocumentSource[]): AnyStreamedItems {
    const shape: Record<string, StreamedItemShape | string> = {};
    const keep: Record<string, StreamedItems["keep"][string]> = {};
    for (const { items } of sources) {
        for (const [name, entry] of Object.entries(items?.shape ?? {})) {
            if (Object.hasOwn(shape, name)) {
                throw new Error(`defect: two sources stream ${name}`);
            }
            shape[name] = entry;
        }
        Object.assign(keep, items?.keep);
    }
    return {
        shape,
        kept: ({ kind, value }) => (isRecord(value) && Object.hasOwn(keep, kind) ? keep[kind]?.(value) : undefined),
        isNegligible: value => sources.some(source => source.isNegligible?.(value) === true),
    };
}
