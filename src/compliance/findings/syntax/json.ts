import { indent, isObject, literal, type Syntax } from "./syntax";

/** A property of a JSON object, as Cloud Control's desired state is one. */
export const jsonSyntax: Syntax = {
    property: (name, value) => `${literal(name)}: ${json(value)}`,
    entries: (_name, entries) => entries.map(inline).join(",\n"),
};

function json(value: unknown): string {
    return Array.isArray(value) && value.some(isObject)
        ? `[\n${indent(value.map(inline).join(",\n"))}\n]`
        : inline(value);
}

function inline(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(inline).join(", ")}]`;
    }
    if (isObject(value)) {
        const entries = Object.entries(value).map(([key, entry]) => `${literal(key)}: ${inline(entry)}`);
        return `{ ${entries.join(", ")} }`;
    }
    // JSON has no comments.
    return literal(value, '"(your value)"');
}
