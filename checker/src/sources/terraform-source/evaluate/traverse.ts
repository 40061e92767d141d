import { isUnknown } from "../../../../../src/cloudtrail/value";
import { toNumber, toText } from "./convert";
import { EvaluationError } from "./evaluation-error";
import { type Hcl, isList, isObject, JsonText, kindOf, Lookup, SetValue, undecided } from "./value";

/** `value.name`. */
export function attributeOf(value: Hcl, name: string): Hcl {
    if (isUnknown(value)) {
        return value;
    }
    if (value instanceof Lookup) {
        return value.get(name);
    }
    if (isObject(value)) {
        if (!Object.hasOwn(value, name)) {
            throw new EvaluationError(`the object has no attribute ${JSON.stringify(name)}`);
        }
        return value[name] as Hcl;
    }
    throw new EvaluationError(`${kindOf(value)} has no attributes`);
}

/** `value[key]`. */
export function elementOf(value: Hcl, key: Hcl): Hcl {
    if (isUnknown(value) || isUnknown(key)) {
        return isUnknown(value) ? value : key;
    }
    if (isList(value)) {
        const index = toNumber(key);
        if (isUnknown(index)) {
            return index;
        }
        const element = value[index];
        if (element === undefined) {
            throw new EvaluationError(`the list has ${value.length} elements, and none at ${index}`);
        }
        return element;
    }
    if (isObject(value) || value instanceof Lookup) {
        const name = toText(key);
        return isUnknown(name) ? name : attributeOf(value, name);
    }
    if (value instanceof JsonText) {
        return undecided("part of a string");
    }
    throw new EvaluationError(
        value instanceof SetValue ? "the elements of a set have no keys" : `${kindOf(value)} has no elements`,
    );
}
