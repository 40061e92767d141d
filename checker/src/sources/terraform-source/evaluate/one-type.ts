import { isUnknown } from "../../../../../src/cloudtrail/value";
import { setOf, toText } from "./convert";
import { EvaluationError, NotDecided } from "./evaluation-error";
import { type Hcl, type HclObject, isList, isObject, JsonText, kindOf, Lookup, SetValue } from "./value";

/**
 * Values converted to one type, as Terraform does: the elements of a list, a set or a map, the two results of a
 * condition.
 * Source: zclconf/go-cty, cty/convert/unify.go.
 * @throws EvaluationError if they have none, NotDecided if lists and tuples, or maps and objects, would differ
 */
export function ofOneType(values: readonly Hcl[]): readonly Hcl[] {
    const known = values.filter(hasType);
    const [first] = known;
    if (first === undefined || isUnchanged(known)) {
        return values;
    }
    const simple = known.filter(isSimple);
    if (simple.length === known.length) {
        return asTexts(values);
    }
    if (simple.length > 0) {
        throw new EvaluationError(`${kindOf(first)} and another type have no type in common`);
    }
    if (known.every(isObject) && !known.every(object => haveSameNames(first, object))) {
        return inside(values, known.flatMap(Object.values), object =>
            Object.fromEntries(Object.entries(object as HclObject).map(([name, value]) => [name, textIfKnown(value)])),
        );
    }
    if (
        known.some(value => value instanceof SetValue) &&
        known.every(value => isList(value) || value instanceof SetValue)
    ) {
        return inside(values, known.flatMap(partsOf), list => setOf(partsOf(list).map(textIfKnown))).map(value =>
            isList(value) ? asSet(value) : value,
        );
    }
    if (known.every(isList) && !known.every(({ length }) => length === lengthOf(first))) {
        return inside(values, known.flat(), list => (list as readonly Hcl[]).map(textIfKnown));
    }
    throw new NotDecided("the common type of these values is not supported");
}

/**
 * The elements of a list, a set or a map.
 * @throws EvaluationError, NotDecided
 */
export function elementsOfOneType(values: readonly Hcl[]): readonly Hcl[] {
    if (values.includes(null) && values.some(value => hasType(value) && !isSimple(value))) {
        throw new EvaluationError("null and lists or objects have no type in common");
    }
    return ofOneType(values);
}

/** Is it of a type that is known? */
function hasType(value: Hcl): boolean {
    return value !== null && !isUnknown(value) && !(value instanceof Lookup);
}

function isSimple(value: Hcl): boolean {
    return typeof value !== "object" || value instanceof JsonText;
}

function typeOf(value: Hcl): string {
    return value instanceof JsonText ? "string" : typeof value;
}

/** Strings, if one of them is a string: a number and a bool have no type in common. */
function asTexts(values: readonly Hcl[]): readonly Hcl[] {
    if (!values.filter(hasType).some(value => typeOf(value) === "string")) {
        throw new EvaluationError("a number and a bool have no type in common");
    }
    return values.map(textIfKnown);
}

function textIfKnown(value: Hcl): Hcl {
    return hasType(value) && !(value instanceof JsonText) ? toText(value) : value;
}

/** Lists of different lengths become lists, objects with different names maps: everything in them becomes one type. */
function inside(values: readonly Hcl[], parts: readonly Hcl[], convert: (value: Hcl) => Hcl): readonly Hcl[] {
    const known = parts.filter(hasType);
    if (isUnchanged(known)) {
        return values;
    }
    if (!known.every(isSimple)) {
        throw new NotDecided("the common type of these values is not supported");
    }
    asTexts(known);
    return values.map(value => (hasType(value) ? convert(value) : value));
}

/** Does the one type leave them as they are, whether these are lists or tuples, maps or objects? */
function isUnchanged(values: readonly Hcl[]): boolean {
    const known = values.filter(hasType);
    const [first] = known;
    if (first === undefined) {
        return true;
    }
    if (known.some(isSimple)) {
        return known.every(value => isSimple(value) && typeOf(value) === typeOf(first));
    }
    if (known.every(isList)) {
        const lists = known as readonly (readonly Hcl[])[];
        return lists.every(({ length }) => length === lengthOf(first))
            ? (first as readonly Hcl[]).every((_, index) => isUnchanged(lists.map(list => list[index] ?? null)))
            : isUnchanged(lists.flat());
    }
    if (known.every(isObject)) {
        const objects = known as readonly HclObject[];
        return objects.every(object => haveSameNames(first, object))
            ? Object.keys(first as HclObject).every(name => isUnchanged(objects.map(object => object[name] ?? null)))
            : isUnchanged(objects.flatMap(Object.values));
    }
    return known.every(value => value instanceof SetValue) && isUnchanged(known.flatMap(partsOf));
}

function haveSameNames(left: Hcl, right: Hcl): boolean {
    if (!isObject(left) || !isObject(right)) {
        return false;
    }
    const names = Object.keys(left);
    return names.length === Object.keys(right).length && names.every(name => Object.hasOwn(right, name));
}

function lengthOf(value: Hcl): number {
    return isList(value) ? value.length : 0;
}

/** Beside a set a tuple becomes a set, but a list stays one: only where these look alike the result is known. */
function asSet(elements: readonly Hcl[]): Hcl {
    const set = setOf(elements);
    const isSame =
        set instanceof SetValue &&
        set.elements.length === elements.length &&
        set.elements.every((element, index) => element === elements[index]);
    if (!isSame && !isUnknown(set)) {
        throw new NotDecided("whether these values become a list or a set");
    }
    return set;
}

function partsOf(value: Hcl): readonly Hcl[] {
    return value instanceof SetValue ? value.elements : isList(value) ? value : [];
}
