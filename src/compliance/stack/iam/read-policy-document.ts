import { isRecord } from "../../../cloudtrail/plain-data";
import { isUnknown, Unknown, type Value } from "../../../cloudtrail/value";
import type { Condition, Named, PolicyDocument, Principals, Statement, Texts } from "./policy-document";

/** Reads a resource policy: a JSON text or an object, in which `Unknown` stands for unknown values. */
export function readPolicyDocument(raw: unknown): PolicyDocument {
    if (isUnknown(raw)) {
        return { statements: [raw] };
    }
    const document = typeof raw === "string" ? parse(raw) : raw;
    return isObject(document)
        ? { statements: asList(document.Statement).map(readStatement) }
        : { problem: typeof raw === "string" ? "it is not a JSON object" : "it is not an object" };
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

function readStatement(raw: unknown, index: number): Value<Statement> {
    if (!isObject(raw)) {
        return new Unknown();
    }
    const { Effect, Condition } = raw;
    return {
        label: `Statement[${index}]`,
        effect: Effect === "Allow" || Effect === "Deny" ? Effect : new Unknown(),
        principal: readNamed(raw, "Principal", readPrincipals),
        action: readNamed(raw, "Action", readTexts),
        resource: readNamed(raw, "Resource", readTexts),
        conditions: Condition === undefined || Condition === null ? [] : readConditions(Condition),
    };
}

/** `Action` or `NotAction`, and so on; neither or both have no meaning. */
function readNamed<T>(
    statement: Record<string, unknown>,
    name: string,
    read: (raw: unknown) => Value<T>,
): Value<Named<T>> {
    const positive = statement[name];
    const negative = statement[`Not${name}`];
    if ((positive === undefined) === (negative === undefined)) {
        return new Unknown();
    }
    const named = read(positive ?? negative);
    return isUnknown(named) ? named : { not: positive === undefined, named };
}

function readPrincipals(raw: unknown): Value<Principals> {
    if (raw === "*") {
        return "everyone";
    }
    return isObject(raw)
        ? Object.fromEntries(Object.entries(raw).map(([kind, names]) => [kind, readTexts(names)]))
        : new Unknown();
}

function readConditions(raw: unknown): Value<Condition>[] {
    return Object.entries(isObject(raw) ? raw : { unknown: raw }).flatMap(([operator, keys]): Value<Condition>[] =>
        isObject(keys)
            ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: readTexts(values) }))
            : [new Unknown()],
    );
}

/** A string or a list of them; IAM accepts `true` for `"true"`, and numbers likewise. */
function readTexts(raw: unknown): Texts {
    return asList(raw).map(entry =>
        typeof entry === "string" || typeof entry === "boolean" || typeof entry === "number"
            ? String(entry)
            : new Unknown(),
    );
}

function asList(raw: unknown): readonly unknown[] {
    return Array.isArray(raw) ? raw : [raw];
}

function isObject(value: unknown): value is Record<string, unknown> {
    return isRecord(value) && !isUnknown(value);
}
