import { isObject, literal, type Syntax } from "./syntax";

type Literal = (value: unknown) => string;

/** A property of a resource in CloudFormation's YAML. */
export const yamlSyntax: Syntax = yamlWith(yamlLiteral);

/** A property of a resource in Pulumi YAML, where `${` begins an expression and `$$` is a dollar sign. */
export const pulumiYamlSyntax: Syntax = yamlWith(value => yamlLiteral(value).replace(/\$(?=[${])/g, "$$$$"));

function yamlWith(write: Literal): Syntax {
    return {
        property: (name, value) => yaml(name, value, write).join("\n"),
        entries: (_name, entries) => entries.flatMap(entry => yamlEntry(entry, write)).join("\n"),
    };
}

function yaml(name: string, value: unknown, write: Literal): string[] {
    if (!Array.isArray(value)) {
        return [`${name}: ${write(value)}`];
    }
    if (!value.some(isObject)) {
        return [`${name}: [${value.map(write).join(", ")}]`];
    }
    return [`${name}:`, ...value.flatMap(entry => yamlEntry(entry, write)).map(line => `  ${line}`)];
}

function yamlEntry(entry: unknown, write: Literal): string[] {
    if (!isObject(entry)) {
        return [`- ${write(entry)}`];
    }
    return Object.entries(entry)
        .flatMap(([key, nested]) => yaml(key, nested, write))
        .map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
}

/** A YAML comment always runs to the end of its line. */
function yamlLiteral(value: unknown): string {
    return literal(value, '"(your value)"');
}
