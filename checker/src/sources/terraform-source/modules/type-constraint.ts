import { isUnknown } from "../../../../../src/cloudtrail/value";
import { setOf, toBoolean, toNumber, toText } from "../evaluate/convert";
import { EvaluationError } from "../evaluate/evaluation-error";
import { elementsOfOneType } from "../evaluate/one-type";
import { type Hcl, type HclObject, isList, isObject, kindOf, Lookup, SetValue, undecided } from "../evaluate/value";
import type { Expression } from "../parse/ast";

/**
 * A value converted to a variable's type.
 * @param type as written: `list(object({ name = string }))`
 * @param literal the value of a default
 * @throws EvaluationError if the value can't be converted
 */
export function convertTo(value: Hcl, type: Expression | undefined, literal: (expression: Expression) => Hcl): Hcl {
    if (value === null || isUnknown(value) || type === undefined) {
        return value;
    }
    const convert = (inner: Hcl, innerType: Expression | undefined) => convertTo(inner, innerType, literal);
    const name = type.kind === "call" ? type.name : nameOf(type);
    const [argument] = type.kind === "call" ? type.arguments : [];
    switch (name) {
        case "string":
            return toText(value);
        case "number":
            return toNumber(value);
        case "bool":
            return toBoolean(value);
        case "any":
            return value;
        case "list":
            return listed(elementsOf(value), argument, convert);
        case "set": {
            const elements = listed(elementsOf(value), argument, convert);
            return isList(elements) ? setOf(elements) : elements;
        }
        case "map": {
            const entries = mapOf(value);
            if (entries === undefined) {
                return undecided("a map that is not completely known");
            }
            const values = listed(Object.values(entries), argument, convert);
            return isList(values)
                ? Object.fromEntries(Object.keys(entries).map((key, index) => [key, values[index] as Hcl]))
                : values;
        }
        case "tuple": {
            const types = argument?.kind === "tuple" ? argument.items : [];
            const elements = elementsOf(value);
            if (elements.length !== types.length) {
                throw new EvaluationError(`a tuple of ${types.length} elements is required`);
            }
            return elements.map((element, index) => convert(element, types[index]));
        }
        case "object":
            return objectOf(value, argument, convert, literal);
        default:
            return undecided(`the type ${name} is not evaluated`, type.place);
    }
}

/** A type may be written as a string, as in old versions. */
function nameOf(type: Expression): string {
    return type.kind === "variable" ? type.name : type.kind === "literal" ? String(type.value) : "";
}

type Convert = (value: Hcl, type: Expression | undefined) => Hcl;

function listed(values: readonly Hcl[], type: Expression | undefined, convert: Convert): Hcl {
    const isAny = type === undefined || nameOf(type) === "any";
    return isAny ? elementsOfOneType(values) : values.map(value => convert(value, type));
}

function elementsOf(value: Hcl): readonly Hcl[] {
    if (isList(value)) {
        return value;
    }
    if (value instanceof SetValue) {
        return value.elements;
    }
    throw new EvaluationError(`a list is required, not ${kindOf(value)}`);
}

function mapOf(value: Hcl): HclObject | undefined {
    if (value instanceof Lookup) {
        return undefined;
    }
    if (!isObject(value)) {
        throw new EvaluationError(`a map is required, not ${kindOf(value)}`);
    }
    return value;
}

function objectOf(
    value: Hcl,
    attributes: Expression | undefined,
    convert: Convert,
    literal: (expression: Expression) => Hcl,
): Hcl {
    const known = mapOf(value);
    const items = attributes?.kind === "object" ? attributes.items : [];
    return Object.fromEntries(
        items.map(({ key, value: type }) => {
            const name = key.kind === "literal" ? String(key.value) : "";
            const isOptional = type.kind === "call" && type.name === "optional";
            const [ownType, byDefault] = isOptional ? type.arguments : [type];
            const given =
                value instanceof Lookup
                    ? value.get(name)
                    : known !== undefined && Object.hasOwn(known, name)
                      ? (known[name] as Hcl)
                      : undefined;
            if (given === undefined && !isOptional) {
                throw new EvaluationError(`the attribute ${JSON.stringify(name)} is required`);
            }
            const own = given ?? (byDefault === undefined ? null : literal(byDefault));
            return [name, convert(own, ownType)];
        }),
    );
}
