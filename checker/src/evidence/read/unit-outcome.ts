import type { DigestResults, LogFileResults, Place } from "../evidence";
import type { CoveredSpan } from "../gaps/find-gaps";

/** The digests of one trail in an account and Region. */
export interface Chain {
    readonly trail: string;
    readonly homeRegion: string;
    readonly covered: readonly CoveredSpan[];
}

/**
 * The result of a unit: a day of one account and Region. Plain data, because it goes into the file of `--resume`. Times
 * are milliseconds.
 */
export interface UnitOutcome extends Place {
    readonly day: number;
    /** When it was read. */
    readonly readAt: { readonly from: number; readonly to: number };
    readonly digests: DigestResults;
    readonly logFiles: LogFileResults & {
        /** Those that exist and were not read: the run was stopped. */
        readonly unread: number;
    };
    readonly chains: readonly Chain[];
    /** Log files that no digest names and whose time none covers: how many in an hour. */
    readonly uncovered: readonly (readonly [hour: number, count: number])[];
    /** Hours in which log files were delivered. */
    readonly delivered: readonly number[];
    /** Hours of files that are invalid or unnamed. */
    readonly tampered: readonly number[];
    readonly notes: readonly string[];
    /** What each worker's consumers counted. */
    readonly counted: readonly (readonly unknown[])[];
}
