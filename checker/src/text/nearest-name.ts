import { distance } from "fastest-levenshtein";

/** The names that a misspelt one may stand for, nearest first: at most three, and none that is nothing like it. */
export function nearestNames(misspelt: string, names: Iterable<string>): string[] {
    const lower = misspelt.toLowerCase();
    return [...names]
        .map(name => ({ name, difference: distance(lower, name.toLowerCase()) }))
        .filter(({ name, difference }) => difference <= Math.max(2, name.length * 0.4))
        .sort((a, b) => a.difference - b.difference)
        .slice(0, 3)
        .map(({ name }) => name);
}

/** "Did you mean …?" for the end of a message, or nothing if no name is near. */
export function didYouMean(misspelt: string, names: Iterable<string>): string {
    const [nearest] = nearestNames(misspelt, names);
    return nearest === undefined ? "" : `. Did you mean ${nearest}?`;
}
