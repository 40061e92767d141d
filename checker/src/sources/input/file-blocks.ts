import { closeSync, openSync, readSync } from "node:fs";

/** Of files that are read one after another: large enough for speed, small beside what Node itself needs. */
const block = Buffer.allocUnsafeSlow(1024 * 1024);

/**
 * Reads a file block by block, whatever its size.
 * @param read takes a block; its bytes are overwritten afterwards
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

/** Words of which every source has one. In double quotes YAML can hide a word behind escapes. */
const WORDS =
    /AWS::|AWSTemplateFormatVersion|Fn::|"?TrailARN"?:|trailList|\\[ux]|"(deployment|checkpoint|newState|resourcePreEvent|planned_values|resource_changes|terraform_version|lineage)"/;

/** Does a text mention what a source would? */
export function mentionsSource(text: string): boolean {
    return WORDS.test(text);
}
