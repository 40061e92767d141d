import { indent, isObject, literal, type Syntax } from "./syntax";

/** A property of `Aws.CloudTrail.TrailArgs` in C#. */
export const csharpSyntax: Syntax = {
    property: (name, value) => `${upper(name)} = ${csharp(value, `Trail${singular(name)}`)},`,
    entries: (name, entries) => entries.map(entry => `${csharp(entry, `Trail${singular(name)}`)},`).join("\n"),
};

function csharp(value: unknown, type: string): string {
    if (Array.isArray(value)) {
        const entries = value.map(entry => csharp(entry, type));
        return value.some(isObject)
            ? `new[]\n{\n${indent(entries.map(entry => `${entry},`).join("\n"))}\n}`
            : `new[] { ${entries.join(", ")} }`;
    }
    if (isObject(value)) {
        const entries = Object.entries(value).map(
            ([key, entry]) => `${upper(key)} = ${csharp(entry, `${type}${singular(key)}`)},`,
        );
        return `new Aws.CloudTrail.Inputs.${type}Args\n{\n${indent(entries.join("\n"))}\n}`;
    }
    return literal(value, '"(your value)"');
}

function upper(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}

function singular(property: string): string {
    return upper(property).replace(/s$/, "");
}
