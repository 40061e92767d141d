/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A digest is delivered within an hour after the hour that it covers. */
export const DUE_AFTER = 2 * HOUR;

/** The milliseconds of now, in whole seconds, as CloudTrail's times are. */
export function currentSecond(): number {
    return Math.floor(Date.now() / 1000) * 1000;
}

/**
 * A time in AWS's format, `2026-11-01T10:00:00Z`, from milliseconds: CloudTrail's times have no fractions of a second.
 */
export function isoTime(ms: number): string {
    return new Date(ms).toISOString().replace(/\.000Z$/, "Z");
}

/** The milliseconds of a time in the form of isoTime; `undefined` for anything else. */
export function parseIsoTime(text: unknown): number | undefined {
    if (typeof text !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) {
        return undefined;
    }
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? undefined : ms;
}

/** The milliseconds of a time in a file's name, `20261101T1000Z` or `20261101T100000Z`. */
export function parseNameTime(text: string): number | undefined {
    const [, year, month, day, hour, minute, second = "00"] =
        /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z$/.exec(text) ?? [];
    return parseIsoTime(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The first moment of a time's day (UTC). */
export function dayOf(ms: number): number {
    return Math.floor(ms / DAY) * DAY;
}

/** The first moment of a time's hour (UTC). */
export function hourOf(ms: number): number {
    return Math.floor(ms / HOUR) * HOUR;
}
