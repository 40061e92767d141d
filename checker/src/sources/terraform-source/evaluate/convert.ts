import { isUnknown, type Unknown } from "../../../../../src/cloudtrail/value";
import { EvaluationError } from "./evaluation-error";
import {
    type Hcl,
    type HclObject,
    isList,
    isObject,
    JsonText,
    kindOf,
    Lookup,
    SetValue,
    undecided,
    unknownIn,
} from "./value";

/** A value as a string, as Terraform converts it. */
export function toText(value: Hcl): string | Unknown {
    if (typeof value === "string" || isUnknown(value)) {
        return value;
    }
    if (typeof value === "number") {
        const text = String(value);
        return text.includes("e") ? undecided(`the number ${text} as a string`) : text;
    }
    if (typeof value === "boolean") {
        return String(value);
    }
    if (value instanceof JsonText || value instanceof Lookup) {
        return unknownIn(value) ?? undecided("an unknown value");
    }
    throw new EvaluationError(`a string is required, not ${kindOf(value)}`);
}

/** A value as a number. */
export function toNumber(value: Hcl): number | Unknown {
    if (typeof value === "number" || isUnknown(value)) {
        return value;
    }
    if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) {
        return value.replace(/\D/g, "").length > 15 ? undecided(`the number ${value}`) : Number(value);
    }
    if (value instanceof Lookup || value instanceof JsonText || (typeof value === "string" && /^[-+.\d]/.test(value))) {
        return undecided("an unknown number");
    }
    throw new EvaluationError(`a number is required, not ${kindOf(value)}`);
}

/** A value as true or false. */
export function toBoolean(value: Hcl): boolean | Unknown {
    if (typeof value === "boolean" || isUnknown(value)) {
        return value;
    }
    if (value === "true" || value === "1") {
        return true;
    }
    if (value === "false" || value === "0") {
        return false;
    }
    if (value instanceof Lookup || value instanceof JsonText) {
        return undecided("a condition that is not known");
    }
    throw new EvaluationError(`a bool is required, not ${kindOf(value)}`);
}

/** Orders strings as Terraform does: by the bytes of their UTF-8. */
export function compareTexts(left: string, right: string): number {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** The keys of an object, in Terraform's order of iteration. */
export function sortedKeys(value: HclObject): string[] {
    return Object.keys(value).sort(compareTexts);
}

/** Keys and values, in the order of iteration of `for` and `for_each`; `undefined` for what can't be iterated. */
export function entriesOf(value: Hcl): readonly (readonly [key: Hcl, value: Hcl])[] | undefined {
    if (isList(value)) {
        return value.map((element, index) => [index, element] as const);
    }
    if (value instanceof SetValue) {
        return value.elements.map(element => [element, element] as const);
    }
    return isObject(value) ? sortedKeys(value).map(key => [key, value[key] as Hcl] as const) : undefined;
}

/** A set of some values. If one of them is unknown, it is unknown which of them are the same. */
export function setOf(elements: readonly Hcl[]): Hcl {
    const unknown = elements.map(unknownIn).find(value => value !== undefined);
    if (unknown !== undefined) {
        return unknown;
    }
    const byKey = new Map(elements.map(element => [JSON.stringify(plain(element)), element]));
    return new SetValue(
        [...byKey.values()].sort((a, b) =>
            a === null || b === null
                ? Number(a === null) - Number(b === null)
                : typeof a === "number" && typeof b === "number"
                  ? a - b
                  : compareTexts(keyOf(a), keyOf(b)),
        ),
    );
}

function keyOf(value: Hcl): string {
    return typeof value === "string" ? value : JSON.stringify(plain(value));
}

/** A known value as JSON has it; sets are lists. */
export function plain(value: Hcl): unknown {
    if (value instanceof SetValue) {
        return value.elements.map(plain);
    }
    if (isList(value)) {
        return value.map(plain);
    }
    return isObject(value) ? Object.fromEntries(sortedKeys(value).map(key => [key, plain(value[key] as Hcl)])) : value;
}
