import { createHash } from "node:crypto";
import { gunzipSync, inflateRawSync, type ZlibOptions } from "node:zlib";
import type { FileProblem } from "../evidence";

/** Far more than any log file has (some 50 MB): what unzips to more was not written by CloudTrail. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What a gzip file holds, or why it isn't one. */
export type Unzipped =
    | { readonly content: Buffer; readonly hasMore: boolean }
    | { readonly problem: FileProblem; readonly detail: string };

/**
 * Unzips a file whole. Where it has several zipped parts, as gzip files may, they are put together.
 * @returns `hasMore`: something stands behind the zipped data that isn't such a part
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

/** What the first zipped part of a file holds, where something stands behind it; otherwise `undefined`. */
export function unzipFirstPart(bytes: Uint8Array): Buffer | undefined {
    try {
        const header = headerLength(bytes);
        // With `info`, zlib also tells how much of the input it has used.
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

/** The SHA-256 of what a file holds, in the hexadecimal form of digests. */
export function sha256(content: Uint8Array): string {
    return createHash("sha256").update(content).digest("hex");
}

/** The checksum and the size of what was zipped (RFC 1952). */
const TRAILER_LENGTH = 8;

/** How long the header of a gzip file is (RFC 1952, section 2.3). */
function headerLength(bytes: Uint8Array): number {
    const flags = bytes[3] ?? 0;
    let at = 10;
    if ((flags & 4) !== 0) {
        at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
    }
    // A name and a comment, each with a zero behind it.
    for (const flag of [8, 16]) {
        if ((flags & flag) !== 0) {
            at = bytes.indexOf(0, at) + 1;
        }
    }
    return (flags & 2) !== 0 ? at + 2 : at;
}

/** A gzip file ends with the size of what it holds: one chunk of this size need not be copied together. */
function optionsFor(bytes: Uint8Array): ZlibOptions {
    const end = Buffer.from(bytes.slice(-4));
    const size = end.length === 4 ? end.readUInt32LE() + 1 : 0;
    return { chunkSize: Math.min(Math.max(size, 16 * 1024), 64 * 1024 * 1024), maxOutputLength: MAX_BYTES };
}
