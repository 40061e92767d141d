import assert from "node:assert/strict";
import fc from "fast-check";
import { type Constraint, mayAccept } from "../../../src/cloudtrail/coverage/constraint";
import { selectsBy, splitPrefixAndSuffix } from "../../../src/cloudtrail/coverage/split-prefix-suffix";
import { OPERATORS, type Operator } from "../../../src/cloudtrail/selectors/event-selector";
import { runs, Seen } from "../arbitraries";
import { allStrings } from "../naive/universe";

const text = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 2 });
const texts = fc.oneof(fc.constant([]), fc.uniqueArray(text, { minLength: 1, maxLength: 2 }));
const SELECTING = ["Equals", "StartsWith", "EndsWith"] as const;

/** A constraint that selects by any of the operators, known or not. */
const constraints: fc.Arbitrary<Constraint> = fc
    .record({
        values: fc.tuple(...OPERATORS.map(() => texts)),
        unknown: fc.subarray([...SELECTING], { maxLength: 1 }),
    })
    .map(({ values, unknown }) => {
        const byOperator = Object.fromEntries(OPERATORS.map((operator, index) => [operator, values[index]!]));
        return {
            selects: SELECTING.some(operator => byOperator[operator]!.length > 0 || unknown.includes(operator)),
            values: byOperator as Record<Operator, string[]>,
            unknown: Object.fromEntries(unknown.map(operator => [operator, true])),
        };
    });

const VALUES = [null, ...allStrings("abx", 3)];
const NAMED = { values: ["ab", "x"], prefixes: ["b"], suffixes: ["bb"] };

describe("oneSided", () => {
    it("accepts together what the whole accepts, and selects by no field's beginnings as well as ends", () => {
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
                    assert.ok(!selectsBy(constraint, "StartsWith") || !selectsBy(constraint, "EndsWith"));
                }
                const pairs = new Set(parts.map(part => JSON.stringify([...part])));
                assert.equal(pairs.size, parts.length);
            }),
            runs(500),
        );
        seen.atLeast({ 1: 50, 2: 50, 4: 20 });
    });
});
