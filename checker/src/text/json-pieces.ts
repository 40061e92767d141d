import { printableJson } from "../../../src/cloudtrail/quote";

/**
 * An object as JSON, each of its lists entry by entry: the whole text of a large one would take more memory than the data.
 * @param dataOf what an entry of a list is written as, by the name of the list
 */
export function* objectPieces(
    properties: object,
    dataOf: (entry: unknown, list: string) => unknown = entry => entry,
): Iterable<string> {
    let before = "{";
    for (const [name, value] of Object.entries(properties)) {
        yield `${before}\n  ${JSON.stringify(name)}: `;
        yield* Array.isArray(value) && value.length > 0
            ? listPieces(value, entry => dataOf(entry, name))
            : [indented(value, "  ")];
        before = ",";
    }
    yield "\n}\n";
}

function* listPieces(list: readonly unknown[], dataOf: (entry: unknown) => unknown): Iterable<string> {
    let before = "[";
    for (const entry of list) {
        yield `${before}\n    ${indented(dataOf(entry), "    ")}`;
        before = ",";
    }
    yield "\n  ]";
}

function indented(value: unknown, indent: string): string {
    return printableJson(value).replaceAll("\n", `\n${indent}`);
}
