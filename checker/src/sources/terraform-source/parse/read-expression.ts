import { type Expression, SPLAT_ELEMENT } from "./ast";
import type { SourceText } from "./source-text";
import type { SyntaxNode } from "./syntax-tree";
import { literalText, readForIntroduction, readHeredoc, readQuoted, templateOf } from "./template/read-template";

/** How deeply expressions may nest: hostile input must not exhaust the stack. */
const DEEPEST = 500;

let depth = 0;

/**
 * Reads an expression.
 * @param endsWithLine whether a line break ends it: it does outside of brackets, which the grammar doesn't know
 */
export function readExpression(node: SyntaxNode | undefined, source: SourceText, endsWithLine: boolean): Expression {
    if (node === undefined) {
        throw source.unreadable("malformed HCL: an expression is missing", source.text.length);
    }
    if (depth > DEEPEST) {
        throw source.unreadable(`malformed HCL: it nests more than ${DEEPEST} levels`, node.start);
    }
    depth++;
    try {
        return new ExpressionReader(source, endsWithLine).read(node);
    } finally {
        depth--;
    }
}

class ExpressionReader {
    constructor(
        private readonly source: SourceText,
        private readonly endsWithLine: boolean,
    ) {}

    read(node: SyntaxNode): Expression {
        const children = grouped(node);
        // A term and what follows it, left to right: `a` `.b` `[0]`.
        const isFollowed = !OPERATIONS.has(node.type) && children.length > 1 && FOLLOWING.has(children[1]?.type ?? "");
        if (this.endsWithLine && (isFollowed || WITHOUT_BRACKETS.has(node.type))) {
            this.refuseLineEnds(node.type === "function_call" ? children.slice(0, 2) : children);
        }
        return isFollowed ? this.followed(children) : this.term(node, children);
    }

    private term(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
        const [first, second, third] = children;
        const place = this.source.placeOf(node.start);
        switch (node.type) {
            case PARENTHESES:
                return { kind: "parentheses", of: this.inBrackets(second), place };
            case "expression":
            case "literal_value":
            case "template_expr":
            case "collection_value":
            case "for_expr":
            case "operation":
                return this.nested(first);
            case "numeric_lit":
                return this.number(this.textOf(node), place);
            case "bool_lit":
                return { kind: "literal", value: this.textOf(node) === "true", place };
            case "null_lit":
                return { kind: "literal", value: null, place };
            case "string_lit":
                return { kind: "literal", value: literalText(node, this.source), place };
            case "quoted_template":
                return templateOf(
                    readQuoted(node, this.source, inner => this.inBrackets(inner)),
                    place,
                );
            case "heredoc_template":
                return templateOf(
                    readHeredoc(node, this.source, inner => this.inBrackets(inner)),
                    place,
                );
            case "variable_expr":
                return { kind: "variable", name: this.textOf(node), place };
            case "tuple":
                return { kind: "tuple", items: this.expressionsIn(children), place };
            case "object":
                return this.object(children, place);
            case "function_call":
                return this.call(children, place);
            case "for_tuple_expr":
            case "for_object_expr":
                return this.forExpression(children, place);
            case "conditional": {
                const [condition, whenTrue, otherwise] = children.filter(({ type }) => type === "expression");
                return chained(this.nested(condition), this.nested(whenTrue), this.nested(otherwise), place);
            }
            case "unary_operation":
                return { kind: "unary", operator: this.textOf(first), operand: this.nested(second), place };
            case "binary_operation":
                return this.binary(children, place);
            default:
                throw this.source.unreadable(
                    `malformed HCL: unexpected ${JSON.stringify(third?.type ?? node.type)}`,
                    node.start,
                );
        }
    }

    private nested(node: SyntaxNode | undefined): Expression {
        return readExpression(node, this.source, this.endsWithLine);
    }

    private inBrackets(node: SyntaxNode | undefined): Expression {
        return readExpression(node, this.source, false);
    }

    private expressionsIn(nodes: readonly SyntaxNode[]): Expression[] {
        return nodes.filter(({ type }) => type === "expression").map(node => this.inBrackets(node));
    }

    private textOf(node: SyntaxNode | undefined): string {
        return node === undefined ? "" : this.source.text.slice(node.start, node.end);
    }

