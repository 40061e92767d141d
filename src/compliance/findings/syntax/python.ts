import { indent, isObject, literalWithoutPairs, type Syntax } from "./syntax";

/** An argument of `aws.cloudtrail.Trail(…)` in Python: `advanced_event_selectors=[…],`. */
export const pythonSyntax: Syntax = {
    property: (name, value) => `${snake(name)}=${python(value, `Trail${typeName(name)}`)},`,
    entries: (name, entries) => entries.map(entry => `${python(entry, `Trail${typeName(name)}`)},`).join("\n"),
};

function python(value: unknown, type: string): string {
    if (Array.isArray(value)) {
        const entries = value.map(entry => python(entry, type));
        return value.some(isObject) ? `[\n${indent(entries.join(",\n"))},\n]` : `[${entries.join(", ")}]`;
    }
    if (isObject(value)) {
        const entries = Object.entries(value).map(
            ([key, entry]) => `${snake(key)}=${python(entry, `${type}${typeName(key)}`)},`,
        );
        return `aws.cloudtrail.${type}Args(\n${indent(entries.join("\n"))}\n)`;
    }
    return typeof value === "boolean" ? (value ? "True" : "False") : literalWithoutPairs(value);
}

function snake(name: string): string {
    return name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}

/** The type of an entry of a list property: `fieldSelectors` has `FieldSelector`s. */
function typeName(property: string): string {
    return property.charAt(0).toUpperCase() + property.slice(1).replace(/s$/, "");
}
