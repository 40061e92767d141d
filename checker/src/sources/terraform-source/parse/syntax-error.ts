import type { Unreadable } from "../../input/unreadable";
import type { SourceText } from "./source-text";
import type { SyntaxNode } from "./syntax-tree";

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]", "(": ")", "${": "}", "%{": "}", '"': '"' };

/** Where text breaks the grammar: an unmatched bracket, or else the first unexpected token. */
export function syntaxError(root: SyntaxNode, source: SourceText): Unreadable {
    const open: { token: string; offset: number }[] = [];
    let first: SyntaxNode | undefined;
    for (const node of nodesOf(root)) {
        if (node.isMissing || node.type === "ERROR") {
            first = node;
        }
        if (node.children.length > 0 || node.isMissing) {
            continue;
        }
        const token = source.text.slice(node.start, node.end);
        if (CLOSING[token] !== undefined && node.type !== "template_literal" && node.type !== "quoted_template_end") {
            open.push({ token, offset: node.start });
        } else if (/^[}\])"]$/.test(token) && node.type !== "template_literal") {
            const last = open.pop();
            if (last === undefined) {
                return source.unreadable(`malformed HCL: ${token} closes nothing here`, node.start);
            }
            if (CLOSING[last.token] !== token) {
                return source.unreadable(`malformed HCL: ${last.token} is never closed`, last.offset);
            }
        }
    }
    const last = open.at(-1);
    if (last !== undefined) {
        return source.unreadable(`malformed HCL: ${last.token} is never closed`, last.offset);
    }
    const offset = first?.start ?? 0;
    const found = /^\S{1,20}/.exec(source.text.slice(offset))?.[0];
    const what = found === undefined ? "it ends in the middle" : `unexpected ${JSON.stringify(found)}`;
    return source.unreadable(`malformed HCL: ${what}`, offset);
}

/** All nodes, parents first. */
function* nodesOf(root: SyntaxNode): Generator<SyntaxNode> {
    const open = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
        yield node;
        for (let index = node.children.length - 1; index >= 0; index--) {
            const child = node.children[index];
            if (child !== undefined) {
                open.push(child);
            }
        }
    }
}
