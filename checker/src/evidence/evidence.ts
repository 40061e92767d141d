/**
 * What `trail-guard evidence` found: the one thing that every format shows, and the JSON of `--format json` as it stands
 * (docs/evidence.schema.json). All times are ISO 8601 in UTC; every `from` is included, every `to` is not.
 */
export interface Evidence {
    /** The trail's ARN; `null` for files alone, unless all digests are of one trail. */
    readonly trail: string | null;
    /** Where the files were read: `s3://BUCKET/PREFIX`, or the folder. */
    readonly source: string;
    /** The time asked for. */
    readonly from: string;
    readonly to: string;
    /** Between which times the files were read: further apart than one run where it was resumed. */
    readonly read: Period;
    /** Was everything read that was asked for? `false` after Ctrl-C, or where a listing or a file could not be read. */
    readonly complete: boolean;
    readonly digests: DigestResults;
    readonly logFiles: LogFileResults;
    readonly gaps: readonly Gap[];
    /** What the hours of each account and Region are like, for a timeline; in the order of account, Region. */
    readonly timeline: readonly PlaceTimeline[];
    /** What was done to trails, as far as the files and the event history tell: in the order of time. */
    readonly trailActions: readonly TrailAction[];
    readonly inventory: readonly InventoryRow[];
    readonly reconciliation: readonly ReconciliationRow[];
    readonly contradictions: readonly Contradiction[];
    /** Sentences that a reader has to know: signatures that can't be verified from a copy, Regions without keys. */
    readonly notes: readonly string[];
}

/** A stretch of time. */
export interface Period {
    readonly from: string;
    readonly to: string;
}

/** An account and a Region, as they stand in the keys of log files. */
export interface Place {
    readonly account: string;
    readonly region: string;
}

/** What can be wrong with a file; docs/evidence.md says what each one means. */
export const FILE_PROBLEMS = [
    /** What it holds is not what its digest, or its successor in the chain, says. */
    "hash-mismatch",
    /** A digest names it, and it isn't there. */
    "missing",
    /** Something stands behind what CloudTrail wrote. */
    "trailing-data",
    /** It is not gzip, or cut short. */
    "not-gzip",
    /** It unzips, but doesn't hold what such a file holds. */
    "not-readable",
    /** It could not be read: denied, or the connection failed. */
    "unreadable",
    /** The signature is not one of this digest by its key. */
    "signature-invalid",
    /** A digest without a signature beside others that have one, or in the trail's own bucket. */
    "signature-missing",
    /** CloudTrail has no key with the digest's fingerprint. */
    "key-unknown",
    /** It says itself that it belongs to another key or bucket. */
    "wrong-place",
] as const;

export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** A file that is not as it was written. */
export interface InvalidFile {
    readonly key: string;
    readonly problem: FileProblem;
    /** More about it, in a few words. */
    readonly detail?: string;
}

export interface DigestResults {
    /** Their signature was verified. */
    readonly valid: number;
    /** Nothing is wrong with them as far as can be told, but their signature can't be verified: from a copy, without keys. */
    readonly unverified: number;
    readonly invalid: readonly InvalidFile[];
}

export interface LogFileResults {
    /** The hash is that which a valid digest names. */
    readonly valid: number;
    /** The hash is right by a digest that is unverified; or no digest covers the hour (`gaps` says which and why). */
    readonly unverified: number;
    /** Their digest is not due yet. */
    readonly pending: number;
    readonly invalid: readonly InvalidFile[];
    /** Keys of log files that no digest names, in hours that digests cover. */
    readonly unnamed: readonly string[];
    /** Copies of a file that was already counted: their keys. */
    readonly duplicates: readonly string[];
    /** How many Bedrock records have an `eventID` that another file holds too. */
    readonly repeatedEvents: number;
    /** How many bytes were read, unzipped. */
    readonly bytes: number;
}

/** Why no valid digest covers some hours. */
export const GAP_REASONS = [
    /** The trail was not logging: its status or its records say so. */
    "logging-stopped",
    /** Log file validation was switched off: log files are there, and can't be verified. */
    "validation-off",
    /** There were digests: the next one names one, or log files lie there, or the trail was logging. */
    "digests-missing",
    /** A digest covers the hours, but is invalid. */
    "digest-invalid",
    /** Nobody knows. */
    "unknown",
] as const;

export type GapReason = (typeof GAP_REASONS)[number];

/** Time asked for that no valid digest covers. */
export interface Gap extends Place, Period {
    /** The name of the trail whose digests are missing; `null` where there are no digests at all. */
    readonly trail: string | null;
    readonly reason: GapReason;
    /** Was the trail logging? It was where its status or records say so, or where log files lie in the gap. */
    readonly logging: "on" | "off" | "unknown";
    /** How many log files lie in it. */
    readonly logFiles: number;
    /** What the reason is taken from: "StopLogging at 2026-11-01T10:02:00Z by arn:…". */
    readonly detail?: string;
}

/** The hours of one account and Region. */
export interface PlaceTimeline extends Place {
    /** Every stretch of the time asked for, without a hole: neighbours differ in state. */
    readonly spans: readonly TimelineSpan[];
    /** Hours in which at least one log file was delivered, put together where they follow each other. */
    readonly delivered: readonly Period[];
    /** When log files or digests were found tampered with: the hours that their keys tell. */
    readonly tampered: readonly Period[];
}

export interface TimelineSpan extends Period {
    /**
     * `verified`, `unverified` (a copy), `pending` (its digest is not due yet), `unread` (it could not be read, or the run
     * was stopped), or the reason of a gap.
     */
    readonly state: "verified" | "unverified" | "pending" | "unread" | GapReason;
}

/** The calls that change what a trail records, or whether. */
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
    /** As the call named it: a name or an ARN. */
    readonly trail: string;
    /** The caller's ARN, as far as the record has one. */
    readonly by: string | null;
    /** What AWS answered instead; absent where the call was carried out. */
    readonly errorCode?: string;
    /** What the call asked for, as the record has it. */
    readonly requestParameters: unknown;
    readonly eventID: string;
    /** The key of the log file that holds the record; empty where only CloudTrail's event history has it. */
    readonly key: string;
}

/** Calls that are alike. A column that `--by` leaves out is `null` in every row, as is what a record doesn't have. */
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

/** What the selectors promise for a requirement, against what arrived. */
export interface ReconciliationRow extends Place {
    readonly requirement: string;
    readonly promised: "all" | "some" | "none" | "unknown";
    /** Since when the promise holds, where that is known. */
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

/** A Bedrock event in the files that the selectors then in force can't have logged. */
export interface Contradiction extends Place {
    /** How many events of that hour are like this one for event selectors; it is the first of them. */
    readonly count: number;
    readonly time: string;
    readonly eventID: string;
    readonly eventName: string;
    readonly requirement: string;
    readonly key: string;
    /** Why the selectors don't log it. */
    readonly detail: string;
}
