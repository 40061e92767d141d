import { createHash } from "node:crypto";
import { gunzipSync, type ZlibOptions } from "node:zlib";
import type { FileProblem } from "../evidence";

/** Far more than any log file has (some 50 MB): what unzips to more was not written by CloudTrail. */
const MAX_BYTES = 512 * 1024 * 1024;

/** What a gzip file holds, or why it isn't one. */
export type Unzipped =
    | { readonly content: Buffer; readonly hasMore: boolean }
    | { readonly problem: FileProblem; readonly detail: string };

/**
 * Unzips a file whole.
 * @returns `hasMore`: bytes stand behind the end of the zipped data
 */
export function unzip(bytes: Uint8Array): Unzipped {
    try {
        const options: ZlibOptions = { chunkSize: likelySize(bytes), maxOutputLength: MAX_BYTES, info: true };
        // With `info`, zlib also tells how much of the input it has used.
        const { buffer, engine } = gunzipSync(bytes, options) as unknown as {
            buffer: Buffer;
            engine: { bytesWritten: number };
        };
        return { content: buffer, hasMore: engine.bytesWritten < bytes.length };
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ERR_BUFFER_TOO_LARGE") {
            return { problem: "not-readable", detail: `it unzips to more than ${MAX_BYTES >> 20} MiB` };
        }
        const isCut = code === "Z_BUF_ERROR";
        return { problem: "not-gzip", detail: isCut ? "it is cut short" : "it is not gzip, or damaged" };
    }
}

/** The SHA-256 of what a file holds, in the hexadecimal form of digests. */
export function sha256(content: Uint8Array): string {
    return createHash("sha256").update(content).digest("hex");
}

/** A gzip file ends with the size of what it holds (RFC 1952): one chunk of this size need not be copied together. */
function likelySize(bytes: Uint8Array): number {
    const end = Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(0, bytes.length - 4), Math.min(4, bytes.length));
    const size = end.length === 4 ? end.readUInt32LE() + 1 : 0;
    return Math.min(Math.max(size, 16 * 1024), 64 * 1024 * 1024);
}
