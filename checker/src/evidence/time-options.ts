import { InvalidArgumentError } from "commander";
import { DAY, HOUR, parseIsoTime } from "./keys/time";

/** A time of the command line: a moment, or how long before now. */
export type GivenTime = { readonly at: number } | { readonly before: number };

/** Reads `2026-11-01`, `2026-11-01T10:00Z`, `2026-11-01T10:00:00Z`, `36h` or `90d`: all in UTC. */
export function parseTime(text: string): GivenTime {
    const [, amount, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
    if (amount !== undefined) {
        return { before: Number(amount) * (unit === "h" ? HOUR : DAY) };
    }
    const [, date = "", time = "00:00", seconds = ":00"] =
        /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?Z)?$/.exec(text) ?? [];
    const at = parseIsoTime(`${date}T${time}${seconds}Z`);
    // JavaScript shifts dates that don't exist, such as 30 February.
    if (at === undefined || !new Date(at).toISOString().startsWith(date)) {
        throw new InvalidArgumentError(
            "Expected a time in UTC, such as 2026-11-01 or 2026-11-01T10:00Z, or an age, such as 36h or 90d.",
        );
    }
    return { at };
}

/** The milliseconds of a time. */
export function timeAt(time: GivenTime, now: number): number {
    return "at" in time ? time.at : now - time.before;
}
