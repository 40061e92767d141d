import type { Wire } from "../../../offline-preview/src";
import { isRecord } from "../../../src/cloudtrail/plain-data";
import { printable } from "../../../src/cloudtrail/quote";

/** One difference between two values: what is added, removed or changed, and where. */
export interface PropertyChange {
    readonly kind: "+" | "-" | "~";
    /** `advancedEventSelectors[2]`, and the value or both values. */
    readonly text: string;
}

/** The differences between two values, each as deep within them as possible. */
export function diffProperties(before: Wire, after: Wire, path = ""): readonly PropertyChange[] {
    if (isRecord(before) && isRecord(after)) {
        const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
        return names.flatMap(name =>
            diffEntry(before[name], after[name], path === "" ? printable(name) : `${path}.${printable(name)}`),
        );
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        const indices = [...Array(Math.max(before.length, after.length)).keys()];
        return indices.flatMap(index => diffEntry(before[index], after[index], `${path}[${index}]`));
    }
    return before === after ? [] : [{ kind: "~", text: `${path}: ${format(before)} → ${format(after)}` }];
}

function diffEntry(before: Wire | undefined, after: Wire | undefined, path: string): readonly PropertyChange[] {
    if (before === undefined) {
        return after === undefined ? [] : [{ kind: "+", text: `${path}: ${format(after)}` }];
    }
    return after === undefined
        ? [{ kind: "-", text: `${path}: ${format(before)}` }]
        : diffProperties(before, after, path);
}

function format(value: Wire): string {
    return printable(JSON.stringify(value));
}
