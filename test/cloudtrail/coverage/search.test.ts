import assert from "node:assert/strict";
import fc from "fast-check";
import { setWhere } from "../../../src/cloudtrail/coverage/bitset";
import { choose } from "../../../src/cloudtrail/coverage/search";
import { runs, Seen } from "../arbitraries";

/** For each variable, for each of its options, the conditions that it meets. */
type Problem = readonly (readonly (readonly number[])[])[];

/** Problems with more options than one word of a bitset has. */
const wide: fc.Arbitrary<{ readonly conditions: number; readonly variables: Problem }> = fc
    .integer({ min: 3, max: 9 })
    .chain(conditions => {
        const option = fc.uniqueArray(fc.nat(conditions - 1), { maxLength: 2, size: "max" });
        const variable = fc.array(option, { minLength: 30, maxLength: 40, size: "max" });
        return fc.record({
            conditions: fc.constant(conditions),
            variables: fc.array(variable, { minLength: 1, maxLength: 3 }),
        });
    });

/** Whether any choice meets all conditions, by trying every one. */
function isSoluble([options, ...others]: Problem, unmet: readonly number[]): boolean {
    return options === undefined
        ? unmet.length === 0
        : options.some(meets =>
              isSoluble(
                  others,
                  unmet.filter(condition => !meets.includes(condition)),
              ),
          );
}

function solve(variables: Problem, conditions: number) {
    const sets = variables.map(options => options.map(meets => setWhere(conditions, index => meets.includes(index))));
    return choose(sets, conditions);
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe("choose", () => {
    it("finds a choice that meets all conditions exactly where there is one, also among many options", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(wide, ({ conditions, variables }) => {
                const { chosen, steps } = solve(variables, conditions);
                assert.ok(steps >= 1);
                assert.equal(chosen !== undefined, isSoluble(variables, range(conditions)));
                if (chosen !== undefined) {
                    const met = new Set(variables.flatMap((options, variable) => options[chosen[variable]!]!));
                    assert.deepEqual(
                        range(conditions).filter(condition => !met.has(condition)),
                        [],
                    );
                }
                seen.add(chosen === undefined ? "none" : "one");
            }),
            runs(300),
        );
        seen.atLeast({ none: 50, one: 50 });
    });

    it("is done in one step where one conclusion follows from the other", () => {
        // Only one variable can meet each next condition, once the one before is met.
        const chain = range(20).map(index => [[index], [index + 1]]);
        assert.deepEqual(solve(chain, 20), { chosen: range(20).map(() => 0), steps: 1 });
        // And the same the other way round: what follows from a condition is known when the one before it is asked.
        const back = range(20).map(index => [[19 - index], index === 19 ? [] : [18 - index]]);
        assert.deepEqual(solve(back, 20), { chosen: range(20).map(() => 0), steps: 1 });
        assert.deepEqual(solve([[[0], [1]]], 2), { steps: 1 });
        assert.deepEqual(solve([[[0, 1]]], 2), { chosen: [0], steps: 1 });
    });

    it("takes few steps for pigeons that have a hole too few", () => {
        // Each of six pigeons is a condition; each of five holes is a variable whose options are the pigeons.
        const holes = range(5).map(() => range(6).map(pigeon => [pigeon]));
        const { chosen, steps } = solve(holes, 6);
        assert.equal(chosen, undefined);
        assert.ok(steps <= 15, `${steps} steps`);
    });

    it("finds a hole for each of as many pigeons, also where sets have several words", () => {
        for (const holes of [5, 33, 70]) {
            const { chosen, steps } = solve(
                range(holes).map(() => range(holes).map(pigeon => [pigeon])),
                holes,
            );
            assert.deepEqual(
                [...(chosen ?? [])].sort((a, b) => a - b),
                range(holes),
            );
            assert.ok(steps <= holes, `${steps} steps`);
        }
    });

    it("takes few steps for problems that are neither easy nor hopeless", () => {
        const option = fc.uniqueArray(fc.nat(39), { minLength: 6, maxLength: 8 });
        const variable = fc.array(option, { minLength: 6, maxLength: 6 });
        const samples = fc.sample(fc.array(variable, { minLength: 8, maxLength: 8 }), { seed: 1, numRuns: 30 });
        const outcomes = samples.map(variables => solve(variables, 40));
        const soluble = outcomes.filter(({ chosen }) => chosen !== undefined).length;
        assert.ok(soluble > 5 && soluble < 25, `${soluble} of 30`);
        const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps, 0);
        assert.ok(steps <= 750, `${steps} steps`);
    });
});
