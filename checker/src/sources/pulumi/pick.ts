import { isRecord } from "../../../../src/cloudtrail/plain-data";

/** An object with some of its properties; anything else as it is. */
export function pick(value: unknown, names: ReadonlySet<string>): unknown {
    return isRecord(value) && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).filter(([name]) => names.has(name)))
        : value;
}
