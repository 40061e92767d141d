import { indent, isObject, literal, type Syntax } from "./syntax";

/** A property of an object literal in TypeScript: `name: [{ … }],`. */
export const typescriptSyntax: Syntax = {
    property: (name, value) => `${name}: ${typescript(value)},`,
    entries: (_name, entries) => entries.map(entry => `${typescript(entry)},`).join("\n"),
};

function typescript(value: unknown): string {
    if (Array.isArray(value)) {
        const entries = value.map(typescript);
        return value.some(isObject) ? `[\n${indent(entries.join(",\n"))},\n]` : `[${entries.join(", ")}]`;
    }
    if (isObject(value)) {
        const entries = Object.entries(value).map(([key, entry]) => `${key}: ${inlineTypescript(entry)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return literal(value);
}

function inlineTypescript(value: unknown): string {
    return Array.isArray(value) ? `[${value.map(inlineTypescript).join(", ")}]` : typescript(value);
}
