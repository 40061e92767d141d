/** A place in text, counted from 1; a column is a UTF-16 code unit, as editors count. */
export interface TextPlace {
    readonly line: number;
    readonly column: number;
}

/** The place of an offset in text. */
export function placeAt(text: string, offset: number): TextPlace {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length, column: offset - start + 1 };
}

/** The offset of a place in text. */
export function offsetAt(text: string, { line, column }: TextPlace): number {
    let start = 0;
    for (let passed = 1; passed < line; passed++) {
        start = text.indexOf("\n", start) + 1;
    }
    return start + column - 1;
}

/** Where the lines of some text begin: for looking up the lines of many offsets. */
export class LineStarts {
    private readonly starts: number[] = [0];

    constructor(text: string) {
        for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
            this.starts.push(end + 1);
        }
    }

    placeAt(offset: number): TextPlace {
        let low = 0;
        let high = this.starts.length;
        while (high - low > 1) {
            const middle = (low + high) >> 1;
            if ((this.starts[middle] ?? 0) <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
    }
}
