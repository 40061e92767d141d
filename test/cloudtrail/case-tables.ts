import { readFileSync } from "node:fs";
import path from "node:path";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../src/cloudtrail/selectors/event-selector";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { Unknown } from "../../src/cloudtrail/value";

/** One row of a table in test/cases/cloudtrail. */
export interface Case {
    readonly name: string;
}

/** The rows of a table. Long strings and long lists are abbreviated: `{2048}` has 2048 characters, `{values}9` is 9 strings. */
export function readCases<T extends Case>(table: string): readonly T[] {
    const file = path.join(__dirname, "..", "cases", "cloudtrail", `${table}.json`);
    return JSON.parse(readFileSync(file, "utf8"), (_key, value) => expand(value)).cases;
}

/** `{"unknown": …}` stands for a value that isn't known yet. */
function expand(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.flatMap(entry => {
            const [, count] = /^\{values\}(\d+)$/.exec(String(entry)) ?? [];
            return count === undefined ? [entry] : Array.from({ length: Number(count) }, (_, index) => `value${index}`);
        });
    }
    const [, length] = /^\{(\d+)\}$/.exec(String(value)) ?? [];
    if (length !== undefined) {
        return "x".repeat(Number(length));
    }
    return isRecord(value) && "unknown" in value ? new Unknown(value.unknown) : value;
}

/**
 * The selectors of a trail in a table: as AWS writes them, advanced ones also short (`writeOut`). With a `TrailARN` AWS
 * itself shows them.
 */
export function selectorsOf(trail: Readonly<Record<string, unknown>>): TrailSelectors {
    const { AdvancedEventSelectors: advanced } = trail;
    const written = Array.isArray(advanced) ? { ...trail, AdvancedEventSelectors: advanced.map(writeOut) } : trail;
    const selectors = readSelectors(written, DIALECTS["aws-api"]);
    return "TrailARN" in trail ? { ...selectors, shownByAws: true } : selectors;
}

/** The short form names each field with its operators, or with a string for `Equals`. */
function writeOut(selector: unknown): unknown {
    if (!isRecord(selector) || selector instanceof Unknown || "FieldSelectors" in selector || "Name" in selector) {
        return selector;
    }
    return {
        FieldSelectors: Object.entries(selector).map(([field, operators]) => ({
            Field: field,
            ...(typeof operators === "string" ? { Equals: [operators] } : (operators as object)),
        })),
    };
}

/** Selectors of a table as AWS writes them; unknown values as they were. */
export function writtenOut(selectors: readonly unknown[]): unknown[] {
    return fieldsOf(selectors.map(writeOut)).map(plain);
}

/** The field selectors of each selector: names aside. */
export function fieldsOf(selectors: readonly unknown[]): unknown[] {
    return selectors.map(selector =>
        isRecord(selector) && "FieldSelectors" in selector ? selector.FieldSelectors : selector,
    );
}

function plain(value: unknown): unknown {
    if (value instanceof Unknown) {
        return value.raw;
    }
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)])) : value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
