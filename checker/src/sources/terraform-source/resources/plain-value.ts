import { isUnknown } from "../../../../../src/cloudtrail/value";
import { type Hcl, isList, isObject, JsonText, Lookup, SetValue, unknownIn } from "../evaluate/value";

/** A value as plain data, in which `Unknown` stands for what isn't known: what every reader of trails accepts. */
export function plainValue(value: Hcl): unknown {
    if (isUnknown(value) || value instanceof Lookup) {
        return isUnknown(value) ? value : unknownIn(value);
    }
    if (value instanceof JsonText) {
        return plainValue(value.value);
    }
    if (value instanceof SetValue) {
        return value.elements.map(plainValue);
    }
    if (isList(value)) {
        return value.map(plainValue);
    }
    return isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, plainValue(entry)]))
        : value;
}
