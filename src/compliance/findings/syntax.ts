import { isRecord } from "../../cloudtrail/plain-data";
import { printable, printableJson } from "../../cloudtrail/quote";
import { isUnknown } from "../../cloudtrail/value";

/** How a place where trails are written down writes them: code that can be pasted there. */
export interface Syntax {
    /** A property with all of its value. */
    property(name: string, value: unknown): string;
    /** What a list property with entries already needs besides. */
    entries(name: string, entries: readonly unknown[]): string;
}

/**
 * What stands for a value that isn't known, or that must not be shown. Pasted as it is, it leaves the value out, and
 * AWS refuses an empty list: it can't pass for a value.
 */
const PLACEHOLDER = "/* your value */";

/** A property of an object literal in TypeScript: `name: [{ … }],`. */
export const typescriptSyntax: Syntax = {
    property: (name, value) => `${name}: ${typescript(value)},`,
    entries: (_name, entries) => entries.map(entry => `${typescript(entry)},`).join("\n"),
};

function typescript(value: unknown): string {
    if (Array.isArray(value)) {
        const entries = value.map(typescript);
        return value.some(isObject) ? `[\n${indent(entries.join(",\n"), "    ")},\n]` : `[${entries.join(", ")}]`;
    }
    if (isObject(value)) {
        const entries = Object.entries(value).map(([key, entry]) => `${key}: ${inlineTypescript(entry)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return literal(value);
}

function inlineTypescript(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(inlineTypescript).join(", ")}]`;
    }
    return typescript(value);
}

/** A property of a JSON object: `"Name": …`. */
export const jsonSyntax: Syntax = {
    property: (name, value) => `${literal(name)}: ${printableJson(value)}`,
    entries: (_name, entries) => entries.map(printableJson).join(",\n"),
};

/** A property of a CloudFormation resource in YAML. */
export const cloudFormationSyntax: Syntax = {
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

/** YAML has no comment that ends before its line does. */
function yamlLiteral(value: unknown): string {
    return isUnknown(value) ? '"(your value)"' : literal(value);
}

/** Blocks or an argument of a Terraform resource. */
export const hclSyntax: Syntax = {
    property: (name, value) => hcl(name, value).join("\n"),
    entries: (name, entries) => hcl(name, entries).join("\n"),
};

function hcl(name: string, value: unknown): string[] {
    if (!Array.isArray(value)) {
        return [`${name} = ${hclLiteral(value)}`];
    }
    if (!value.some(isObject)) {
        return [`${name} = [${value.map(hclLiteral).join(", ")}]`];
    }
    return value.flatMap(block => [
        `${name} {`,
        ...(isObject(block) ? Object.entries(block).flatMap(([key, nested]) => hcl(key, nested)) : [PLACEHOLDER]).map(
            line => `  ${line}`,
        ),
        "}",
    ]);
}

/** `${` and `%{` begin an expression in HCL. */
function hclLiteral(value: unknown): string {
    return literal(value).replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
}

/** A value on one line: JSON's form of it is that of all these places. */
function literal(value: unknown): string {
    return isUnknown(value) ? PLACEHOLDER : printable(JSON.stringify(value));
}

/** An object to be written as such. */
function isObject(value: unknown): value is Record<string, unknown> {
    return isRecord(value) && !isUnknown(value);
}

function indent(text: string, by: string): string {
    return text.replace(/^/gm, by);
}
