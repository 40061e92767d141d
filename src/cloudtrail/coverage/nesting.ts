/**
 * For each text, the longest other one that it starts with, if there is any. Shorter texts come first.
 *
 * Sorted, all that starts with a text follows right behind it: each text is compared with a few others only. Trails may
 * have 500 values of 2048 characters that differ in their last one.
 */
export function longestStarts(texts: Iterable<string>): ReadonlyMap<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    const around: string[] = [];
    for (const text of [...new Set(texts)].sort()) {
        while (around.length > 0 && !text.startsWith(around.at(-1) as string)) {
            around.pop();
        }
        found.set(text, around.at(-1));
        around.push(text);
    }
    return found;
}

/** For each text, the longest other one that it ends with, if there is any. Shorter texts come first. */
export function longestEnds(texts: Iterable<string>): ReadonlyMap<string, string | undefined> {
    const forwards = new Map([...texts].map(text => [backwards(text), text]));
    return new Map(
        [...longestStarts(forwards.keys())].map(([text, longest]) => [
            forwards.get(text) as string,
            longest === undefined ? undefined : forwards.get(longest),
        ]),
    );
}

/** By code units, as strings are compared: what is half a character comes out whole when turned again. */
function backwards(text: string): string {
    return text.split("").reverse().join("");
}
