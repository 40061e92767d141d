/** A record from a log file: any property may be absent or have another shape. */
export type RawRecord = Readonly<Record<string, unknown>>;

/** A property that is an object; otherwise one without properties. */
export function objectAt(record: RawRecord, name: string): RawRecord {
    const value = record[name];
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as RawRecord) : {};
}

/** A property that is a non-empty string. */
export function textAt(record: RawRecord, name: string): string | null {
    const value = record[name];
    return typeof value === "string" && value !== "" ? value : null;
}

/** The first of some properties that is a string. */
export function firstText(record: RawRecord, names: readonly string[]): string | null {
    for (const name of names) {
        const value = textAt(record, name);
        if (value !== null) {
            return value;
        }
    }
    return null;
}

/** The entries of `resources` that are objects. */
export function resourcesOf(record: RawRecord): readonly RawRecord[] {
    const { resources } = record;
    return Array.isArray(resources)
        ? resources.filter(entry => typeof entry === "object" && entry !== null && !Array.isArray(entry))
        : [];
}
