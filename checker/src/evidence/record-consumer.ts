import type { TrailReading } from "../live/read/account-reading";
import type { Gap, Period, Place, TrailAction } from "./evidence";

/**
 * How records get from the log files to those who count them.
 *
 * Log files are unzipped, hashed and parsed in worker threads. The work is cut into units: a day of one account and
 * Region. In each worker each unit has consumers of its own; at the end of a unit each worker hands over what they have
 * counted (`take`), as plain data that JSON keeps: it is sent to the main thread, added up there, and stands in the file
 * of `--resume`. So records themselves never travel between threads.
 *
 * A consumer is given, of each file that could be read, the records whose text mentions Bedrock or the service
 * CloudTrail, and sometimes others; most are never parsed. Records are what somebody put into a file: any property may be absent or
 * of another shape. A consumer never throws.
 */
export interface RecordConsumer<Counted> {
    /** @returns is it a record of Bedrock's own? (Of these, repeated eventIDs are looked for.) */
    consume(record: Readonly<Record<string, unknown>>, file: RecordFile): boolean;
    /** What was counted in this unit, by this worker. Called once, at the end. */
    take(): Counted;
    /** Lines to be written out of the file whose records were consumed last (`--events`): each ends with a line feed. */
    lines?(): string;
}

/** The file that a record stands in. */
export interface RecordFile {
    readonly key: string;
    /** From the key. */
    readonly account: string;
    readonly region: string;
    /** The name of the trail whose digest names the file; `undefined` where none does. */
    readonly trail: string | undefined;
    /**
     * `valid`: the hash is that of a valid digest. `unverified`: nothing is known to be wrong. `unnamed`: no digest names
     * it, in an hour that digests cover; somebody may have put it there. `invalid`: its hash is wrong, what it holds was
     * changed. Records of the last two are no evidence.
     */
    readonly trust: "valid" | "unverified" | "unnamed" | "invalid";
}

/**
 * What the records come to in the end is worked out on the main thread, from the sum of what was counted and from this.
 * The parts behind it are in `records/`: `createConsumer(setup)` for the workers, `RecordTotals` with `add(counted)`, and
 * `conclude(totals, context)` with the inventory, the reconciliation and the contradictions.
 */
export interface ReadingContext {
    readonly from: string;
    readonly to: string;
    /** The trail as its account describes it, with its selectors and status; `undefined` for files alone. */
    readonly trail: TrailReading | undefined;
    /** The accounts and Regions of which files were found, or that the trail has to have files of. */
    readonly places: readonly Place[];
    /** What was done to trails, in the order of time: from valid and unverified files. */
    readonly trailActions: readonly TrailAction[];
    readonly gaps: readonly Gap[];
    /** Hours of which files are missing, changed or unread: what they held, nobody knows. */
    readonly holes: readonly (Place & Period)[];
    /** When the trail was read, or when the run began: up to then it is known, at most, what was changed. */
    readonly readAt: string;
    /** What CloudTrail's event history knows of changes, where it was asked (`LookupEvents`, the last 90 days). */
    readonly eventHistory?: EventHistory | undefined;
}

/** Every call that changed the trail in some time, whatever the trail itself records. */
export interface EventHistory extends Period {
    readonly actions: readonly TrailAction[];
}
