/** The limit for the text by which shared values are known: beyond it, each value is kept separately. */
const MAX_KEY_CHARACTERS = 4_000_000;

/**
 * Keeps equal data only once. Most trails of an organization are set up alike, so thousands of them have the same
 * selectors and the same results.
 * @param keyOf a text that only equal data has
 * @returns for equal data, the value that was given first
 */
export function interner<Data>(keyOf: (value: Data) => string = JSON.stringify): <T extends Data>(value: T) => T {
    const known = new Map<string, unknown>();
    let characters = 0;
    return value => {
        const key = keyOf(value);
        const present = known.get(key);
        if (present !== undefined) {
            return present as typeof value;
        }
        characters += key.length;
        if (characters <= MAX_KEY_CHARACTERS) {
            known.set(key, value);
        }
        return value;
    };
}
