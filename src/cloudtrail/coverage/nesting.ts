/**
 * For each string, the longest other one that is its prefix, if there is one. Shorter strings come first. Once sorted,
 * everything with a given prefix directly follows it, so each string is compared with only a few others. Trails may
 * have 500 values of 2048 characters that differ in the last one.
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

/** For each string, the longest other one that is its suffix, if there is one. Shorter strings come first. */
export function longestEnds(texts: Iterable<string>): ReadonlyMap<string, string | undefined> {
    const forwards = new Map([...texts].map(text => [backwards(text), text]));
    return new Map(
        [...longestStarts(forwards.keys())].map(([text, longest]) => [
            forwards.get(text) as string,
            longest === undefined ? undefined : forwards.get(longest),
        ]),
    );
}

/** By code units, as strings are compared: half a surrogate pair survives being reversed twice. */
function backwards(text: string): string {
    return text.split("").reverse().join("");
}
