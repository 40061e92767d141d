/** A set of small numbers (indexes of selectors or options), one bit each. */
export type Bitset = Uint32Array;

/** The empty set, with capacity for the numbers below `size`. */
export function emptySet(size: number): Bitset {
    return new Uint32Array(Math.max(1, (size + 31) >>> 5));
}

/** The set of all numbers below `size` that satisfy a predicate. */
export function setWhere(size: number, holds: (index: number) => boolean): Bitset {
    const set = emptySet(size);
    for (let index = 0; index < size; index++) {
        if (holds(index)) {
            add(set, index);
        }
    }
    return set;
}

/** Adds a number to a set, in place. */
export function add(set: Bitset, index: number): void {
    set[index >>> 5] = at(set, index >>> 5) | (1 << (index & 31));
}

/** Is a number in the set? */
export function has(set: Bitset, index: number): boolean {
    return (at(set, index >>> 5) & (1 << (index & 31))) !== 0;
}

/** The numbers in both sets. */
export function intersection(a: Bitset, b: Bitset): Bitset {
    return combined(a, b, (x, y) => x & y);
}

/** The numbers in either set. */
export function union(a: Bitset, b: Bitset): Bitset {
    return combined(a, b, (x, y) => x | y);
}

/** Adds all of `other` to `set`, in place. */
export function addAll(set: Bitset, other: Bitset): void {
    for (let w = 0; w < set.length; w++) {
        set[w] = at(set, w) | at(other, w);
    }
}

/** The numbers of `a` that aren't in `b`. */
export function difference(a: Bitset, b: Bitset): Bitset {
    return combined(a, b, (x, y) => x & ~y);
}

function combined(a: Bitset, b: Bitset, combine: (x: number, y: number) => number): Bitset {
    const set = new Uint32Array(a.length);
    for (let w = 0; w < set.length; w++) {
        set[w] = combine(at(a, w), at(b, w));
    }
    return set;
}

/** Is a set empty? */
export function isEmpty(set: Bitset): boolean {
    return !intersects(set, set);
}

/** Is any number in both sets? */
export function intersects(a: Bitset, b: Bitset): boolean {
    for (let w = 0; w < a.length; w++) {
        if ((at(a, w) & at(b, w)) !== 0) {
            return true;
        }
    }
    return false;
}

/** Is every number of `a` in `b`? */
export function isSubset(a: Bitset, b: Bitset): boolean {
    for (let w = 0; w < a.length; w++) {
        if ((at(a, w) & ~at(b, w)) !== 0) {
            return false;
        }
    }
    return true;
}

/** How many numbers are in both sets. */
export function countOfBoth(a: Bitset, b: Bitset): number {
    let count = 0;
    for (let w = 0; w < a.length; w++) {
        // Adds up neighbouring bits, then pairs of bits, half bytes and bytes.
        let word = at(a, w) & at(b, w);
        word -= (word >>> 1) & 0x55555555;
        word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
        word = (word + (word >>> 4)) & 0x0f0f0f0f;
        count += Math.imul(word, 0x01010101) >>> 24;
    }
    return count;
}

/** The numbers of a set, in ascending order. */
export function members(set: Bitset): number[] {
    const result: number[] = [];
    for (let w = 0; w < set.length; w++) {
        for (let word = at(set, w); word !== 0; word &= word - 1) {
            result.push(w * 32 + 31 - Math.clz32(word & -word));
        }
    }
    return result;
}

/** A word of a set: 32 of its numbers. */
function at(set: Bitset, word: number): number {
    return set[word] as number;
}
