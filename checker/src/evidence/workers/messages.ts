import type { FileProblem } from "../evidence";
import type { RecordFile } from "../record-consumer";
import type { CountingSetup } from "../records/counting";

/** The data with which a worker thread starts: plain data. */
export interface WorkerSetup {
    readonly counting: CountingSetup;
}

/** A log file for a worker. Its bytes are moved, not copied. */
export interface FileTask {
    readonly type: "file";
    readonly id: number;
    readonly unit: string;
    readonly bytes: Uint8Array;
    /** The hash in its digest; absent if none names it. */
    readonly expected: string | undefined;
    /** What it is if nothing is wrong with it. `undefined`: only its hash is needed. */
    readonly file: RecordFile | undefined;
}

/** The end of a unit: a request for what was counted. */
export interface UnitTask {
    readonly type: "unit";
    readonly id: number;
    readonly unit: string;
}

export type Task = FileTask | UnitTask;

/** The result of a log file. */
export interface FileResult {
    readonly id: number;
    readonly problem?: FileProblem;
    readonly detail?: string;
    /** Bytes, unzipped. */
    readonly size: number;
    /** A number for the eventID of each Bedrock record. */
    readonly events: Float64Array;
    /** Does it contain aggregated or Insights records? */
    readonly isSummary: boolean;
    readonly lines?: string;
}

/** What a worker counted in a unit, by consumer; empty if it had no file of it. */
export interface UnitResult {
    readonly id: number;
    readonly counted: readonly unknown[];
}
