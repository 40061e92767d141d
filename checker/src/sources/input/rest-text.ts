import { placeAt, type TextPlace } from "../../text/text-place";
import { shift } from "./parse-bytes";

/** The rest of a document without its items: bytes from several places of the input. */
export class RestText {
    private parts: Buffer[] = [];
    private readonly marks: { readonly offset: number; readonly place: TextPlace }[] = [];
    size = 0;

    /** What is appended from now on comes from this place in the input. */
    resume(place: TextPlace): void {
        this.marks.push({ offset: this.size, place });
    }

    /** Takes a copy: the bytes may be overwritten afterwards. */
    append(bytes: Uint8Array): void {
        this.parts.push(Buffer.from(bytes));
        this.size += bytes.length;
    }

    /** Is it one contiguous part of the input? */
    get isWhole(): boolean {
        return this.marks.length === 1;
    }

    bytes(): Buffer {
        const whole = Buffer.concat(this.parts);
        this.parts = [whole];
        return whole;
    }

    /** The place in the input of an offset. */
    locate(offset: number): TextPlace {
        const mark = this.marks.findLast(candidate => candidate.offset <= offset);
        if (mark === undefined) {
            return { line: 1, column: 1 };
        }
        const before = this.bytes().subarray(mark.offset, offset).toString("utf8");
        return shift(mark.place, placeAt(before, before.length));
    }
}
