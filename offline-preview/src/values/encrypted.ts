import { UNKNOWN, type Wire } from "./wire";

/**
 * The text of a configuration value for the program, in which unknown parts are marked as encrypted: the real preview would
 * know them. Whatever the program builds from such text counts as unknown too.
 */
export function markedAsEncrypted(value: string, key: string): string {
    return value.replaceAll(UNKNOWN, `${UNKNOWN}<${key}>`);
}

const MARK = new RegExp(`${UNKNOWN}<([^>]*)>`, "g");

/** The keys of the encrypted configuration values that a value from the program is made from. */
export function encryptedKeysIn(value: Wire): readonly string[] {
    if (typeof value === "string") {
        return [...value.matchAll(MARK)].flatMap(([, key]) => key ?? []);
    }
    return typeof value === "object" && value !== null ? (Object.values(value) as Wire[]).flatMap(encryptedKeysIn) : [];
}
