import { createHash } from "node:crypto";

/**
 * A number for an event's ID, with which repeated ones are detected: the first 52 bits of a UUID, or of a hash of any
 * other text. Two different IDs practically never share a number: for a million of them, the probability is one in ten
 * thousand.
 */
export function eventNumber(id: string): number {
    const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
    // All digits of a random UUID are random, except for the 13th and 17th.
    const digits = isUuid ? id.slice(24) + id[0] : createHash("sha256").update(id).digest("hex").slice(0, 13);
    return Number.parseInt(digits, 16);
}
