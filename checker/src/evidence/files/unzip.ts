import { createHash } from "node:crypto";
import { gunzipSync, inflateRawSync, type ZlibOptions } from "node:zlib";
import type { FileProblem } from "../evidence";

/** Far more than any log file has (some 50 MB): CloudTrail did not write anything larger. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The content of a gzip file, or why it isn't one. */
export type Unzipped =
    | { readonly content: Buffer; readonly hasMore: boolean }
    | { readonly problem: FileProblem; readonly detail: string };

/**
 * Unzips a whole file. If it has several gzip members, as gzip files may, they are concatenated.
 * @returns `hasMore`: after the zipped data there is something that isn't a gzip member
 */
export function unzip(bytes: Uint8Array): Unzipped {
    try {
        return { content: gunzipSync(bytes, optionsFor(bytes)), hasMore: false };
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ERR_BUFFER_TOO_LARGE") {
            return { problem: "not-readable", detail: `it unzips to more than ${MAX_BYTES >> 20} MiB` };
        }
        const content = unzipFirstPart(bytes);
        if (content !== undefined) {
            return { content, hasMore: true };
        }
        const isCut = code === "Z_BUF_ERROR";
        return { problem: "not-gzip", detail: isCut ? "it is cut short" : "it is not gzip, or damaged" };
    }
}

/** The content of the first gzip member of a file, if something follows it; otherwise `undefined`. */
export function unzipFirstPart(bytes: Uint8Array): Buffer | undefined {
    try {
        const header = headerLength(bytes);
        // With `info`, zlib also returns how much of the input it used.
        const { engine } = inflateRawSync(bytes.subarray(header), {
            ...optionsFor(bytes),
            info: true,
        } as ZlibOptions) as unknown as { readonly engine: { readonly bytesWritten: number } };
        const end = header + engine.bytesWritten + TRAILER_LENGTH;
        return end < bytes.length ? gunzipSync(bytes.subarray(0, end), optionsFor(bytes)) : undefined;
    } catch {
        return undefined;
    }
}

/** The SHA-256 of a file's content, in the hexadecimal form of digests. */
export function sha256(content: Uint8Array): string {
    return createHash("sha256").update(content).digest("hex");
}

/** The checksum and the size of the original data (RFC 1952). */
const TRAILER_LENGTH = 8;

/** The length of a gzip file's header (RFC 1952, section 2.3). */
function headerLength(bytes: Uint8Array): number {
    const flags = bytes[3] ?? 0;
    let at = 10;
    if ((flags & 4) !== 0) {
        at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
    }
    // A name and a comment, each followed by a zero byte.
    for (const flag of [8, 16]) {
        if ((flags & flag) !== 0) {
            at = bytes.indexOf(0, at) + 1;
        }
    }
    return (flags & 2) !== 0 ? at + 2 : at;
}

/** A gzip file ends with its unzipped size: one chunk of this size need not be copied. */
function optionsFor(bytes: Uint8Array): ZlibOptions {
    const end = Buffer.from(bytes.slice(-4));
    const size = end.length === 4 ? end.readUInt32LE() + 1 : 0;
    return { chunkSize: Math.min(Math.max(size, 16 * 1024), 64 * 1024 * 1024), maxOutputLength: MAX_BYTES };
}
