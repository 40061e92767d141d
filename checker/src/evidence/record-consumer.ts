import type { TrailReading } from "../live/read/account/account-reading";
import type { Gap, Period, Place, TrailAction } from "./evidence";

/**
 * How records get from the log files to the code that counts them. Log files are unzipped, hashed and parsed in worker
 * threads. The work is divided into units: a day of one account and Region. In each worker each unit has its own
 * consumers; at the end of a unit each worker returns what they have counted (`take`), as plain data that JSON can
 * hold: it is sent to the main thread, added up there, and kept in the file of `--resume`. So records themselves never
 * travel between threads. From each file that could be read, a consumer receives the records whose text mentions
 * Bedrock or CloudTrail, and sometimes others; most records are never parsed. Anyone may have written a record: any
 * property may be absent or have another shape. A consumer never throws.
 */
export interface RecordConsumer<Counted> {
    /** @returns is it one of Bedrock's own records? (Among these, repeated eventIDs are detected.) */
    consume(record: Readonly<Record<string, unknown>>, file: RecordFile): boolean;
    /** What was counted in this unit, by this worker. Called once, at the end. */
    take(): Counted;
    /** Output lines for the file whose records were consumed last (`--events`): each ends with a line feed. */
    lines?(): string;
}

/** The file that contains a record. */
export interface RecordFile {
    readonly key: string;
    /** From the key. */
    readonly account: string;
    readonly region: string;
    /** The name of the trail whose digest names the file; `undefined` if none does. */
    readonly trail: string | undefined;
    /**
     * `valid`: the hash matches a valid digest. `unverified`: nothing is known to be wrong. `unnamed`: no digest names
     * it, in an hour that digests cover; somebody may have put it there. `invalid`: its hash is wrong, so its content
     * was changed. Records of the last two are not evidence.
     */
    readonly trust: "valid" | "unverified" | "unnamed" | "invalid";
}

/**
 * The final result of the records is worked out on the main thread, from the sum of the counts and from this. The code
 * is in `records/`: `createConsumer(setup)` for the workers, `RecordTotals` with `add(counted)`, and `conclude(totals,
 * context)` with the inventory, the reconciliation and the contradictions.
 */
export interface ReadingContext {
    readonly from: string;
    readonly to: string;
    /** The trail as its account describes it, with its selectors and status; `undefined` for files alone. */
    readonly trail: TrailReading | undefined;
    /** The accounts and Regions with files, or for which the trail must have files. */
    readonly places: readonly Place[];
    /** The calls that changed trails, ordered by time: from valid and unverified files. */
    readonly trailActions: readonly TrailAction[];
    readonly gaps: readonly Gap[];
    /** Hours whose files are missing, changed or unread: their content is unknown. */
    readonly holes: readonly (Place & Period)[];
    /** When the trail was read, or when the run began: changes are known at most up to then. */
    readonly readAt: string;
    /** What CloudTrail's event history says about changes, if it was read (`LookupEvents`, the last 90 days). */
    readonly eventHistory?: EventHistory | undefined;
}

/** Every call that changed the trail in some period, whatever the trail itself records. */
export interface EventHistory extends Period {
    readonly actions: readonly TrailAction[];
}
