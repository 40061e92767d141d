import { UNKNOWN, type Wire } from "./wire";

/**
 * The text of a configuration value for the program, which says of what is unknown in it that it is only encrypted: it
 * would be known to the real preview. Whatever the program makes of such text counts as unknown, too.
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
