import { LineStarts } from "../../../text/text-place";
import { Unreadable } from "../../input/unreadable";
import type { SourcePlace } from "./ast";

/** Text in Terraform's language, and the places of its offsets. */
export class SourceText {
    private readonly lines: LineStarts;

    /** @param whole where all of it is, if it is a string in another language */
    constructor(
        readonly file: string,
        readonly text: string,
        private readonly whole?: SourcePlace,
    ) {
        this.lines = new LineStarts(text);
    }

    placeOf(offset: number): SourcePlace {
        return this.whole ?? { file: this.file, line: this.lines.placeAt(offset).line };
    }

    /** An error for what can't be read there. */
    unreadable(reason: string, offset: number): Unreadable {
        if (this.whole !== undefined) {
            return new Unreadable(`${reason} (line ${this.whole.line})`);
        }
        return new Unreadable(reason, this.lines.placeAt(offset));
    }
}
