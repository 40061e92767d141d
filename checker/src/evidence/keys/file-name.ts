import { parseNameTime } from "./time";

/** What the name of a log file says. */
export interface LogFileName {
    readonly kind: "log";
    readonly account: string;
    readonly region: string;
    /** Milliseconds. */
    readonly time: number;
}

/** What the name of a digest says. */
export interface DigestName {
    readonly kind: "digest";
    readonly account: string;
    readonly region: string;
    readonly trail: string;
    /** The trail's. */
    readonly homeRegion: string;
    /** The end of the period that it covers, in milliseconds. */
    readonly end: number;
    /** Was it created later, for log files that no digest of their hour names? */
    readonly backfill: boolean;
}

const LOG_FILE = /^(\d{12})_CloudTrail_([a-z]{2,}[a-z0-9-]*)_(\d{8}T\d{4}Z)_[A-Za-z0-9]{1,64}\.json\.gz$/;
/** A trail's name may contain underscores itself. */
const DIGEST =
    /^(\d{12})_CloudTrail-Digest_([a-z]{2,}[a-z0-9-]*)_(.{1,128})_([a-z]{2,}[a-z0-9-]*)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;

/**
 * Reads the name of a log file or a digest, without its folders.
 * Source: CloudTrail user guide, "CloudTrail log file name format" and "Digest file".
 */
export function parseFileName(name: string): LogFileName | DigestName | undefined {
    const [, account = "", region = "", timeText = ""] = LOG_FILE.exec(name) ?? [];
    const time = parseNameTime(timeText);
    if (time !== undefined) {
        return { kind: "log", account, region, time };
    }
    const [, owner = "", from = "", trail = "", homeRegion = "", endText = "", backfill] = DIGEST.exec(name) ?? [];
    const end = parseNameTime(endText);
    return end === undefined
        ? undefined
        : { kind: "digest", account: owner, region: from, trail, homeRegion, end, backfill: backfill !== undefined };
}

/** The part of a key after its last slash. */
export function baseName(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1);
}

/** The name of the file of a key, as parseFileName reads it. */
export function parseKey(key: string): LogFileName | DigestName | undefined {
    return parseFileName(baseName(key));
}
