/** The size limit for the key of shared values: beyond it, each value is kept separately. */
const MAX_KEY_CHARACTERS = 4_000_000;

/**
 * Keeps equal data only once. Most trails of an organization are set up alike, so thousands of them have the same selectors and
 * the same results.
 * @param keyOf a string that only equal data has
 * @returns for equal data, the value that came first
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
