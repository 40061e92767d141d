import type { Body, Expression, SourcePlace, TemplatePart } from "./ast";
import { readBody } from "./read-body";
import { readExpression } from "./read-expression";
import { SourceText } from "./source-text";
import { syntaxError } from "./syntax-error";
import { loadGrammar, type MakeTree, type SyntaxNode } from "./syntax-tree";
import { templateOf } from "./template/read-template";
import { textForGrammar } from "./text-for-grammar";

/** Reads Terraform's language, once its grammar is loaded. */
export class HclParser {
    private constructor(private readonly makeTree: MakeTree) {}

    static async load(): Promise<HclParser> {
        return new HclParser(await loadGrammar());
    }

    /**
     * Reads a file.
     * @param file its name, for places
     * @throws Unreadable with line and column
     */
    file(file: string, text: string): Body {
        const source = new SourceText(file, text);
        return readBody(
            this.tree(source).children.find(({ type }) => type === "body" || type === "object"),
            source,
        );
    }

    /**
     * Reads a standalone expression, as `--var` accepts it.
     * @param place where it is
     * @throws Unreadable
     */
    expression(text: string, place: SourcePlace): Expression {
        // In parentheses it may span several lines.
        const source = new SourceText(place.file, `_ = (${text}\n)`, place);
        const body = this.tree(source).children.find(({ type }) => type === "body");
        const expression = readExpression(body?.children[0]?.children[2], source, false);
        return expression.kind === "parentheses" ? expression.of : expression;
    }

    /**
     * Reads a template without quotation marks: a string in JSON, or what `templatefile` reads.
     * @param place where it is
     * @throws Unreadable
     */
    template(text: string, place: SourcePlace): Expression {
        if (!/[$%]\{/.test(text)) {
            return { kind: "literal", value: text.normalize("NFC"), place };
        }
        const mark = markBeside(text);
        const of = this.expression(`<<${mark}\n${text}\n${mark}`, place);
        if (of.kind === "literal") {
            return { ...of, value: String(of.value).slice(0, -1) };
        }
        return of.kind === "template" ? templateOf(withoutLastLineEnd(of.parts, text), place) : of;
    }

    private tree(source: SourceText): SyntaxNode {
        const { root, hasError } = this.makeTree(textForGrammar(source.text));
        if (hasError) {
            throw syntaxError(root, source);
        }
        return root;
    }
}

/** A marker that no line of the text consists of. */
function markBeside(text: string): string {
    let mark = "TEXT";
    while (text.includes(mark)) {
        mark += "_";
    }
    return mark;
}

/** A heredoc ends with the end of a line, which the text does not have. */
function withoutLastLineEnd(parts: readonly TemplatePart[], text: string): readonly TemplatePart[] {
    const last = parts.at(-1);
    if (typeof last !== "string") {
        return parts;
    }
    const isAdded = last === "\n" || (last === "" && text.endsWith("~}"));
    return [...parts.slice(0, -1), ...(isAdded ? [] : [last.slice(0, -1)])];
}
