import { readFileSync } from "node:fs";
import path from "node:path";
import { DIALECTS } from "../../src/cloudtrail/dialect";
import type { TrailSelectors } from "../../src/cloudtrail/event-selector";
import { readSelectors } from "../../src/cloudtrail/read-selectors";
import { Unknown } from "../../src/cloudtrail/value";

/** One row of a table in test/cases/cloudtrail. */
export interface Case {
    readonly name: string;
}

/** The rows of a table. */
export function readCases<T extends Case>(table: string): readonly T[] {
    const file = path.join(__dirname, "..", "cases", "cloudtrail", `${table}.json`);
    return JSON.parse(readFileSync(file, "utf8"), (_key, value) => withUnknown(value)).cases;
}

/** `{"unknown": …}` stands for a value that isn't known yet. */
function withUnknown(value: unknown): unknown {
    return isRecord(value) && "unknown" in value ? new Unknown(value.unknown) : value;
}

/** The selectors of a trail in a table: as AWS writes them, advanced ones also short (`writeOut`). */
export function selectorsOf(trail: Readonly<Record<string, unknown>>): TrailSelectors {
    const { AdvancedEventSelectors: advanced } = trail;
    const written = Array.isArray(advanced) ? { ...trail, AdvancedEventSelectors: advanced.map(writeOut) } : trail;
    return readSelectors(written, DIALECTS["aws-api"]);
}

/** The short form names each field with its operators, or with a text for `Equals`. */
function writeOut(selector: unknown): unknown {
    if (!isRecord(selector) || selector instanceof Unknown || "FieldSelectors" in selector) {
        return selector;
    }
    return {
        FieldSelectors: Object.entries(selector).map(([field, operators]) => ({
            Field: field,
            ...(typeof operators === "string" ? { Equals: [operators] } : (operators as object)),
        })),
    };
}

function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
