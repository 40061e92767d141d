import { type Node, parseTree } from "jsonc-parser";
import { LineStarts } from "../../text/text-place";

/** The line of the property at some names, if known. */
export type PropertyLines = (names: readonly string[]) => number | undefined;

/**
 * The lines of the properties of a JSON text, which is parsed once, when the first is requested.
 * @param first the line on which the text begins
 */
export function jsonPropertyLines(text: string, first: number): PropertyLines {
    let read: { readonly root: Node | undefined; readonly lines: LineStarts } | undefined;
    const propertyOf = namedChildren<Node, Node>(node =>
        (node.type === "object" ? (node.children ?? []) : []).map(child => [String(child.children?.[0]?.value), child]),
    );
    return names => {
        read ??= { root: parseTree(text), lines: new LineStarts(text) };
        const { root, lines } = read;
        let property: Node | undefined;
        for (const name of names) {
            const parent = property === undefined ? root : property.children?.[1];
            property = parent && propertyOf(parent, name);
            if (property === undefined) {
                return undefined;
            }
        }
        return property && first + lines.placeAt(property.offset).line - 1;
    };
}

/** Finds the children of nodes by their names; those of a node are listed once, however many are requested. */
export function namedChildren<Parent extends object, Child>(
    list: (parent: Parent) => readonly (readonly [name: string, child: Child])[],
): (parent: Parent, name: string) => Child | undefined {
    const known = new WeakMap<Parent, ReadonlyMap<string, Child>>();
    return (parent, name) => {
        const children = known.get(parent) ?? new Map(list(parent));
        known.set(parent, children);
        return children.get(name);
    };
}
