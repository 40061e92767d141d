import type { Declared } from "./stack";

/** The same in an order of its own: Pulumi's engine reports resources in no certain one. */
export function inOrder<T extends Declared>(things: readonly T[]): readonly T[] {
    return [...things].sort((a, b) => compare(a.label, b.label) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
