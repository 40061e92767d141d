import { createHash } from "node:crypto";

/**
 * A number for an event's ID, by which repeated ones are found: the first 52 bits of a UUID, or of a hash of any other
 * text. That two different ones have the same number is as good as impossible: with a million of them, one in ten
 * thousand.
 */
export function eventNumber(id: string): number {
    const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);
    // Of a random UUID the digits but the 13th and 17th are random.
    const digits = isUuid ? id.slice(24) + id[0] : createHash("sha256").update(id).digest("hex").slice(0, 13);
    return Number.parseInt(digits, 16);
}
