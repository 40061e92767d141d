import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { invokeModel } from "./bucket-records";
import { makeSigningKey, signText } from "./key-pair";
import { iso, MadeBucket, type MadeHour } from "./made-bucket";

/** What was found wrong: nothing else may be. */
export interface Found {
    /** `KEY: PROBLEM`. */
    readonly digests?: readonly string[];
    readonly logFiles?: readonly string[];
    readonly unnamed?: readonly string[];
    /** `FROM-TO REASON`, in hours. */
    readonly gaps?: readonly string[];
}

/** What is done to the bucket at an hour, and what has to be found. */
export type Tampering = (made: MadeBucket, at: MadeHour) => Found;

/** How many hours a bucket has that is tampered with. */
const HOURS = 8;

function digestOf({ digest }: MadeHour): string {
    assert(digest !== undefined);
    return digest;
}

function logFileOf({ logFiles }: MadeHour): string {
    assert(logFiles[0] !== undefined);
    return logFiles[0];
}

function hourAfter(made: MadeBucket, at: MadeHour): MadeHour | undefined {
    return made.chain(at.account, at.region)[at.hour + 1];
}

function setBytes(made: MadeBucket, key: string, bytes: Buffer): void {
    made.objects.set(key, { bytes, metadata: made.objects.get(key)?.metadata ?? {} });
}

function bytesOf(made: MadeBucket, key: string): Buffer {
    const object = made.objects.get(key);
    assert(object !== undefined);
    return object.bytes;
}

/** Something is done to a log file. */
function logFile(problem: string, tamper: (made: MadeBucket, key: string, at: MadeHour) => void): Tampering {
    return (made, at) => {
        const key = logFileOf(at);
        tamper(made, key, at);
        return { logFiles: [`${key}: ${problem}`] };
    };
}

/** Something is done to a digest, so that its hour isn't covered. */
function digest(problem: string, tamper: (made: MadeBucket, key: string, at: MadeHour) => void): Tampering {
    return (made, at) => {
        const key = digestOf(at);
        tamper(made, key, at);
        return { digests: [`${key}: ${problem}`], gaps: [`${at.hour}-${at.hour + 1} digest-invalid`] };
    };
}

/** Some digests in a row are deleted. */
function deleted(count: number): Tampering {
    return (made, at) => {
        const first = Math.min(at.hour, HOURS - count);
        const gone = made.chain().slice(first, first + count);
        for (const hour of gone) {
            made.objects.delete(digestOf(hour));
        }
        const last = gone.at(-1);
        assert(last !== undefined);
        // Nothing names the newest one.
        const named = hourAfter(made, last) === undefined ? [] : [`${digestOf(last)}: missing`];
        return { digests: named, gaps: [`${first}-${first + count} digests-missing`] };
    };
}

