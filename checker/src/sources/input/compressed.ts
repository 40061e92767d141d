import { constants, gunzipSync } from "node:zlib";
import type { AnySource } from "./any-source";
import { Unreadable } from "./unreadable";

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * The message for compressed bytes; `undefined` if they aren't compressed.
 * @param start of the input: as many bytes as there are
 */
export function compressionOf(start: Buffer, sources: AnySource): Unreadable | undefined {
    if (begins(start, ZIP)) {
        // Terraform's binary plan is an archive of a plan, a state and the configuration.
        return start.includes("tfplan")
            ? new Unreadable(
                  "it is a binary plan of Terraform: `terraform show -json` prints it as JSON",
                  undefined,
                  true,
              )
            : new Unreadable("it is a zip archive: unpack it");
    }
    return begins(start, GZIP)
        ? new Unreadable("it is gzipped: unpack it with gunzip", undefined, sources.mentions(unzipped(start)))
        : undefined;
}

function begins(bytes: Buffer, magic: Buffer): boolean {
    return bytes.subarray(0, magic.length).equals(magic);
}

/** As much of a gzipped text as its beginning contains. */
function unzipped(start: Buffer): string {
    try {
        return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
    } catch {
        return "";
    }
}
