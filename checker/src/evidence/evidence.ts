/**
 * What `trail-guard evidence` found: the data that every format shows, and the JSON of `--format json` as it is
 * (docs/evidence.schema.json). All times are ISO 8601 in UTC; every `from` is included, every `to` is not.
 */
export interface Evidence {
    /** The trail's ARN; `null` for files alone, unless all digests belong to one trail. */
    readonly trail: string | null;
    /** Where the files were read from: `s3://BUCKET/PREFIX`, or the folder. */
    readonly source: string;
    /** The requested period. */
    readonly from: string;
    readonly to: string;
    /** When the files were read, from first to last: more than one run if it was resumed. */
    readonly read: Period;
    /**
     * Was everything read that was requested? `false` after Ctrl-C, if a listing or a file could not be read, or if there
     * is nothing of a requested account or Region; `notes` says which.
     */
    readonly complete: boolean;
    readonly digests: DigestResults;
    readonly logFiles: LogFileResults;
    readonly gaps: readonly Gap[];
    /** The state of the hours of each account and Region, for a timeline, ordered by account and Region. */
    readonly timeline: readonly PlaceTimeline[];
    /** The calls that changed trails, as far as the files and the event history show, ordered by time. */
    readonly trailActions: readonly TrailAction[];
    readonly inventory: readonly InventoryRow[];
    readonly reconciliation: readonly ReconciliationRow[];
    readonly contradictions: readonly Contradiction[];
    /** Sentences that a reader has to know: signatures that can't be verified from a copy, Regions without keys. */
    readonly notes: readonly string[];
}

/** A period of time. */
export interface Period {
    readonly from: string;
    readonly to: string;
}

/** An account and a Region, as they appear in the keys of log files. */
export interface Place {
    readonly account: string;
    readonly region: string;
}

/** What can be wrong with a file; docs/evidence.md says what each one means. */
export const FILE_PROBLEMS = [
    /** Its content doesn't match its digest, or the next digest in the chain. */
    "hash-mismatch",
    /** A digest names it, and it doesn't exist. */
    "missing",
    /** There is data after what CloudTrail wrote. */
    "trailing-data",
    /** It is not gzip, or truncated. */
    "not-gzip",
    /** It unzips, but doesn't contain what such a file contains. */
    "not-readable",
    /** It could not be read: denied, or the connection failed. */
    "unreadable",
    /** The signature doesn't match this digest and its key. */
    "signature-invalid",
    /** A digest without a signature among others that have one, or in the trail's own bucket. */
    "signature-missing",
    /** CloudTrail has no key with the digest's fingerprint. */
    "key-unknown",
    /** It says itself that it belongs at another key or in another bucket. */
    "wrong-place",
] as const;

export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** A file that is not as CloudTrail wrote it. */
export interface InvalidFile {
    readonly key: string;
    readonly problem: FileProblem;
    /** More about it, in a few words. */
    readonly detail?: string;
}

export interface DigestResults {
    /** Their signature was verified. */
    readonly valid: number;
    /** Nothing is known to be wrong with them, but their signature can't be verified: from a copy, or without keys. */
    readonly unverified: number;
    readonly invalid: readonly InvalidFile[];
}

export interface LogFileResults {
    /** The hash matches a valid digest. */
    readonly valid: number;
    /** The hash matches an unverified digest; or no digest covers the hour (`gaps` says which and why). */
    readonly unverified: number;
    /** Their digest is not due yet. */
    readonly pending: number;
    readonly invalid: readonly InvalidFile[];
    /** Keys of log files that no digest names, in hours that digests cover. */
    readonly unnamed: readonly string[];
    /** Copies of a file that was already counted: their keys. */
    readonly duplicates: readonly string[];
    /** How many Bedrock records have an `eventID` that also appears in another file. */
    readonly repeatedEvents: number;
    /** How many bytes were read, unzipped. */
    readonly bytes: number;
}