/** Everything that somebody may do to a bucket. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
    "a log file is altered": logFile("hash-mismatch", (made, key) =>
        made.change(key, content => content.replace("InvokeModel", "ListModelXX")),
    ),
    "a record is added to a log file": logFile("hash-mismatch", (made, key) =>
        made.change(key, content => content.replace("]}", ',{"eventName":"InvokeModel"}]}')),
    ),
    "a log file is emptied": logFile("hash-mismatch", (made, key) => made.change(key, () => '{"Records":[]}')),
    "a log file is deleted": logFile("missing", (made, key) => made.objects.delete(key)),
    "a log file is truncated": logFile("not-gzip", (made, key) =>
        setBytes(made, key, bytesOf(made, key).subarray(0, -20)),
    ),
    "a log file is empty": logFile("not-gzip", (made, key) => setBytes(made, key, Buffer.alloc(0))),
    "a log file is unzipped": logFile("not-gzip", (made, key) => setBytes(made, key, Buffer.from(made.content(key)))),
    "a byte of a log file is flipped": logFile("not-gzip", (made, key) => {
        const bytes = Buffer.from(bytesOf(made, key));
        bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 1;
        setBytes(made, key, bytes);
    }),
    "text is appended to a log file": logFile("trailing-data", (made, key) =>
        setBytes(made, key, Buffer.concat([bytesOf(made, key), Buffer.from("more")])),
    ),
    "another gzip part is appended to a log file": logFile("trailing-data", (made, key) =>
        setBytes(made, key, Buffer.concat([bytesOf(made, key), gzipSync("more")])),
    ),
    "a log file is replaced by another one": logFile("hash-mismatch", (made, key, at) =>
        setBytes(made, key, bytesOf(made, at.logFiles[1] ?? "")),
    ),
    "a log file is planted": (made, { account, region, hour }) => {
        const time = made.plan.from + hour * 3_600_000 + 25 * 60_000;
        const key = made.logFileKey(account, region, time, "PLANTED000000000");
        made.putLogFile(key, [invokeModel({ account, region, time: iso(time), id: "planted" })]);
        return { unnamed: [key] };
    },
    "a log file is planted under a name of another account": (made, { account, region, hour }) => {
        const time = made.plan.from + hour * 3_600_000 + 25 * 60_000;
        const key = made.logFileKey(account, region, time, "PLANTED000000000").replace(`${account}_`, "999999999999_");
        made.putLogFile(key, []);
        return { unnamed: [key] };
    },
    "a log file is planted under a name that CloudTrail doesn't use": (made, at) => {
        const key = logFileOf(at).replace(/[^/]+$/, "notes.json.gz");
        made.putLogFile(key, []);
        return { unnamed: [key] };
    },
    "a digest is altered": digest("signature-invalid", (made, key) =>
        made.change(key, content => content.replace(/"hashValue":"./, '"hashValue":"0')),
    ),
    "a digest is altered so that it no longer names a log file": (made, at) => {
        const key = digestOf(at);
        made.change(key, content => JSON.stringify({ ...JSON.parse(content), logFiles: [] }));
        return { digests: [`${key}: signature-invalid`], gaps: [`${at.hour}-${at.hour + 1} digest-invalid`] };
    },
    "a digest is deleted": deleted(1),
    "two digests in a row are deleted": deleted(2),
    "five digests in a row are deleted": deleted(5),
    "a digest is unsigned": digest("signature-missing", (made, key) =>
        made.objects.set(key, { bytes: bytesOf(made, key), metadata: {} }),
    ),
    "a digest has the signature of another one": digest("signature-invalid", (made, key, at) => {
        const other = made.objects.get(digestOf(made.chain()[(at.hour + 5) % HOURS] as MadeHour));
        made.objects.set(key, { bytes: bytesOf(made, key), metadata: other?.metadata ?? {} });
    }),
    "a digest has a malformed signature": digest("signature-invalid", (made, key) =>
        made.objects.set(key, {
            bytes: bytesOf(made, key),
            metadata: { signature: "no signature", "signature-algorithm": "SHA256withRSA" },
        }),
    ),
    "a digest is signed with somebody else's key": digest("key-unknown", (made, key) => {
        const stranger = makeSigningKey();
        const content = made
            .content(key)
            .replace(/"digestPublicKeyFingerprint":"[^"]+"/, `"digestPublicKeyFingerprint":"${stranger.fingerprint}"`);
        made.putDigest(key, content, 0);
        const signed = made.objects.get(key);
        const signature = signText("any", stranger);
        made.objects.set(key, {
            bytes: signed?.bytes ?? Buffer.alloc(0),
            metadata: { ...signed?.metadata, signature },
        });
    }),
    "a digest is replaced by another one": digest("wrong-place", (made, key, at) => {
        const other = made.objects.get(digestOf(made.chain()[(at.hour + 5) % HOURS] as MadeHour));
        assert(other !== undefined);
        made.objects.set(key, other);
    }),
    "a digest is truncated": digest("not-gzip", (made, key) => setBytes(made, key, bytesOf(made, key).subarray(0, -9))),
    "something is appended to a digest": digest("trailing-data", (made, key) =>
        setBytes(made, key, Buffer.concat([bytesOf(made, key), Buffer.from("more")])),
    ),
    "a digest is not a digest": digest("not-readable", (made, key) => made.change(key, () => '{"Records":[]}')),
};

/** A bucket to be tampered with: both keys are in use. */
export function untouched(): MadeBucket {
    return new MadeBucket({ hours: HOURS, rotateAt: HOURS / 2 });
}

/** Hours of the chain, by what they are called. */
export const PLACES: Readonly<Record<string, number>> = { first: 0, middle: 3, last: HOURS - 1 };

/** What a run has found. */
export function found({ digests, logFiles, gaps }: Evidence, made: MadeBucket): Required<Found> {
    const hour = (time: string) => (Date.parse(time) - made.plan.from) / 3_600_000;
    return {
        digests: digests.invalid.map(({ key, problem }) => `${key}: ${problem}`),
        logFiles: logFiles.invalid.map(({ key, problem }) => `${key}: ${problem}`),
        unnamed: logFiles.unnamed,
        gaps: gaps.map(({ from, to, reason }) => `${hour(from)}-${hour(to)} ${reason}`),
    };
}

/** What is found if nobody did anything. */
export const NOTHING: Required<Found> = { digests: [], logFiles: [], unnamed: [], gaps: [] };