    private refuseLineEnds(children: readonly SyntaxNode[]): void {
        const node = children.find((child, index) => {
            const before = children[index - 1];
            return before !== undefined && this.source.text.slice(before.end, child.start).includes("\n");
        });
        if (node !== undefined) {
            throw this.source.unreadable("malformed HCL: the expression ends with the line before", node.start);
        }
    }

    /** Terraform's numbers are exact: here they have to equal what is written. */
    private number(text: string, place: Expression["place"]): Expression {
        if (!/^\d/.test(text) || /x/i.test(text)) {
            throw this.source.unreadable(`malformed HCL: ${text} is not a number`, 0);
        }
        const value = Number(text);
        const digits = text.replace(/[eE].*|\D/g, "").replace(/^0+/, "");
        return digits.length > 15 || !Number.isFinite(value)
            ? { kind: "inexact", text, place }
            : { kind: "literal", value, place };
    }

    private object(children: readonly SyntaxNode[], place: Expression["place"]): Expression {
        const elements = children.filter(({ type }) => type === "object_elem");
        elements.forEach((element, index) => {
            const before = elements[index - 1];
            if (before !== undefined && !/[\n,]/.test(this.source.text.slice(before.end, element.start))) {
                throw this.source.unreadable("malformed HCL: a comma or a new line is expected here", element.start);
            }
        });
        return {
            kind: "object",
            items: elements.map(element => {
                const [key, value] = element.children.filter(({ type }) => type === "expression");
                // In braces a line break counts, whatever is around them.
                return { key: this.objectKey(key), value: readExpression(value, this.source, true) };
            }),
            place,
        };
    }

    /** A bare name is a string; in parentheses it is an expression. */
    private objectKey(node: SyntaxNode | undefined): Expression {
        const key = this.inBrackets(node);
        return key.kind === "variable"
            ? { kind: "literal", value: key.name, place: key.place }
            : key.kind === "literal" && typeof key.value !== "string" && typeof key.value !== "number"
              ? { kind: "literal", value: this.textOf(node), place: key.place }
              : key;
    }

    private call(children: readonly SyntaxNode[], place: Expression["place"]): Expression {
        const list = children.find(({ type }) => type === "function_arguments")?.children ?? [];
        return {
            kind: "call",
            name: this.textOf(children[0]),
            arguments: this.expressionsIn(list),
            expands: list.some(({ type }) => type === "ellipsis"),
            place,
        };
    }

    private forExpression(children: readonly SyntaxNode[], place: Expression["place"]): Expression {
        const intro = children.find(({ type }) => type === "for_intro");
        const results = this.expressionsIn(children);
        const condition = children.find(({ type }) => type === "for_cond")?.children;
        if (intro === undefined || results.length === 0) {
            throw this.source.unreadable("malformed HCL: a for expression is not complete", children[0]?.start ?? 0);
        }
        const [key, value] = results.length === 1 ? [undefined, results[0]] : results;
        return {
            kind: "for",
            ...readForIntroduction(intro, this.source, inner => this.inBrackets(inner)),
            key,
            value: value as Expression,
            condition: condition === undefined ? undefined : this.inBrackets(condition.at(-1)),
            groups: children.some(({ type }) => type === "ellipsis"),
            place,
        };
    }

    /** Chains of thousands are no deeper than one: operators of the same precedence are left-associative. */
    private binary(children: readonly SyntaxNode[], place: Expression["place"]): Expression {
        const [left, operator, right] = children;
        return {
            kind: "binary",
            operator: this.textOf(operator),
            left: this.nested(left),
            right: this.nested(right),
            place,
        };
    }

    private followed(children: readonly SyntaxNode[]): Expression {
        const [first, ...steps] = children;
        if (steps.length > DEEPEST) {
            throw this.source.unreadable(`malformed HCL: more than ${DEEPEST} steps`, first?.start ?? 0);
        }
        let expression = this.nested(first);
        for (const step of steps) {
            expression = this.step(expression, step);
        }
        return expression;
    }

