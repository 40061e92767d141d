import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { StreamedItemShape } from "./json-splitter";

/**
 * Where a document is not as its kind has to be: a list, or what leads to it, that is something else. Nothing would
 * be found in it, and that must not be mistaken for a document without trails.
 * @returns what is wrong, as the end of a sentence: "its deployment.resources is not a list"
 */
export function wrongShape(value: unknown, shape: StreamedItemShape): string | undefined {
    return wrongIn(value, shape, "");
}

function wrongIn(value: unknown, shape: StreamedItemShape | string, path: string): string | undefined {
    // What is empty is left out, or null.
    if (value === undefined || value === null) {
        return undefined;
    }
    if (typeof shape === "string") {
        return Array.isArray(value) ? undefined : `its ${path} is not a list`;
    }
    if ("[]" in shape) {
        const entries = shape["[]"] ?? {};
        return Array.isArray(value)
            ? first(value, entry => wrongIn(entry, entries, path))
            : `its ${path} is not a list`;
    }
    if (!isRecord(value)) {
        return `its ${path} is not an object`;
    }
    return first(Object.keys(shape), name =>
        wrongIn(value[name], shape[name] ?? {}, path === "" ? name : `${path}.${name}`),
    );
}

function first<T>(entries: readonly T[], find: (entry: T) => string | undefined): string | undefined {
    for (const entry of entries) {
        const found = find(entry);
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}
