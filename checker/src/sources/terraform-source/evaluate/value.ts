import { isUnknown, Unknown } from "../../../../../src/cloudtrail/value";
import type { SourcePlace } from "../parse/ast";

/** A value of Terraform's language. Lists and tuples are not distinguished, nor are maps and objects. */
export type Hcl =
    | null
    | boolean
    | number
    | string
    | readonly Hcl[]
    | HclObject
    | SetValue
    | JsonText
    | Lookup
    | Unknown;

/** A map or an object. */
export interface HclObject {
    readonly [name: string]: Hcl;
}

/** A set: no value twice, in Terraform's order of iteration. */
export class SetValue {
    constructor(readonly elements: readonly Hcl[]) {}
}

/** JSON text with unknown parts: it can be parsed, but as a string it is unknown. */
export class JsonText {
    constructor(readonly value: Hcl) {}
}

/** Something whose parts are evaluated on demand: `var`, a resource, a module. */
export class Lookup {
    constructor(
        /** Its name in messages. */
        readonly name: string,
        readonly get: (name: string) => Hcl,
        /** If the number of things is unknown: why. */
        readonly uncountable?: Unknown,
    ) {}
}

/** A value that the source alone doesn't show, and why. */
export class Undecided extends Unknown {
    /**
     * @param cause one line that names the place, and what would decide it
     * @param isSet it is a string that is never empty
     */
    constructor(
        readonly cause: string,
        isSet = false,
    ) {
        super(undefined, undefined, isSet);
    }
}

/** A value that may not even be set: something other than the given value is made from it. */
export function perhapsEmpty<T extends Hcl>(value: T): T | Unknown {
    return isUnknown(value) && value.isSet ? withPromise(value, false) : value;
}

/** An unknown value within a string that is never empty: whatever it turns out to be, the string contains something else. */
export function neverEmpty(value: Unknown): Unknown {
    return withPromise(value, true);
}

function withPromise(value: Unknown, isSet: boolean): Unknown {
    const cause = causeOf(value);
    return cause === undefined ? new Unknown(undefined, undefined, isSet) : new Undecided(cause, isSet);
}

/** What the source alone doesn't show. */
export function undecided(cause: string, place?: SourcePlace): Undecided {
    return new Undecided(place === undefined ? cause : `${cause} (${placeText(place)})`);
}

/** `main.tf:12`. */
export function placeText({ file, line }: SourcePlace): string {
    return `${file}:${line}`;
}

/** Why a value is unknown, if the source shows it. */
export function causeOf(value: Unknown): string | undefined {
    return value instanceof Undecided ? value.cause : undefined;
}

/** Is it a map or an object? */
export function isObject(value: Hcl): value is HclObject {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !(value instanceof SetValue) &&
        !(value instanceof JsonText) &&
        !(value instanceof Lookup) &&
        !isUnknown(value)
    );
}

/** Is it a list or a tuple? */
export function isList(value: Hcl): value is readonly Hcl[] {
    return Array.isArray(value);
}

/** What it is, for messages. */
export function kindOf(value: Hcl): string {
    if (value === null) {
        return "null";
    }
    if (isList(value)) {
        return "a list";
    }
    if (value instanceof SetValue) {
        return "a set";
    }
    return typeof value === "object" ? "an object" : `a ${typeof value === "boolean" ? "bool" : typeof value}`;
}

// A value may contain another many times, at every depth: each is visited once.
const found = new WeakMap<object, Unknown | false>();

/** An unknown value within a value, at any depth; `undefined` if all of it is known. */
export function unknownIn(value: Hcl): Unknown | undefined {
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    if (isUnknown(value)) {
        return value;
    }
    if (value instanceof Lookup) {
        return undecided(`${value.name} is not completely known`);
    }
    const before = found.get(value);
    if (before !== undefined) {
        return before === false ? undefined : before;
    }
    let unknown: Unknown | undefined;
    for (const part of partsOf(value)) {
        unknown = unknownIn(part);
        if (unknown !== undefined) {
            break;
        }
    }
    found.set(value, unknown ?? false);
    return unknown;
}

function partsOf(value: readonly Hcl[] | HclObject | SetValue | JsonText): readonly Hcl[] {
    if (value instanceof SetValue) {
        return value.elements;
    }
    if (value instanceof JsonText) {
        return [undecided("part of this JSON text is not known")];
    }
    return Array.isArray(value) ? value : Object.values(value as HclObject);
}

const weights = new WeakMap<object, number>();

/** How many values a value consists of: one that contains another twice may expand to more than any memory holds. */
export function weightOf(value: Hcl): number {
    if (typeof value !== "object" || value === null || isUnknown(value) || value instanceof Lookup) {
        return 1;
    }
    const before = weights.get(value);
    if (before !== undefined) {
        return before;
    }
    const parts = value instanceof JsonText ? [value.value] : partsOf(value);
    const weight = parts.reduce<number>((sum, part) => sum + weightOf(part), 1);
    weights.set(value, weight);
    return weight;
}
