import { parseKey } from "../keys/file-name";
import type { DigestFile } from "./read-digest-file";

/** A digest that a trusted one names and that doesn't exist. */
export interface MissingDigest {
    readonly key: string;
    /** The key of the one that names it. */
    readonly namedBy: string;
}

/** What a chain shows beyond its digests. */
export interface ChainFindings {
    readonly missing: readonly MissingDigest[];
    /** Other buckets in which the chain continues: the trail delivered there before. */
    readonly otherBuckets: readonly string[];
}

/**
 * Checks that each digest of a chain follows the one before it, and marks those that don't: each digest names its
 * predecessor, with its hash and signature.
 * @param digests of one trail, account and Region, all standard or all backfill ones, ordered by their end
 * @param isPresent does a file with this name exist, among these or elsewhere?
 * @param from the start of the verified period (milliseconds): what ended before is not required
 */
export function checkChain(
    digests: readonly DigestFile[],
    isPresent: (key: string) => boolean,
    from: number,
): ChainFindings {
    const byName = new Map(digests.map(file => [nameOf(file.key), file]));
    const missing: MissingDigest[] = [];
    const otherBuckets: string[] = [];
    // From the newest on: a digest that the next one shows to be altered is not a witness against its predecessor.
    for (const file of [...digests].reverse()) {
        const previous = file.digest?.previous;
        if (file.state === "invalid" || previous === undefined || previous === null) {
            continue;
        }
        const before = byName.get(nameOf(previous.key));
        const end = parseKey(previous.key);
        if (before !== undefined) {
            judgePredecessor(before, file);
        } else if (end?.kind !== "digest" || end.end <= from) {
            // It is from outside the requested period.
        } else if (previous.bucket !== file.digest?.bucket) {
            otherBuckets.push(previous.bucket);
        } else if (!isPresent(previous.key)) {
            missing.push({ key: previous.key, namedBy: file.key });
        }
    }
    return { missing, otherBuckets };
}

function judgePredecessor(before: DigestFile, { key, digest }: DigestFile): void {
    const previous = digest?.previous;
    if (before.state === "invalid" || before.hash === "" || !previous) {
        return;
    }
    if (previous.hash !== before.hash) {
        spoil(before, "hash-mismatch", `the next digest, ${key}, names another hash`);
    } else if (before.signature !== undefined && previous.signature !== before.signature) {
        spoil(before, "signature-invalid", `the next digest, ${key}, names another signature`);
    }
}

function spoil(file: DigestFile, problem: "hash-mismatch" | "signature-invalid", detail: string): void {
    file.state = "invalid";
    file.problem = problem;
    file.detail = detail;
}

function nameOf(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1);
}
