import { isObject, literal, type Syntax } from "./syntax";

/** A property of a resource in YAML: CloudFormation's, or Pulumi's. */
export const yamlSyntax: Syntax = {
    property: (name, value) => yaml(name, value).join("\n"),
    entries: (_name, entries) => entries.flatMap(yamlEntry).join("\n"),
};

function yaml(name: string, value: unknown): string[] {
    if (!Array.isArray(value)) {
        return [`${name}: ${yamlLiteral(value)}`];
    }
    if (!value.some(isObject)) {
        return [`${name}: [${value.map(yamlLiteral).join(", ")}]`];
    }
    return [`${name}:`, ...value.flatMap(yamlEntry).map(line => `  ${line}`)];
}

function yamlEntry(entry: unknown): string[] {
    if (!isObject(entry)) {
        return [`- ${yamlLiteral(entry)}`];
    }
    return Object.entries(entry)
        .flatMap(([key, nested]) => yaml(key, nested))
        .map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
}

/** A YAML comment always runs to the end of its line. */
function yamlLiteral(value: unknown): string {
    return literal(value, '"(your value)"');
}
