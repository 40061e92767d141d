/** How much text the values that are shared may be known by: beyond that, each is kept on its own. */
const MAX_KEY_CHARACTERS = 4_000_000;

/**
 * Keeps data that is the same once. In an organization most trails are set up alike, so that thousands of them have the
 * same results.
 * @returns gives the value that was given first for data that is the same
 */
export function interner(): <T>(value: T) => T {
    const known = new Map<string, unknown>();
    let characters = 0;
    return value => {
        const key = JSON.stringify(value);
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
