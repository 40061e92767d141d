import type { Place } from "../evidence";
import { type Span, without } from "../gaps/span";
import { baseName, parseFileName } from "../keys/file-name";
import { MINUTE } from "../keys/time";
import type { ExpectedFile } from "./name-log-files";

/**
 * How a log file relates to the digests around it. `valid` and `unverified`: a digest names it, whose signature was
 * verified or not. `unnamed`: none names it, though digests cover its time. `pending`: its digest is not due yet.
 * `uncovered`: no trustworthy digest covers its time.
 */
export type Standing = "valid" | "unverified" | "unnamed" | "pending" | "uncovered";

/** What is known around a log file. Times are milliseconds. */
export interface Surroundings {
    readonly place: Place;
    readonly day: number;
    /** Until when digests are due. */
    readonly due: number;
    /** What the digests of each trail cover around the day. */
    readonly coveredByAll: readonly (readonly Span[])[];
}

/**
 * A log file is delivered some minutes after the time in its name, and its digest is that of the hour of delivery.
 * Source: CloudTrail user guide: the times of the sample digest, and "within an average of about 5 minutes".
 */
export const DELIVERED_FROM = -20 * MINUTE;
export const DELIVERED_TO = 30 * MINUTE;

/**
 * A log file's relation to the digests.
 * @param expected what a digest that isn't invalid says about it
 * @param named what any digest says about it
 */
export function standingOf(
    key: string,
    expected: ExpectedFile | undefined,
    named: ExpectedFile | undefined,
    { place, day, due, coveredByAll }: Surroundings,
): Standing {
    if (expected !== undefined) {
        return expected.digest.state === "valid" ? "valid" : "unverified";
    }
    if (named !== undefined) {
        return "uncovered";
    }
    const time = timeOfLogFile(key, day);
    if (coveredByAll.length === 0) {
        return time > due ? "pending" : "uncovered";
    }
    const name = parseFileName(baseName(key));
    const isInItsPlace = name?.kind === "log" && name.account === place.account && name.region === place.region;
    const delivery = { from: time + DELIVERED_FROM, to: time + DELIVERED_TO };
    const holes = coveredByAll.flatMap(covered => without(delivery, covered));
    // A file whose name is not that of a log file of this account and Region was put here by somebody else.
    if (!isInItsPlace || holes.length === 0) {
        return "unnamed";
    }
    return holes.some(({ to }) => to > due) ? "pending" : "uncovered";
}

/** The time in a log file's name; if it has none, the day of its folder. */
export function timeOfLogFile(key: string, day: number): number {
    const name = parseFileName(baseName(key));
    return name?.kind === "log" ? name.time : day;
}
