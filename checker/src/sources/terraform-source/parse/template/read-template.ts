import type { Expression, ForIntroduction, TemplatePart } from "../ast";
import type { SourceText } from "../source-text";
import type { SyntaxNode } from "../syntax-tree";
import { withoutIndentation } from "./indentation";
import { heredocLines, quotedText } from "./text";
import type { TemplateToken } from "./token";
import { trimEnd, trimStart } from "./white-space";

/** How the expressions in a template are read. */
export type ReadExpression = (node: SyntaxNode | undefined) => Expression;

/** The text of a quoted string without expressions. */
export function literalText(node: SyntaxNode, source: SourceText): string {
    const [start, end] = within(node);
    return quotedText(start, end, source);
}

/** The parts of a quoted string. */
export function readQuoted(node: SyntaxNode, source: SourceText, readExpression: ReadExpression): TemplatePart[] {
    const [start, end] = within(node);
    const tokens = tokensIn(node, start, end, (from, to) => [quotedText(from, to, source)]);
    return nested(tokens, source, readExpression);
}

/** The parts of a heredoc: the lines between its marker and the closing marker. */
export function readHeredoc(node: SyntaxNode, source: SourceText, readExpression: ReadExpression): TemplatePart[] {
    const [start, mark] = node.children;
    const end = node.children.at(-1);
    const { text } = source;
    const first = text.indexOf("\n", mark?.end ?? node.start) + 1;
    if (!/^<<-?[\p{ID_Continue}-]+\r?\n$/u.test(text.slice(node.start, first))) {
        throw source.unreadable("malformed HCL: a heredoc begins with its mark alone on the line", node.start);
    }
    const last = text.lastIndexOf("\n", (end?.start ?? node.end) - 1) + 1;
    if (first > last) {
        return [];
    }
    const tokens = tokensIn(node, first, last, (from, to) => heredocLines(from, to, source));
    const indents = start !== undefined && text.slice(start.start, start.end) === "<<-";
    return nested(indents ? withoutIndentation(tokens) : tokens, source, readExpression);
}

function within({ children, start, end }: SyntaxNode): readonly [start: number, end: number] {
    return [children[0]?.end ?? start, children.at(-1)?.start ?? end];
}

const KINDS: Readonly<Record<string, Exclude<TemplateToken["kind"], "text">>> = {
    template_interpolation: "interpolation",
    template_if_intro: "if",
    template_else_intro: "else",
    template_if_end: "end",
    template_for_start: "for",
    template_for_end: "end",
};

/** The tokens of a template, with the spaces gone that strip markers (`~`) take away. */
function tokensIn(
    node: SyntaxNode,
    start: number,
    end: number,
    texts: (start: number, end: number) => readonly string[],
): TemplateToken[] {
    const tokens: TemplateToken[] = [];
    let offset = start;
    let trimsNext = false;
    const addTexts = (until: number, trimsLast: boolean) => {
        const found = texts(offset, until).filter(text => text !== "");
        found.forEach((text, index) => {
            // Only the text next to it: in a heredoc each line is one.
            const started = trimsNext && index === 0 ? trimStart(text) : text;
            const ended = trimsLast && index === found.length - 1 ? trimEnd(started) : started;
            tokens.push({ kind: "text", text: ended });
        });
    };
    for (const mark of marksIn(node)) {
        addTexts(mark.start, mark.children[1]?.type === "strip_marker");
        tokens.push({ kind: KINDS[mark.type] ?? "end", node: mark });
        trimsNext = mark.children.at(-2)?.type === "strip_marker";
        offset = mark.end;
    }
    addTexts(end, false);
    return tokens;
}

/** The nodes in a template that are not text, in order. */
function marksIn(node: SyntaxNode): readonly SyntaxNode[] {
    return node.children.flatMap(child =>
        KINDS[child.type] !== undefined
            ? [child]
            : /^template_(directive|if|for)$/.test(child.type)
              ? marksIn(child)
              : [],
    );
}

function nested(tokens: readonly TemplateToken[], source: SourceText, readExpression: ReadExpression): TemplatePart[] {
    let next = 0;
    const partsUntilEnd = (): TemplatePart[] => {
        const parts: TemplatePart[] = [];
        for (let token = tokens[next]; token !== undefined; token = tokens[next]) {
            if (token.kind === "else" || token.kind === "end") {
                break;
            }
            next++;
            if (token.kind === "text") {
                parts.push(token.text);
            } else {
                parts.push(partOf(token));
            }
        }
        return parts;
    };
    const partOf = ({ kind, node }: Exclude<TemplateToken, { kind: "text" }>): TemplatePart => {
        const expression = node.children.find(({ type }) => type === "expression");
        if (kind === "interpolation") {
            if (expression === undefined) {
                throw source.unreadable("malformed HCL: an expression is expected here", node.start);
            }
            return { kind, expression: readExpression(expression) };
        }
        if (kind === "for") {
            const introduction = readForIntroduction(node, source, readExpression);
            const body = partsUntilEnd();
            next++;
            return { kind, ...introduction, body };
        }
        const condition = readExpression(expression);
        const whenTrue = partsUntilEnd();
        const hasElse = tokens[next]?.kind === "else";
        next++;
        const otherwise = hasElse ? partsUntilEnd() : [];
        next += hasElse ? 1 : 0;
        return { kind: "if", condition, whenTrue, otherwise };
    };
    return partsUntilEnd();
}

/** The names and the collection of a `for`, in a template or in brackets. */
export function readForIntroduction(
    node: SyntaxNode,
    source: SourceText,
    readExpression: ReadExpression,
): ForIntroduction {
    const names = node.children
        .filter(({ type }) => type === "identifier")
        .map(({ start, end }) => source.text.slice(start, end));
    const collection = node.children.find(({ type }) => type === "expression");
    const [keyName, valueName] = names.length === 1 ? [undefined, names[0]] : names;
    return { keyName, valueName: valueName ?? "", collection: readExpression(collection) };
}

/** A template as an expression: a lone interpolation stands for its value, whatever that is. */
export function templateOf(parts: readonly TemplatePart[], place: Expression["place"]): Expression {
    const [only = ""] = parts;
    if (parts.every(part => typeof part === "string")) {
        return { kind: "literal", value: parts.join(""), place };
    }
    return parts.length === 1 && typeof only === "object" && only.kind === "interpolation"
        ? { kind: "parentheses", of: only.expression, place }
        : { kind: "template", parts, place };
}
