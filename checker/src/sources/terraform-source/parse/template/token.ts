import type { SyntaxNode } from "../syntax-tree";

/** A piece of a template, in the order of the text: Terraform trims and indents before it nests. */
export type TemplateToken =
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "interpolation" | "if" | "else" | "for" | "end"; readonly node: SyntaxNode };
