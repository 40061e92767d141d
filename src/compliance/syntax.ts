import { isRecord } from "../cloudtrail/plain-data";

// How the places where trails are written down write a value.

/** A property of an object literal in TypeScript: `name: [{ … }],`. */
export function typescriptSyntax(name: string, value: unknown): string {
    return `${name}: ${typescript(value)},`;
}

function typescript(value: unknown): string {
    if (Array.isArray(value)) {
        const entries = value.map(typescript);
        return value.some(isRecord) ? `[\n${indent(entries.join(",\n"), "    ")},\n]` : `[${entries.join(", ")}]`;
    }
    if (isRecord(value)) {
        const entries = Object.entries(value).map(([key, entry]) => `${key}: ${inlineTypescript(entry)}`);
        return `{ ${entries.join(", ")} }`;
    }
    return JSON.stringify(value);
}

function inlineTypescript(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(inlineTypescript).join(", ")}]`;
    }
    return typescript(value);
}

/** A property of a JSON object: `"Name": …`. */
export function jsonSyntax(name: string, value: unknown): string {
    return `${JSON.stringify(name)}: ${JSON.stringify(value, undefined, 2)}`;
}

/** A property of a CloudFormation resource in YAML. */
export function cloudFormationSyntax(name: string, value: unknown): string {
    return yaml(name, value).join("\n");
}

function yaml(name: string, value: unknown): string[] {
    if (!Array.isArray(value)) {
        return [`${name}: ${JSON.stringify(value)}`];
    }
    if (!value.some(isRecord)) {
        return [`${name}: [${value.map(entry => JSON.stringify(entry)).join(", ")}]`];
    }
    const entries = value.flatMap(entry =>
        Object.entries(entry as Record<string, unknown>)
            .flatMap(([key, nested]) => yaml(key, nested))
            .map((line, index) => `${index === 0 ? "  - " : "    "}${line}`),
    );
    return [`${name}:`, ...entries];
}

/** Blocks or an argument of a Terraform resource. */
export function hclSyntax(name: string, value: unknown): string {
    return hcl(name, value).join("\n");
}

function hcl(name: string, value: unknown): string[] {
    if (!Array.isArray(value)) {
        return [`${name} = ${hclLiteral(value)}`];
    }
    if (!value.some(isRecord)) {
        return [`${name} = [${value.map(hclLiteral).join(", ")}]`];
    }
    return value.flatMap(block => [
        `${name} {`,
        ...Object.entries(block as Record<string, unknown>).flatMap(([key, nested]) =>
            hcl(key, nested).map(line => `  ${line}`),
        ),
        "}",
    ]);
}

/** `${` and `%{` begin an expression in HCL. */
function hclLiteral(value: unknown): string {
    return JSON.stringify(value).replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
}

function indent(text: string, by: string): string {
    return text.replace(/^/gm, by);
}
