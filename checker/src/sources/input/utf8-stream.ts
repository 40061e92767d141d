import { TextDecoder } from "node:util";
import { Unreadable } from "./unreadable";

const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The byte order marks of other encodings. PowerShell's `>` writes UTF-16. */
const OTHER_MARKS: readonly (readonly [mark: Buffer, encoding: string])[] = [
    [Buffer.from([0xff, 0xfe]), "utf-16le"],
    [Buffer.from([0xfe, 0xff]), "utf-16be"],
];

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
        if (start.length < UTF_8_MARK.length) {
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
        if (startsWith(start, UTF_8_MARK)) {
            return start.subarray(UTF_8_MARK.length);
        }
        const [, encoding] = OTHER_MARKS.find(([mark]) => startsWith(start, mark)) ?? [];
        if (encoding !== undefined) {
            this.decoder = new TextDecoder(encoding, { fatal: true });
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

function startsWith(bytes: Buffer, mark: Buffer): boolean {
    return bytes.subarray(0, mark.length).equals(mark);
}
