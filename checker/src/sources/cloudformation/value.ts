import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { macroIn } from "./macro";
import { isNeverEmpty } from "./never-empty";
import { subParts } from "./substitution";
import type { Template } from "./template";

/** The value of `Ref: AWS::NoValue`: the property is absent. */
const NO_VALUE = Symbol("AWS::NoValue");

/**
 * Plain data from a template value. The result of an intrinsic function is `Unknown`, unless the template alone decides
 * it.
 */
export function resolveValue(value: unknown, template: Template): unknown {
    const resolved = resolve(value, template);
    return resolved === NO_VALUE ? undefined : resolved;
}

/**
 * The same for the properties of a resource; `undefined` if nothing is known of them.
 * @param resolveProperties how to resolve them; by default with all that is known
 */
export function propertiesOf(
    resource: Readonly<Record<string, unknown>>,
    template: Template,
    resolveProperties = resolveValue,
): Readonly<Record<string, unknown>> | undefined {
    const resolved = isComputed(resource) ? undefined : resolveProperties(resource.Properties ?? {}, template);
    return isRecord(resolved) && !isUnknown(resolved) ? resolved : undefined;
}

function resolve(value: unknown, template: Template): unknown {
    if (Array.isArray(value)) {
        return value.map(entry => resolve(entry, template)).filter(entry => entry !== NO_VALUE);
    }
    // Parameters of resources are strings: CloudFormation converts numbers.
    if (typeof value === "number" || typeof value === "bigint") {
        return String(value);
    }
    if (typeof value === "string") {
        return orDynamic(value, value);
    }
    if (!isRecord(value) || isUnknown(value)) {
        return value;
    }
    if (isComputed(value)) {
        return call(value, template);
    }
    return Object.fromEntries(
        Object.entries(value)
            .map(([name, entry]) => [name, resolve(entry, template)] as const)
            .filter(([, entry]) => entry !== NO_VALUE),
    );
}

/** Does it contain a function whose result is the whole object, or a macro or a loop, which may change all of it? */
export function isComputed(value: Readonly<Record<string, unknown>>): boolean {
    return Object.keys(value).some(isIntrinsic) || macroIn(value) !== undefined;
}

/** Is it the name of an intrinsic function? */
export function isIntrinsic(name: string): boolean {
    return name === "Ref" || name.startsWith("Fn::");
}

/** The result of a call. An intrinsic among other properties is a macro or a loop: it may change all of them. */
function call(value: Readonly<Record<string, unknown>>, template: Template): unknown {
    const [[name, argument] = ["", undefined], ...more] = Object.entries(value);
    const known = more.length > 0 ? undefined : orDynamic(result(name, argument, template), value);
    return known ?? new Unknown(value, undefined, isNeverEmpty(value, template));
}

/**
 * CloudFormation replaces a dynamic reference in a string with what Parameter Store or Secrets Manager has. Source:
 * CloudFormation user guide, "Get values stored in other services using dynamic references".
 * @param written what the template contains
 */
function orDynamic(text: unknown, written: unknown): unknown {
    return typeof text === "string" && text.includes("{{resolve:") ? new Unknown(written) : text;
}

/** The result of a function, or `undefined` if the template alone doesn't decide it. */
function result(name: string, argument: unknown, template: Template): unknown {
    switch (name) {
        case "Ref":
            return argument === "AWS::NoValue" ? NO_VALUE : template.values.get(String(argument));
        case "Fn::Sub":
            return substitute(argument, template);
        case "Fn::Join":
            return join(resolve(argument, template));
        case "Fn::If":
            return choose(argument, template);
        case "Fn::FindInMap":
            return findInMap(resolve(argument, template), template);
        default:
            return undefined;
    }
}

/** A string, or a string and values for some of its names. */
function substitute(argument: unknown, template: Template): string | undefined {
    const [text, own] = Array.isArray(argument) ? (argument as readonly unknown[]) : [argument];
    if (typeof text !== "string" || (isRecord(own) && isComputed(own))) {
        return undefined;
    }
    const named = (name: string) =>
        isRecord(own) && Object.hasOwn(own, name) ? resolve(own[name], template) : template.values.get(name);
    const parts = subParts(text).map(part => ("text" in part ? part.text : named(part.name)));
    return parts.every(part => typeof part === "string") ? parts.join("") : undefined;
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

/** What a condition chooses, if it is decided. */
function choose(argument: unknown, template: Template): unknown {
    const [condition, whenTrue, otherwise, ...more] = Array.isArray(argument) ? (argument as readonly unknown[]) : [];
    const decided = typeof condition === "string" && more.length === 0 ? template.conditions.get(condition) : undefined;
    return decided === undefined ? undefined : resolve(decided ? whenTrue : otherwise, template);
}

function findInMap(argument: unknown, template: Template): unknown {
    if (!Array.isArray(argument) || argument.length !== 3 || argument.some(isUnknown)) {
        return undefined;
    }
    let found = template.mappings;
    for (const name of argument as readonly unknown[]) {
        // A macro beside an entry may change it, and one in its place may be anything.
        if (!isRecord(found) || macroIn(found) !== undefined || !Object.hasOwn(found, String(name))) {
            return undefined;
        }
        found = found[String(name)];
    }
    return resolve(found, template);
}
