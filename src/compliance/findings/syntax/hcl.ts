import { aligned, indent, isObject, literal, PLACEHOLDER, type Syntax } from "./syntax";

/** Blocks or an argument of a Terraform resource, formatted like `terraform fmt`. */
export const hclSyntax: Syntax = {
    property: (name, value) => body([[name, value]]).join("\n"),
    entries: (name, entries) => body([[name, entries]]).join("\n"),
};

/** The arguments and blocks of a body: consecutive arguments are aligned. */
function body(entries: readonly (readonly [name: string, value: unknown])[]): string[] {
    const lines: string[] = [];
    let waiting: [string, string][] = [];
    const flush = () => {
        lines.push(...aligned(waiting));
        waiting = [];
    };
    for (const [name, value] of entries) {
        if (!Array.isArray(value) || !value.some(isObject)) {
            waiting.push([
                name,
                ` = ${Array.isArray(value) ? `[${value.map(hclLiteral).join(", ")}]` : hclLiteral(value)}`,
            ]);
            continue;
        }
        flush();
        for (const block of value) {
            const inner = isObject(block) ? body(Object.entries(block)) : [PLACEHOLDER];
            lines.push(`${name} {`, ...inner.map(line => indent(line, "  ")), "}");
        }
    }
    flush();
    return lines;
}

/** `${` and `%{` begin an expression in HCL. */
function hclLiteral(value: unknown): string {
    return literal(value).replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
}
