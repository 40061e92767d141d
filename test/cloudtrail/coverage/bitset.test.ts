import assert from "node:assert/strict";
import fc from "fast-check";
import {
    add,
    addAll,
    type Bitset,
    countOfBoth,
    difference,
    emptySet,
    has,
    intersection,
    intersects,
    isEmpty,
    isSubset,
    members,
    setWhere,
    union,
} from "../../../src/cloudtrail/coverage/bitset";
import { runs } from "../arbitraries";

/** Past one word of 32 bits, and past two; small sets, so that many are empty, equal or within each other. */
const sizes = fc.constantFrom(1, 31, 32, 33, 64, 65, 100);
const pairs = sizes.chain(size => {
    const numbers = fc.uniqueArray(fc.oneof(fc.nat(size - 1), fc.constantFrom(0, size - 1)), { maxLength: 4 });
    return fc.record({ size: fc.constant(size), a: numbers, b: numbers });
});

function setOf(size: number, numbers: readonly number[]): Bitset {
    const set = emptySet(size);
    for (const number of numbers) {
        add(set, number);
    }
    return set;
}

function numbersOf(size: number, set: Bitset): number[] {
    return Array.from({ length: size }, (_, number) => number).filter(number => has(set, number));
}

const sorted = (numbers: readonly number[]) => [...numbers].sort((x, y) => x - y);

describe("bitsets", () => {
    it("have as many words as their numbers need, and at least one", () => {
        const words = [0, 1, 31, 32, 33, 64, 65].map(size => emptySet(size).length);
        assert.deepEqual(words, [1, 1, 1, 1, 2, 2, 3]);
        assert.ok(isEmpty(emptySet(65)));
    });

    it("behave as sets do", () => {
        fc.assert(
            fc.property(pairs, ({ size, a, b }) => {
                const [left, right] = [setOf(size, a), setOf(size, b)];
                const both = a.filter(number => b.includes(number));
                const numbers = (set: Bitset) => numbersOf(size, set);
                assert.deepEqual(numbers(left), sorted(a));
                assert.deepEqual(numbers(intersection(left, right)), sorted(both));
                assert.deepEqual(numbers(union(left, right)), sorted([...new Set([...a, ...b])]));
                assert.deepEqual(numbers(difference(left, right)), sorted(a.filter(number => !b.includes(number))));
                assert.equal(isEmpty(left), a.length === 0);
                assert.equal(intersects(left, right), both.length > 0);
                assert.equal(isSubset(left, right), both.length === a.length);
                assert.equal(countOfBoth(left, right), both.length);
                assert.deepEqual(members(left), sorted(a));
                const added = left.slice();
                addAll(added, right);
                assert.deepEqual(added, union(left, right));
                assert.deepEqual(
                    setWhere(size, number => a.includes(number)),
                    left,
                );
                // None of that changes its operands.
                assert.deepEqual([left, right], [setOf(size, a), setOf(size, b)]);
            }),
            runs(1000),
        );
    });
});
