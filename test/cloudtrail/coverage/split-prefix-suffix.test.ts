import assert from "node:assert/strict";
import fc from "fast-check";
import { type Constraint, mayAccept } from "../../../src/cloudtrail/coverage/constraint";
import { selectsBy, splitPrefixAndSuffix } from "../../../src/cloudtrail/coverage/split-prefix-suffix";
import { byComparison, COMPARISONS } from "../../../src/cloudtrail/selectors/operators";
import { runs, Seen } from "../arbitraries";
import { allStrings } from "../naive/universe";

const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 });
const texts = fc.oneof(fc.constant([]), fc.uniqueArray(text, { minLength: 1, maxLength: 2 }));
const literals = fc
    .tuple(...COMPARISONS.map(() => texts))
    .map(lists => byComparison(comparison => lists[COMPARISONS.indexOf(comparison)]!));

/** A constraint that selects by any of the operators, known or not. */
const constraints: fc.Arbitrary<Constraint> = fc
    .record({
        select: literals,
        deselect: literals,
        unknown: fc.subarray([...COMPARISONS], { maxLength: 1 }),
    })
    .map(({ select, deselect, unknown }) => ({
        selects: COMPARISONS.some(comparison => select[comparison].length > 0 || unknown.includes(comparison)),
        select,
        deselect,
        unknown: Object.fromEntries(unknown.map(comparison => [comparison, true])),
    }));

const VALUES = [null, ...allStrings("abx", 3)];
const NAMED = { whole: ["ab", "x"], start: ["b"], end: ["bb"] };

describe("splitPrefixAndSuffix", () => {
    it("accepts together what the whole accepts, and never selects by both the beginning and the end of a field", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(constraints, constraints, (name, arn) => {
                const parts = splitPrefixAndSuffix(
                    new Map([
                        ["eventName", name],
                        ["resources.ARN", arn],
                    ]),
                );
                seen.add(`${parts.length}`);
                for (const field of ["eventName", "resources.ARN"] as const) {
                    for (const value of VALUES) {
                        const whole = mayAccept(field === "eventName" ? name : arn, value, NAMED);
                        const any = parts.some(part => mayAccept(part.get(field)!, value, NAMED));
                        assert.equal(any, whole, `${field} ${value}`);
                    }
                }
                for (const constraint of parts.flatMap(part => [...part.values()])) {
                    assert.ok(!selectsBy(constraint, "start") || !selectsBy(constraint, "end"));
                }
                const pairs = new Set(parts.map(part => JSON.stringify([...part])));
                assert.equal(pairs.size, parts.length);
            }),
            runs(500),
        );
        seen.atLeast({ 1: 50, 2: 50, 4: 20 });
    });
});