    private step(of: Expression, node: SyntaxNode): Expression {
        if (of.kind === "splat" && of.full) {
            // Whatever follows `[*]` applies to each element.
            return { ...of, each: this.step(of.each, node) };
        }
        const place = this.source.placeOf(node.start);
        if (node.type === "get_attr") {
            return { kind: "attribute", of, name: this.textOf(node.children.at(-1)), place };
        }
        if (node.type === "index") {
            const [index] = node.children;
            const key =
                index?.type === "legacy_index"
                    ? this.number(this.textOf(index).replace(/^\.\s*/, ""), place)
                    : this.inBrackets(index?.children.find(({ type }) => type === "expression"));
            return { kind: "index", of, key, place };
        }
        const [splat] = node.children;
        const [, ...steps] = splat?.children.filter(({ type }) => type !== "comment") ?? [];
        const full = splat?.type === "full_splat";
        // `.*` reaches to the first bracket: `a.*.b[0]` is `(a.*.b)[0]`.
        const end = full ? -1 : steps.findIndex(step => step.children[0]?.type === "new_index");
        const [own, beyond] = end === -1 ? [steps, []] : [steps.slice(0, end), steps.slice(end)];
        const element: Expression = { kind: "variable", name: SPLAT_ELEMENT, place };
        const each = own.reduce<Expression>((expression, step) => this.step(expression, step), element);
        const whole: Expression = { kind: "splat", of, each, full, place };
        return beyond.reduce<Expression>((expression, step) => this.step(expression, step), whole);
    }
}

/** What the grammar has no node for: an expression in parentheses, and a term with its suffixes as an operand. */
const PARENTHESES = "parentheses";
const FOLLOWED = "followed";

/** The parts of a node without comments, with the operands of operators as one part each. */
function grouped(node: SyntaxNode): readonly SyntaxNode[] {
    const children = node.children.filter(({ type }) => type !== "comment");
    if (node.type === "function_call" || node.type === PARENTHESES) {
        return children;
    }
    const parts = children.some(({ type }) => type === "(") ? withParentheses(children) : children;
    return OPERATIONS.has(node.type) && parts.some(({ type }) => FOLLOWING.has(type)) ? withOperands(parts) : parts;
}

const OPERATIONS: ReadonlySet<string> = new Set(["unary_operation", "binary_operation"]);

function withParentheses(children: readonly SyntaxNode[]): readonly SyntaxNode[] {
    const parts: SyntaxNode[] = [];
    for (let index = 0; index < children.length; index++) {
        const [child, inner, end] = children.slice(index, index + 3);
        if (child?.type === "(" && inner?.type === "expression" && end?.type === ")") {
            parts.push(nodeOf(PARENTHESES, [child, inner, end]));
            index += 2;
        } else if (child !== undefined) {
            parts.push(child);
        }
    }
    return parts;
}

function withOperands(children: readonly SyntaxNode[]): readonly SyntaxNode[] {
    const parts: SyntaxNode[][] = [];
    for (const child of children) {
        if (FOLLOWING.has(child.type)) {
            parts.at(-1)?.push(child);
        } else {
            parts.push([child]);
        }
    }
    return parts.map(part => (part.length === 1 ? (part[0] as SyntaxNode) : nodeOf(FOLLOWED, part)));
}

function nodeOf(type: string, children: readonly SyntaxNode[]): SyntaxNode {
    const [start, end] = [children[0]?.start ?? 0, children.at(-1)?.end ?? 0];
    return { type, start, end, children, isMissing: false };
}

/** What can follow a term. */
const FOLLOWING: ReadonlySet<string> = new Set(["get_attr", "index", "splat"]);

/** Expressions without brackets around them, in which a line break could be the end. */
const WITHOUT_BRACKETS: ReadonlySet<string> = new Set([
    "conditional",
    "binary_operation",
    "unary_operation",
    "function_call",
]);

/** `a ? b : c ? d : e` is `a ? b : (c ? d : e)`: the grammar associates it the other way. */
function chained(
    condition: Expression,
    whenTrue: Expression,
    otherwise: Expression,
    place: Expression["place"],
): Expression {
    return condition.kind === "conditional"
        ? {
              ...condition,
              otherwise: chained(condition.otherwise, whenTrue, otherwise, condition.otherwise.place),
          }
        : { kind: "conditional", condition, whenTrue, otherwise, place };
}
