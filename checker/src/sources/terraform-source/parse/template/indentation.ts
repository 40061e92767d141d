import type { TemplateToken } from "./token";
import { trimStart } from "./white-space";

/**
 * `<<-` takes away the indentation that all lines have; blank lines have none, and what follows a strip marker begins no
 * line. Source: hashicorp/hcl, hclsyntax/parser_template.go (`flushHeredocTemplateParts`).
 */
export function withoutIndentation(tokens: readonly TemplateToken[]): TemplateToken[] {
    const starts = new Set<TemplateToken>();
    let least = Number.POSITIVE_INFINITY;
    let beginsLine = true;
    for (const token of tokens) {
        if (beginsLine) {
            beginsLine = false;
            if (token.kind !== "text") {
                least = 0;
            } else if (!isBlank(token.text)) {
                least = Math.min(least, indentationOf(token.text));
                starts.add(token);
            }
        }
        beginsLine ||= token.kind === "text" && token.text.endsWith("\n");
    }
    return tokens.map(token =>
        token.kind === "text" && starts.has(token) ? { kind: "text", text: token.text.slice(least) } : token,
    );
}

function isBlank(text: string): boolean {
    return trimStart(text) === "" && text.endsWith("\n");
}

function indentationOf(text: string): number {
    return text.length - trimStart(text).length;
}
