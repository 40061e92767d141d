import { aligned, isObject, literalWithoutPairs, type Syntax } from "./syntax";

/** A field of `cloudtrail.TrailArgs` in Go, formatted like `gofmt`. */
export const goSyntax: Syntax = {
    property: (name, value) => `${upper(name)}: ${go(value, `Trail${singular(name)}`)},`,
    entries: (name, entries) => entries.map(entry => `${go(entry, `Trail${singular(name)}`)},`).join("\n"),
};

function go(value: unknown, type: string): string {
    if (Array.isArray(value)) {
        const entries = value.map(entry => go(entry, type));
        return value.some(isObject)
            ? `cloudtrail.${type}Array{\n${tabs(entries.map(entry => `${entry},`).join("\n"))}\n}`
            : `pulumi.StringArray{${entries.join(", ")}}`;
    }
    if (isObject(value)) {
        const fields = Object.entries(value).map(
            ([key, entry]) => [`${upper(key)}:`, ` ${go(entry, `${type}${singular(key)}`)},`] as const,
        );
        return `&cloudtrail.${type}Args{\n${tabs(aligned(fields).join("\n"))}\n}`;
    }
    return typeof value === "boolean" ? `pulumi.Bool(${value})` : `pulumi.String(${literalWithoutPairs(value)})`;
}

function tabs(text: string): string {
    return text.replace(/^(?=.)/gm, "\t");
}

function upper(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}

function singular(property: string): string {
    return upper(property).replace(/s$/, "");
}
