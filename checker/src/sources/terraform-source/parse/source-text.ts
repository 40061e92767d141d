import { Unreadable } from "../../input/unreadable";
import type { SourcePlace } from "./ast";

/** A text of Terraform's language, and where its offsets are. */
export class SourceText {
    private readonly lineStarts: number[] = [0];

    /** @param whole where all of it stands, where it is the value of a text in another language */
    constructor(
        readonly file: string,
        readonly text: string,
        private readonly whole?: SourcePlace,
    ) {
        for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
            this.lineStarts.push(end + 1);
        }
    }

    placeOf(offset: number): SourcePlace {
        return this.whole ?? { file: this.file, line: this.lineOf(offset) };
    }

    /** What can't be read there, as an error. */
    unreadable(reason: string, offset: number): Unreadable {
        if (this.whole !== undefined) {
            return new Unreadable(`${reason} (line ${this.whole.line})`);
        }
        const line = this.lineOf(offset);
        return new Unreadable(reason, { line, column: offset - (this.lineStarts[line - 1] ?? 0) + 1 });
    }

    private lineOf(offset: number): number {
        let low = 0;
        let high = this.lineStarts.length;
        while (high - low > 1) {
            const middle = (low + high) >> 1;
            if ((this.lineStarts[middle] ?? 0) <= offset) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + 1;
    }
}
