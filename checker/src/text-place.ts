/** A place in a text, counted from 1; a column is a UTF-16 code unit, as editors count. */
export interface TextPlace {
    readonly line: number;
    readonly column: number;
}

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number): TextPlace {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length, column: offset - start + 1 };
}
