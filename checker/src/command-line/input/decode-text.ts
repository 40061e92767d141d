import { UserError } from "../user-error";

/** A mark at the beginning of a file that identifies its encoding. */
export interface ByteOrderMark {
    readonly bytes: readonly number[];
    readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
}

/** PowerShell's `>` writes UTF-16. */
const MARKS: readonly ByteOrderMark[] = [
    { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
    { bytes: [0xff, 0xfe], encoding: "utf-16le" },
    { bytes: [0xfe, 0xff], encoding: "utf-16be" },
];

/** The length of the longest mark, in bytes. */
export const LONGEST_MARK = 3;

/**
 * The text of a file: UTF-8, or what its byte order mark says.
 * @throws UserError if it isn't text
 */
export function decodeText(bytes: Uint8Array): string {
    const { encoding = "utf-8" } = byteOrderMark(bytes) ?? {};
    try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
            throw new UserError(`it is not ${encoding.toUpperCase()} text`);
        }
        throw error;
    }
}

/** The byte order mark that a file begins with. */
export function byteOrderMark(file: Uint8Array): ByteOrderMark | undefined {
    return MARKS.find(({ bytes }) => bytes.every((byte, index) => file[index] === byte));
}
