import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { parseIsoTime } from "../keys/time";

/** A log file as a digest names it. */
export interface NamedLogFile {
    readonly bucket: string;
    readonly key: string;
    /** SHA-256 of its content, hexadecimal. */
    readonly hash: string;
}

/** The previous digest, as a digest names it. */
export interface PreviousDigest {
    readonly bucket: string;
    readonly key: string;
    readonly hash: string;
    readonly signature: string;
}

/** The content of a digest. */
export interface Digest {
    readonly bucket: string;
    readonly key: string;
    /** Milliseconds. */
    readonly start: number;
    readonly end: number;
    /** As written: it is part of the signed text. */
    readonly endText: string;
    readonly fingerprint: string;
    readonly algorithm: string;
    /** `null` if the chain begins here. */
    readonly previous: PreviousDigest | null;
    /** As written: it is part of the signed text. */
    readonly previousSignature: string | null;
    readonly logFiles: readonly NamedLogFile[];
}

/**
 * Reads the content of a digest; `undefined` if it isn't one. Source: CloudTrail user guide, "CloudTrail digest file
 * structure".
 */
export function readDigest(content: Buffer): Digest | undefined {
    const data = parseJson(content);
    if (!isRecord(data)) {
        return undefined;
    }
    const { digestS3Bucket, digestS3Object, digestEndTime, digestPublicKeyFingerprint, digestSignatureAlgorithm } =
        data;
    const start = parseIsoTime(data.digestStartTime);
    const end = parseIsoTime(digestEndTime);
    const previous = readPrevious(data);
    const logFiles = Array.isArray(data.logFiles) ? data.logFiles.map(readLogFile) : [undefined];
    if (
        typeof digestS3Bucket !== "string" ||
        typeof digestS3Object !== "string" ||
        typeof digestEndTime !== "string" ||
        typeof digestPublicKeyFingerprint !== "string" ||
        typeof digestSignatureAlgorithm !== "string" ||
        start === undefined ||
        end === undefined ||
        start > end ||
        previous === undefined ||
        !logFiles.every(file => file !== undefined)
    ) {
        return undefined;
    }
    return {
        bucket: digestS3Bucket,
        key: digestS3Object,
        start,
        end,
        endText: digestEndTime,
        fingerprint: digestPublicKeyFingerprint,
        algorithm: digestSignatureAlgorithm,
        previous,
        previousSignature: previous?.signature ?? null,
        logFiles,
    };
}

function parseJson(content: Buffer): unknown {
    try {
        return JSON.parse(content.toString("utf8"));
    } catch {
        return undefined;
    }
}

function readPrevious(data: Record<string, unknown>): PreviousDigest | null | undefined {
    const bucket = data.previousDigestS3Bucket ?? null;
    const key = data.previousDigestS3Object ?? null;
    const hash = data.previousDigestHashValue ?? null;
    const signature = data.previousDigestSignature ?? null;
    if (bucket === null && key === null && hash === null && signature === null) {
        return null;
    }
    return typeof bucket === "string" &&
        typeof key === "string" &&
        typeof hash === "string" &&
        typeof signature === "string"
        ? { bucket, key, hash: hash.toLowerCase(), signature }
        : undefined;
}

function readLogFile(file: unknown): NamedLogFile | undefined {
    if (!isRecord(file)) {
        return undefined;
    }
    const { s3Bucket, s3Object, hashValue } = file;
    return typeof s3Bucket === "string" && typeof s3Object === "string" && typeof hashValue === "string"
        ? { bucket: s3Bucket, key: s3Object, hash: hashValue.toLowerCase() }
        : undefined;
}
