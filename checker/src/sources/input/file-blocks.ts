import { closeSync, openSync, readSync } from "node:fs";

/** For files that are read one after another: large enough for speed, small compared with what Node itself needs. */
const block = Buffer.allocUnsafeSlow(1024 * 1024);

/**
 * Reads a file block by block, whatever its size.
 * @param read receives a block; its bytes are overwritten afterwards
 */
export function forEachBlock(path: string, read: (block: Buffer) => void): void {
    const file = openSync(path, "r");
    try {
        for (let length = readSync(file, block); length > 0; length = readSync(file, block)) {
            read(block.subarray(0, length));
        }
    } finally {
        closeSync(file);
    }
}
