import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as TreeSitter from "./tree-sitter";

/** A node of a syntax tree, including braces, parentheses and operators. Offsets are UTF-16. */
export interface SyntaxNode {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly children: readonly SyntaxNode[];
    readonly isMissing: boolean;
}

/** Builds the syntax tree of some text; if it breaks the grammar, the tree has `ERROR` or missing nodes. */
export type MakeTree = (text: string) => { readonly root: SyntaxNode; readonly hasError: boolean };

let loaded: Promise<MakeTree> | undefined;

/** Loads the grammar, once. */
export function loadGrammar(): Promise<MakeTree> {
    loaded ??= load();
    return loaded;
}

async function load(): Promise<MakeTree> {
    const { Language, Parser } = require("./tree-sitter") as typeof TreeSitter;
    await Parser.init({ wasmBinary: wasm("web-tree-sitter/web-tree-sitter.wasm") });
    const grammar = await Language.load(wasm("@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm"));
    const parser = new Parser();
    parser.setLanguage(grammar);
    return text => {
        const tree = parser.parse(text);
        if (tree === null) {
            throw new Error("defect: the parser has no language");
        }
        try {
            const { hasError } = tree.rootNode;
            return { root: copy(tree.walk(), hasError), hasError };
        } finally {
            // Its memory is not JavaScript's: nothing else frees it.
            tree.delete();
        }
    };
}

/** A file of a package: beside the built command, or where npm put it. */
function wasm(path: string): Uint8Array {
    const beside = join(__dirname, path.slice(path.lastIndexOf("/") + 1));
    return readFileSync(existsSync(beside) ? beside : require.resolve(path));
}

/** The nodes as plain objects: each access to the original crosses into WebAssembly and back. */
function copy(cursor: TreeSitter.TreeCursor, hasError: boolean): SyntaxNode {
    const open: { node: SyntaxNode; children: SyntaxNode[] }[] = [];
    const enter = () => {
        const children: SyntaxNode[] = [];
        const node = {
            type: cursor.nodeType,
            start: cursor.startIndex,
            end: cursor.endIndex,
            children,
            isMissing: hasError && cursor.nodeIsMissing,
        };
        open.at(-1)?.children.push(node);
        open.push({ node, children });
        return node;
    };
    const root = enter();
    // Without recursion: hostile text nests as deeply as it likes.
    while (open.length > 0) {
        if (cursor.gotoFirstChild()) {
            enter();
            continue;
        }
        open.pop();
        while (open.length > 0 && !cursor.gotoNextSibling()) {
            cursor.gotoParent();
            open.pop();
        }
        if (open.length > 0) {
            enter();
        }
    }
    cursor.delete();
    return root;
}
