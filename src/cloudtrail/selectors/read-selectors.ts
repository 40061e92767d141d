import { booleanOfText } from "../boolean-text";
import { type Message, message } from "../message";
import type { Path } from "../path";
import { isRecord, kindOf } from "../plain-data";
import type { Problem } from "../problem";
import { isUnknown, type Unknown, type Value } from "../value";
import type { Dialect, PropertyName } from "./dialect";
import type {
    AdvancedEventSelector,
    DataResource,
    EventSelector,
    FieldSelector,
    OperatorValues,
    TrailSelectors,
} from "./event-selector";
import { OPERATORS, type Operator } from "./operators";

/**
 * Reads the selectors of a trail from plain data in a dialect's names, in which `Unknown` stands for unknown values.
 * Nothing is refused: what has the wrong shape is marked on the selector that contains it, with its path.
 */
export function readSelectors(properties: Readonly<Record<string, unknown>>, dialect: Dialect): TrailSelectors {
    const read = <T>(property: PropertyName, readEntry: (raw: unknown, path: Path, reader: Reader) => T) =>
        readSelectorList(properties[dialect.of(property)], [property], dialect, readEntry);
    const basic = read("EventSelectors", readBasic);
    const advanced = read("AdvancedEventSelectors", readAdvanced);
    return { ...(basic === undefined ? {} : { basic }), ...(advanced === undefined ? {} : { advanced }) };
}

function readSelectorList<T>(
    raw: unknown,
    path: Path,
    dialect: Dialect,
    readEntry: (raw: unknown, path: Path, reader: Reader) => T,
): Value<readonly Value<T>[]> | undefined {
    if (raw === undefined || raw === null) {
        return undefined;
    }
    if (isUnknown(raw)) {
        return raw;
    }
    const entries = Array.isArray(raw) ? raw : [raw];
    if (entries.length === 0) {
        return undefined;
    }
    return entries.map((entry, index): Value<T> => {
        if (isUnknown(entry)) {
            return entry;
        }
        const at = Array.isArray(raw) ? [...path, index] : path;
        return readEntry(entry, at, new Reader(dialect));
    });
}

function readAdvanced(raw: unknown, path: Path, reader: Reader): AdvancedEventSelector {
    const record = reader.record(raw, path, ["SelectorName", "FieldSelectors"]);
    const name = reader.optional(record, "SelectorName", path, reader.string);
    const fieldSelectors = reader.optional(record, "FieldSelectors", path, (value, at) =>
        reader.list(value, at, (entry, entryPath) => readFieldSelector(entry, entryPath, reader)),
    );
    if (fieldSelectors === undefined && reader.problems.length === 0) {
        reader.report(path, message("missing-field-selectors", "a selector needs field selectors"));
    }
    return {
        ...(name === undefined ? {} : { name }),
        fieldSelectors: fieldSelectors ?? [],
        ...reader.malformed(),
    };
}

function readFieldSelector(raw: unknown, path: Path, reader: Reader): FieldSelector {
    const record = reader.record(raw, path, ["Field", ...OPERATORS]);
    const field = reader.optional(record, "Field", path, reader.string);
    if (field === undefined) {
        reader.report(path, message("missing-field", "a field selector needs a field"));
    }
    const operators: Partial<Record<Operator, OperatorValues>> = {};
    for (const operator of OPERATORS) {
        const values = reader.optional(record, operator, path, (value, at) => reader.list(value, at, reader.string));
        if (values !== undefined && (isUnknown(values) || values.length > 0)) {
            operators[operator] = values;
        }
    }
    return { field: field ?? "", operators };
}

function readBasic(raw: unknown, path: Path, reader: Reader): EventSelector {
    const record = reader.record(raw, path, [
        "ReadWriteType",
        "IncludeManagementEvents",
        "ExcludeManagementEventSources",
        "DataResources",
    ]);
    const strings = (value: unknown, at: Path) => reader.list(value, at, reader.string);
    const readWriteType = reader.optional(record, "ReadWriteType", path, reader.string);
    const includeManagementEvents = reader.optional(record, "IncludeManagementEvents", path, reader.boolean);
    const excluded = reader.optional(record, "ExcludeManagementEventSources", path, strings);
    const dataResources = reader.optional(record, "DataResources", path, (value, at) =>
        reader.list(value, at, (entry, entryPath) => readDataResource(entry, entryPath, reader)),
    );
    return {
        ...(readWriteType === undefined ? {} : { readWriteType }),
        ...(includeManagementEvents === undefined ? {} : { includeManagementEvents }),
        ...(excluded === undefined || isEmptyList(excluded) ? {} : { excludeManagementEventSources: excluded }),
        ...(dataResources === undefined || isEmptyList(dataResources) ? {} : { dataResources }),
        ...reader.malformed(),
    };
}

