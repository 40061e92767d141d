/** A set of small numbers (indexes of selectors), one bit each. */
export type Bitset = Uint32Array;

/** The empty set with room for the numbers below `size`. */
export function emptySet(size: number): Bitset {
    return new Uint32Array(Math.max(1, (size + 31) >>> 5));
}

/** The set of all numbers below `size`. */
export function fullSet(size: number): Bitset {
    const set = emptySet(size);
    for (let i = 0; i < size; i++) {
        add(set, i);
    }
    return set;
}

/** Adds a number to a set, in place. */
export function add(set: Bitset, index: number): void {
    set[index >>> 5] = at(set, index >>> 5) | (1 << (index & 31));
}

/** Removes a number from a set, in place. */
export function remove(set: Bitset, index: number): void {
    set[index >>> 5] = at(set, index >>> 5) & ~(1 << (index & 31));
}

/** Is a number in the set? */
export function has(set: Bitset, index: number): boolean {
    return (at(set, index >>> 5) & (1 << (index & 31))) !== 0;
}

/** Adds all of `other` to `set`, in place. */
export function addAll(set: Bitset, other: Bitset): void {
    for (let w = 0; w < set.length; w++) {
        set[w] = at(set, w) | at(other, w);
    }
}

/** Removes from `set` all that isn't in `other`, in place. */
export function keepOnly(set: Bitset, other: Bitset): void {
    for (let w = 0; w < set.length; w++) {
        set[w] = at(set, w) & at(other, w);
    }
}

/** The numbers in both sets. */
export function intersection(a: Bitset, b: Bitset): Bitset {
    return a.map((word, w) => word & at(b, w));
}

/** The numbers in any of both sets. */
export function union(a: Bitset, b: Bitset): Bitset {
    return a.map((word, w) => word | at(b, w));
}

/** The numbers of `a` that aren't in `b`. */
export function difference(a: Bitset, b: Bitset): Bitset {
    return a.map((word, w) => word & ~at(b, w));
}

/** Is a set empty? */
export function isEmpty(set: Bitset): boolean {
    return set.every(word => word === 0);
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

/** How many numbers a set has. */
export function sizeOf(set: Bitset): number {
    let count = 0;
    for (let word of set) {
        for (; word !== 0; word &= word - 1) {
            count++;
        }
    }
    return count;
}

/** The numbers of a set, in ascending order. */
export function members(set: Bitset): number[] {
    const result: number[] = [];
    for (let w = 0; w < set.length; w++) {
        for (let word = at(set, w); word !== 0; word &= word - 1) {
            result.push((w << 5) + 31 - Math.clz32(word & -word));
        }
    }
    return result;
}

/** A string that is equal for equal sets. */
export function keyOf(set: Bitset): string {
    return set.length === 1 ? String(set[0]) : set.join();
}

/** A word of a set: 32 of its numbers. */
export function at(set: Bitset, word: number): number {
    return set[word] as number;
}