/** Why no valid digest covers some hours. */
export const GAP_REASONS = [
    /** The trail was not logging, according to its status or its records. */
    "logging-stopped",
    /** Log file validation was switched off: there are log files, and they can't be verified. */
    "validation-off",
    /** There were digests: the next one names one, or there are log files, or the trail was logging. */
    "digests-missing",
    /** The next digest says that those before it are in another bucket or below another prefix. */
    "elsewhere",
    /** A digest covers the hours, but is invalid. */
    "digest-invalid",
    /** The reason is unknown. */
    "unknown",
] as const;

export type GapReason = (typeof GAP_REASONS)[number];

/** A part of the requested period that no valid digest covers. */
export interface Gap extends Place, Period {
    /** The name of the trail whose digests are missing; `null` if there are no digests at all. */
    readonly trail: string | null;
    readonly reason: GapReason;
    /** Was the trail logging? It was if its status or records say so, or if there are log files in the gap. */
    readonly logging: "on" | "off" | "unknown";
    /** How many log files are in it. */
    readonly logFiles: number;
    /** What the reason is based on: "StopLogging at 2026-11-01T10:02:00Z by arn:…". */
    readonly detail?: string;
}

/** The hours of one account and Region. */
export interface PlaceTimeline extends Place {
    /** Consecutive periods that cover the whole requested period: neighbours differ in state. */
    readonly spans: readonly TimelineSpan[];
    /** Hours in which at least one log file was delivered, with consecutive ones merged. */
    readonly delivered: readonly Period[];
    /** The hours, by their keys, of log files or digests that were found tampered with. */
    readonly tampered: readonly Period[];
}

export interface TimelineSpan extends Period {
    /**
     * `verified`, `unverified` (a copy), `pending` (its digest is not due yet), `unread` (it could not be read, or the run
     * was stopped), or the reason of a gap.
     */
    readonly state: "verified" | "unverified" | "pending" | "unread" | GapReason;
}

/** The calls that change what a trail records, or whether it does. */
export const TRAIL_ACTIONS = [
    "CreateTrail",
    "DeleteTrail",
    "PutEventSelectors",
    "StartLogging",
    "StopLogging",
    "UpdateTrail",
] as const;

/** A record of a call that changed a trail. */
export interface TrailAction extends Place {
    readonly time: string;
    readonly eventName: (typeof TRAIL_ACTIONS)[number];
    /** As the call named it: a name or an ARN; empty if the record omits its parameters. */
    readonly trail: string;
    /** The caller's ARN, if the record has one. */
    readonly by: string | null;
    /** The error that AWS returned; absent if the call was carried out. */
    readonly errorCode?: string;
    /** The call's parameters, as the record has them. */
    readonly requestParameters: unknown;
    readonly eventID: string;
    /** The key of the log file that contains the record; empty if only CloudTrail's event history has it. */
    readonly key: string;
}

/** Similar calls. A column that `--by` leaves out is `null` in every row, and so is what a record doesn't have. */
export interface InventoryRow {
    readonly account: string | null;
    readonly region: string | null;
    /** `Management`, or the resource type. */
    readonly requirement: string | null;
    readonly eventName: string | null;
    readonly resource: string | null;
    readonly model: string | null;
    readonly identity: string | null;
    readonly count: number;
    /** How many of these have an `errorCode`. */
    readonly errors: number;
    readonly first: string;
    readonly last: string;
}

/** What the selectors promise for a requirement, compared with what arrived. */
export interface ReconciliationRow extends Place {
    readonly requirement: string;
    readonly promised: "all" | "some" | "none" | "unknown";
    /** Since when the promise has held, if known. */
    readonly since?: string;
    /** How many records arrived. */
    readonly arrived: number;
    readonly verdict:
        | "recorded"
        | "promised-nothing-arrived"
        | "not-promised"
        | "arrived-though-not-promised"
        | "unknown";
    readonly detail?: string;
}

/** A Bedrock event in the files that the selectors in force at its time can't have logged. */
export interface Contradiction extends Place {
    /** How many events of that hour look the same to event selectors; this is the first of them. */
    readonly count: number;
    readonly time: string;
    readonly eventID: string;
    readonly eventName: string;
    readonly requirement: string;
    readonly key: string;
    /** Why the selectors don't log it. */
    readonly detail: string;
}
