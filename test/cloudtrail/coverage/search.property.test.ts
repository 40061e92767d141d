import assert from "node:assert/strict";
import fc from "fast-check";
import { has, setWhere } from "../../../src/cloudtrail/coverage/bitset";
import { choose } from "../../../src/cloudtrail/coverage/search";
import { runs, Seen } from "../arbitraries";

/** For each variable, for each of its options, the conditions that it meets. */
type Problem = { readonly conditions: number; readonly variables: readonly (readonly (readonly number[])[])[] };

/** Problems in which about as many have a solution as have none: the hardest of their size. */
const problem: fc.Arbitrary<Problem> = fc
    .record({
        conditions: fc.integer({ min: 1, max: 40 }),
        sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6, size: "max" }),
        met: fc.integer({ min: 12, max: 35 }),
    })
    .chain(({ conditions, sizes, met }) =>
        fc
            .tuple(
                ...sizes.map(size =>
                    fc.array(
                        fc.array(fc.integer({ min: 0, max: 99 }), { minLength: conditions, maxLength: conditions }),
                        {
                            minLength: size,
                            maxLength: size,
                        },
                    ),
                ),
            )
            .map(drawn => ({
                conditions,
                variables: drawn.map(options =>
                    options.map(draws => draws.flatMap((draw, condition) => (draw < met ? [condition] : []))),
                ),
            })),
    );

/** Can every condition be met? Tries every choice. */
function canMeet({ conditions, variables }: Problem): boolean {
    let ways: readonly (readonly number[])[] = [[]];
    for (const options of variables) {
        ways = ways.flatMap(met => options.map(option => [...new Set([...met, ...option])]));
    }
    return ways.some(met => met.length === conditions);
}

describe("choose, against trying all ways", () => {
    it("finds a way to meet every condition exactly if there is one", function () {
        this.timeout(60_000);
        const seen = new Seen();
        fc.assert(
            fc.property(problem, ({ conditions, variables }) => {
                const sets = variables.map(options =>
                    options.map(met => setWhere(conditions, condition => met.includes(condition))),
                );
                const { chosen, steps } = choose(sets, conditions);
                assert.equal(chosen !== undefined, canMeet({ conditions, variables }));
                if (chosen !== undefined) {
                    assert.equal(chosen.length, variables.length);
                    for (let condition = 0; condition < conditions; condition++) {
                        assert.ok(sets.some((options, variable) => has(options[chosen[variable]!]!, condition)));
                    }
                }
                seen.add(chosen === undefined ? "none" : "some");
                if (steps > 3) {
                    seen.add(`hard, ${chosen === undefined ? "none" : "some"}`);
                }
            }),
            runs(1500),
        );
        seen.atLeast({ none: 200, some: 200, "hard, none": 2, "hard, some": 50 });
    });
});
