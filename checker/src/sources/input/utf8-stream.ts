import { TextDecoder } from "node:util";
import { byteOrderMark, LONGEST_MARK } from "../../command-line/input/decode-text";
import { Unreadable } from "./unreadable";

/** Converts bytes to UTF-8 without a byte order mark, from the encoding that their mark indicates. */
export class Utf8Stream {
    private start: Buffer | undefined = Buffer.alloc(0);
    private decoder: TextDecoder | undefined;

    /** @throws Unreadable if the bytes are not in the encoding of their mark */
    decode(bytes: Buffer): Buffer {
        if (this.start === undefined) {
            return this.recode(bytes, true);
        }
        const start = Buffer.concat([this.start, bytes]);
        if (start.length < LONGEST_MARK) {
            this.start = start;
            return Buffer.alloc(0);
        }
        return this.begin(start, true);
    }

    /** What is left once all bytes have come. */
    end(): Buffer {
        return this.start === undefined ? this.recode(Buffer.alloc(0), false) : this.begin(this.start, false);
    }

    private begin(start: Buffer, more: boolean): Buffer {
        this.start = undefined;
        const mark = byteOrderMark(start);
        if (mark?.encoding === "utf-8") {
            return start.subarray(mark.bytes.length);
        }
        if (mark !== undefined) {
            this.decoder = new TextDecoder(mark.encoding, { fatal: true });
        }
        return this.recode(start, more);
    }

    private recode(bytes: Buffer, more: boolean): Buffer {
        if (this.decoder === undefined) {
            return bytes;
        }
        try {
            return Buffer.from(this.decoder.decode(bytes, { stream: more }), "utf8");
        } catch {
            throw new Unreadable(`it is not ${this.decoder.encoding.toUpperCase()} text, as its byte order mark says`);
        }
    }
}
