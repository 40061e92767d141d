import type { FileProblem } from "../evidence";
import { type FileStore, ReadFailure, type StoredBytes } from "../files/file-store";
import { sha256, unzip } from "../files/unzip";
import { type DigestName, parseKey } from "../keys/file-name";
import { parseIsoTime } from "../keys/time";
import { type Digest, readDigest } from "./digest";
import type { KeyRing } from "./key-ring";
import { isSignedBy, SIGNATURE_ALGORITHM } from "./signature";

/** How far a digest can be trusted. */
export type DigestState = "valid" | "unverified" | "invalid";

/** A digest, read and judged by itself: its place in the chain is judged later. */
export interface DigestFile {
    readonly key: string;
    readonly name: DigestName;
    state: DigestState;
    /** Only for an invalid one. */
    problem?: FileProblem;
    detail?: string;
    /** Why it is unverified. */
    readonly because?: string;
    /** Absent if it could not be read. */
    readonly digest?: Digest;
    /** SHA-256 of its content; empty if it could not be unzipped. */
    readonly hash: string;
    /** From the metadata of the object. */
    readonly signature?: string;
}

/** What is needed to judge digests. */
export interface DigestReading {
    readonly store: FileStore;
    /** Absent for copied files: there is no AWS access, and no signature to verify. */
    readonly keys: KeyRing | undefined;
    /** Is it the bucket that the trail delivers to? Then nothing in it was written anywhere else. */
    readonly isTrailsBucket: boolean;
}

/** The metadata of a digest's object. */
const SIGNATURE = "signature";
const ALGORITHM = "signature-algorithm";
const BACKFILLED_AT = "backfill-generation-timestamp";

/** Why a signature is not verified. */
export const FROM_A_COPY =
    "signatures can't be verified from a copy: they are metadata of the objects in the trail's bucket";

/** Reads a digest and judges it by itself. Never rejects because something is wrong with it. */
export async function readDigestFile(key: string, reading: DigestReading): Promise<DigestFile | undefined> {
    const name = parseKey(key);
    if (name?.kind !== "digest") {
        return undefined;
    }
    let stored: StoredBytes;
    try {
        stored = await reading.store.read(key);
    } catch (error) {
        if (error instanceof ReadFailure) {
            return { key, name, hash: "", state: "invalid", problem: error.kind, detail: error.message };
        }
        throw error;
    }
    const unzipped = unzip(stored.bytes);
    if ("problem" in unzipped) {
        return { key, name, hash: "", state: "invalid", ...unzipped };
    }
    const hash = sha256(unzipped.content);
    const signature = stored.metadata?.[SIGNATURE];
    const base = { key, name, hash, ...(signature === undefined ? {} : { signature }) };
    const digest = readDigest(unzipped.content);
    if (digest === undefined) {
        return { ...base, state: "invalid", problem: "not-readable", detail: "it is not a digest" };
    }
    const problem =
        placeProblem(key, name, digest, reading.store) ??
        (unzipped.hasMore
            ? ({ problem: "trailing-data", detail: "there are bytes after its end" } as const)
            : undefined);
    if (problem !== undefined) {
        return { ...base, digest, state: "invalid", ...problem };
    }
    return { ...base, digest, ...(await judgeSignature(name, digest, hash, stored, reading)) };
}

type Judged =
    | { readonly state: "valid" }
    | { readonly state: "unverified"; readonly because: string }
    | { readonly state: "invalid"; readonly problem: FileProblem; readonly detail: string };

function placeProblem(key: string, name: DigestName, digest: Digest, store: FileStore) {
    const own = parseKey(digest.key);
    const isOwn =
        store.isKey(key, digest.key) &&
        own?.kind === "digest" &&
        own.trail === name.trail &&
        own.end === name.end &&
        own.account === name.account;
    return isOwn
        ? undefined
        : ({ problem: "wrong-place", detail: `it was written as s3://${digest.bucket}/${digest.key}` } as const);
}

async function judgeSignature(
    name: DigestName,
    digest: Digest,
    hash: string,
    { metadata }: StoredBytes,
    { store, keys, isTrailsBucket }: DigestReading,
): Promise<Judged> {
    const isCopy = digest.bucket !== store.bucket;
    if (isCopy && isTrailsBucket) {
        return { state: "invalid", problem: "wrong-place", detail: `it was written to the bucket ${digest.bucket}` };
    }
    const signature = metadata?.[SIGNATURE];
    if (signature === undefined) {
        return !isCopy
            ? { state: "invalid", problem: "signature-missing", detail: "its object has no signature" }
            : { state: "unverified", because: FROM_A_COPY };
    }
    const algorithm = metadata?.[ALGORITHM];
    if (algorithm !== SIGNATURE_ALGORITHM || digest.algorithm !== SIGNATURE_ALGORITHM) {
        return {
            state: "invalid",
            problem: "signature-invalid",
            detail: `it is not signed with ${SIGNATURE_ALGORITHM}`,
        };
    }
    if (keys === undefined) {
        return { state: "unverified", because: "there is no AWS access to get the public keys with" };
    }
    const signedAt = parseIsoTime(metadata?.[BACKFILLED_AT]) ?? digest.end;
    const key = await keys.find(name.region, digest.fingerprint, signedAt);
    if (key === "unknown") {
        const detail = `CloudTrail has no key ${digest.fingerprint} in ${name.region}`;
        return { state: "invalid", problem: "key-unknown", detail };
    }
    if ("failure" in key) {
        return { state: "unverified", because: `the keys of ${name.region} could not be read: ${key.failure}` };
    }
    return isSignedBy(digest, hash, signature, key.der)
        ? { state: "valid" }
        : { state: "invalid", problem: "signature-invalid", detail: "the signature does not match this digest" };
}