function readDataResource(raw: unknown, path: Path, reader: Reader): DataResource {
    const record = reader.record(raw, path, ["Type", "Values"]);
    const type = reader.optional(record, "Type", path, reader.string);
    if (type === undefined) {
        reader.report(path, message("missing-type", "a data resource needs a type"));
    }
    const values = reader.optional(record, "Values", path, (value, at) => reader.list(value, at, reader.string));
    return { type: type ?? "", values: values ?? [] };
}

function isEmptyList(value: Value<readonly unknown[]>): boolean {
    return !isUnknown(value) && value.length === 0;
}

/** Reads plain data, and records what has the wrong shape. */
export class Reader {
    readonly problems: Problem[] = [];

    constructor(private readonly dialect: Dialect) {}

    report(path: Path, message: Message): void {
        this.problems.push({ path, message, severity: "error" });
    }

    private reportType(path: Path, expected: string, found: unknown): void {
        const data = { expected, found: kindOf(found) };
        this.report(path, message("wrong-type", "expected {expected}, found {found}", data));
    }

    malformed(): { readonly malformed?: readonly Problem[] } {
        return this.problems.length === 0 ? {} : { malformed: this.problems };
    }

    /**
     * An object with only these properties. In Pulumi's dialects, names that begin with `__` are Pulumi's own. Any
     * other name is a mistake that AWS or the provider would refuse or, worse, ignore.
     */
    record(raw: unknown, path: Path, allowed: readonly PropertyName[]): Readonly<Record<string, unknown>> {
        if (!isRecord(raw)) {
            this.reportType(path, "an object", raw);
            return {};
        }
        const names = allowed.map(property => this.dialect.of(property));
        for (const key of Object.keys(raw)) {
            const isOfPulumi = this.dialect.name.startsWith("pulumi") && key.startsWith("__");
            if (!isOfPulumi && !names.includes(key)) {
                const data = { name: { text: key }, names };
                this.report(path, message("unknown-property", "unknown property {name}; allowed: {names}", data));
            }
        }
        return raw;
    }

    /** A property, if it is there: `null` and absent mean the same. */
    optional<T>(
        record: Readonly<Record<string, unknown>>,
        property: PropertyName,
        path: Path,
        read: (raw: unknown, path: Path) => T | undefined,
    ): T | Unknown | undefined {
        const raw = record[this.dialect.of(property)];
        if (raw === undefined || raw === null) {
            return undefined;
        }
        return isUnknown(raw) ? raw : read(raw, [...path, property]);
    }

    list<T>(
        raw: unknown,
        path: Path,
        read: (raw: unknown, path: Path) => T | undefined,
    ): readonly Value<T>[] | undefined {
        if (!Array.isArray(raw)) {
            this.reportType(path, "a list", raw);
            return undefined;
        }
        return raw.flatMap((entry: unknown, index): readonly Value<T>[] => {
            if (isUnknown(entry)) {
                return [entry];
            }
            const value = read(entry, [...path, index]);
            return value === undefined ? [] : [value];
        });
    }

    readonly string = (raw: unknown, path: Path): string | undefined => {
        if (typeof raw === "string") {
            return raw;
        }
        this.reportType(path, "a string", raw);
        return undefined;
    };

    /** A boolean that a provider stores as a string, in which an empty one means absent. */
    readonly booleanText = (raw: unknown, path: Path): boolean | undefined => {
        if (raw === "true" || raw === "false") {
            return raw === "true";
        }
        return raw === "" ? undefined : this.boolean(raw, path);
    };

    readonly boolean = (raw: unknown, path: Path): boolean | undefined => {
        if (typeof raw === "boolean") {
            return raw;
        }
        const fromText = this.dialect.booleansAsStrings ? booleanOfText(raw) : undefined;
        if (fromText !== undefined) {
            return fromText;
        }
        this.reportType(path, "true or false", raw);
        return undefined;
    };
}
