import type { DigestResults, LogFileResults } from "../evidence";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Entry)[] ? Entry[] : T[Key] };

/** What came of digests, while they are read. */
export type DigestCounts = Mutable<DigestResults>;

/** What came of log files, while they are read. */
export type LogFileCounts = Mutable<LogFileResults>;

/** Nothing has come of any digest yet. */
export function noDigests(): DigestCounts {
    return { valid: 0, unverified: 0, invalid: [] };
}

/** Nothing has come of any log file yet. */
export function noLogFiles(): LogFileCounts {
    return {
        valid: 0,
        unverified: 0,
        pending: 0,
        invalid: [],
        unnamed: [],
        duplicates: [],
        repeatedEvents: 0,
        bytes: 0,
    };
}
