import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";

/** What `Ref: AWS::NoValue` stands for: the property isn't there. */
const NO_VALUE = Symbol("AWS::NoValue");

/**
 * Plain data from a value of a template. What an intrinsic function stands for is `Unknown`, unless the template alone
 * decides it.
 * @param mappings those of the template, for `Fn::FindInMap`
 */
export function resolveValue(value: unknown, mappings: unknown): unknown {
    const resolved = resolve(value, mappings);
    return resolved === NO_VALUE ? undefined : resolved;
}

function resolve(value: unknown, mappings: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(entry => resolve(entry, mappings)).filter(entry => entry !== NO_VALUE);
    }
    // Parameters of resources are strings: CloudFormation converts numbers.
    if (typeof value === "number" || typeof value === "bigint") {
        return String(value);
    }
    if (!isRecord(value)) {
        return value;
    }
    if (Object.keys(value).some(isIntrinsic)) {
        return call(value, mappings);
    }
    return Object.fromEntries(
        Object.entries(value)
            .map(([name, entry]) => [name, resolve(entry, mappings)] as const)
            .filter(([, entry]) => entry !== NO_VALUE),
    );
}

/** Is it the name of an intrinsic function? */
export function isIntrinsic(name: string): boolean {
    return name === "Ref" || name.startsWith("Fn::");
}

/** What a call stands for. An intrinsic among other properties is a macro or a loop: it may change all of them. */
function call(value: Readonly<Record<string, unknown>>, mappings: unknown): unknown {
    const [[name, argument] = ["", undefined], ...more] = Object.entries(value);
    if (more.length > 0) {
        return new Unknown(value);
    }
    switch (name) {
        case "Ref":
            return argument === "AWS::NoValue" ? NO_VALUE : new Unknown(value);
        case "Fn::Sub":
            return typeof argument === "string"
                ? (withoutVariables(argument) ?? new Unknown(value))
                : new Unknown(value);
        case "Fn::Join":
            return join(resolve(argument, mappings)) ?? new Unknown(value);
        case "Fn::FindInMap":
            return findInMap(resolve(argument, mappings), mappings) ?? new Unknown(value);
        default:
            return new Unknown(value);
    }
}

/** `${!Literal}` is how `${Literal}` is written. */
function withoutVariables(text: string): string | undefined {
    return /\$\{(?!!)/.test(text) ? undefined : text.replace(/\$\{!/g, "${");
}

function join(argument: unknown): string | undefined {
    if (!Array.isArray(argument) || argument.length !== 2) {
        return undefined;
    }
    const [delimiter, list] = argument as readonly unknown[];
    return typeof delimiter === "string" && Array.isArray(list) && list.every(entry => typeof entry === "string")
        ? list.join(delimiter)
        : undefined;
}

function findInMap(argument: unknown, mappings: unknown): unknown {
    if (!Array.isArray(argument) || argument.length !== 3 || argument.some(isUnknown)) {
        return undefined;
    }
    let found = mappings;
    for (const name of argument as readonly unknown[]) {
        found = isRecord(found) && Object.hasOwn(found, String(name)) ? found[String(name)] : undefined;
    }
    return found;
}
