import type { Block, Body, Expression } from "./ast";
import { readExpression } from "./read-expression";
import type { SourceText } from "./source-text";
import type { SyntaxNode } from "./syntax-tree";
import { literalText } from "./template/read-template";

/** Reads the content of a file or of a block's braces. */
export function readBody(body: SyntaxNode | undefined, source: SourceText): Body {
    const attributes = new Map<string, Expression>();
    const blocks: Block[] = [];
    let before: SyntaxNode | undefined;
    for (const node of body?.children.filter(({ type }) => type !== "comment") ?? []) {
        // To the grammar a line break is a space: two things on one line would go unnoticed.
        if (before !== undefined && !source.text.slice(before.end, node.start).includes("\n")) {
            throw source.unreadable("malformed HCL: a new line is expected here", node.start);
        }
        before = node;
        if (node.type === "attribute") {
            const [name, , value] = node.children.filter(({ type }) => type !== "comment");
            const text = name === undefined ? "" : source.text.slice(name.start, name.end);
            if (attributes.has(text)) {
                throw source.unreadable(`malformed HCL: ${text} is set twice`, node.start);
            }
            attributes.set(text, readExpression(value, source, true));
        } else {
            blocks.push(readBlock(node, source));
        }
    }
    return hclBody(attributes, blocks);
}

function readBlock(node: SyntaxNode, source: SourceText): Block {
    const [type, ...more] = node.children.filter(child => child.type !== "comment");
    const labels = more
        .filter(child => child.type === "string_lit" || child.type === "identifier")
        .map(label =>
            label.type === "identifier" ? source.text.slice(label.start, label.end) : literalText(label, source),
        );
    return {
        type: type === undefined ? "" : source.text.slice(type.start, type.end),
        labels,
        body: readBody(
            more.find(child => child.type === "body"),
            source,
        ),
        place: source.placeOf(node.start),
    };
}

/** A body of these attributes and blocks. */
export function hclBody(attributes: ReadonlyMap<string, Expression>, blocks: readonly Block[]): Body {
    return {
        attributes,
        blocks: type => blocks.filter(block => block.type === type),
        blocksOf: types => blocks.filter(block => types.has(block.type)),
        constant: name => attributes.get(name),
        syntax: name => attributes.get(name),
        isJson: false,
    };
}
