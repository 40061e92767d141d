import type { Declared } from "./stack";

/** The same in a fixed order: Pulumi's engine reports resources in no particular one. */
export function inOrder<T extends Declared>(things: readonly T[]): readonly T[] {
    return [...things].sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
