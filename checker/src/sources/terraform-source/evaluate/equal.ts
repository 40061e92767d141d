import { isUnknown, type Value } from "../../../../../src/cloudtrail/value";
import { type Hcl, isList, isObject, SetValue, undecided, unknownIn } from "./value";

/**
 * Are two values equal in Terraform? Lists and tuples with the same elements are not, nor are maps and objects; as they
 * are not distinguished here, only inequality is certain.
 */
export function equal(left: Hcl, right: Hcl): Value<boolean> {
    const isPrimitive = (value: Hcl) => value === null || typeof value !== "object";
    if (isPrimitive(left) && isPrimitive(right)) {
        return left === right;
    }
    if (isUnknown(left) || isUnknown(right)) {
        return isUnknown(left) ? left : (right as Value<boolean>);
    }
    const unknown = unknownIn(left) ?? unknownIn(right);
    if (left === null || right === null) {
        // A list or an object isn't null, whatever it contains.
        const other = left ?? right;
        return isList(other) || isObject(other) || other instanceof SetValue ? false : (unknown ?? false);
    }
    if (unknown !== undefined) {
        return unknown;
    }
    return differ(left, right) ? false : undecided("whether collections are equal depends on their types");
}

function differ(left: Hcl, right: Hcl): boolean {
    if (left instanceof SetValue || right instanceof SetValue) {
        return !(left instanceof SetValue && right instanceof SetValue) || differ(left.elements, right.elements);
    }
    if (isList(left) && isList(right)) {
        return left.length !== right.length || left.some((element, index) => differ(element, right[index] ?? null));
    }
    if (isObject(left) && isObject(right)) {
        const names = Object.keys(left);
        return (
            names.length !== Object.keys(right).length ||
            names.some(name => !Object.hasOwn(right, name) || differ(left[name] as Hcl, right[name] as Hcl))
        );
    }
    return left !== right;
}
