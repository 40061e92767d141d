import { UserError } from "./user-error";

/** The byte order marks that identify an encoding. PowerShell's `>` writes UTF-16. */
const MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
    [[0xef, 0xbb, 0xbf], "utf-8"],
    [[0xff, 0xfe], "utf-16le"],
    [[0xfe, 0xff], "utf-16be"],
];

/**
 * The text of a file: UTF-8, or what its byte order mark says.
 * @throws UserError if it isn't text
 */
export function decodeText(bytes: Uint8Array): string {
    const encoding = markedEncoding(bytes);
    try {
        return new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
            throw new UserError(`it is not ${(encoding ?? "utf-8").toUpperCase()} text`);
        }
        throw error;
    }
}

/** Does a file begin with a byte order mark? */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
    return markedEncoding(bytes) !== undefined;
}

function markedEncoding(bytes: Uint8Array): string | undefined {
    return MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
}
