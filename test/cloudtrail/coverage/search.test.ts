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
    it("finds a choice that meets all conditions exactly if there is one, even among many options", () => {
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

    it("is done in one step if one conclusion follows from the other", () => {
        // Only one variable can meet each next condition, once the one before is met.
        const chain = range(20).map(index => [[index], [index + 1]]);
        assert.deepEqual(solve(chain, 20), { chosen: range(20).map(() => 0), steps: 1 });
        // And the same in reverse: what follows from a condition is known when the previous one is examined.
        const back = range(20).map(index => [[19 - index], index === 19 ? [] : [18 - index]]);
        assert.deepEqual(solve(back, 20), { chosen: range(20).map(() => 0), steps: 1 });
        assert.deepEqual(solve([[[0], [1]]], 2), { steps: 1 });
        assert.deepEqual(solve([[[0, 1]]], 2), { chosen: [0], steps: 1 });
    });

    it("takes few steps if there is one pigeonhole too few", () => {
        // Each of six pigeons is a condition; each of five holes is a variable whose options are the pigeons.
        const holes = range(5).map(() => range(6).map(pigeon => [pigeon]));
        const { chosen, steps } = solve(holes, 6);
        assert.equal(chosen, undefined);
        assert.ok(steps <= 15, `${steps} steps`);
    });

    it("finds a hole for every pigeon if there are enough, even if sets have several words", () => {
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

    it("takes the same steps as ever: the cost depends on which options come first and which are left out", () => {
        // Change the numbers if a change of the order is intended, and look at the benchmark's before you do.
        const next = pseudoRandom(7);
        const problems = range(60).map(() => ({
            conditions: 24 + next(9),
            variables: range(8).map(() => range(1 + next(8)).map(() => range(2 + next(8)).map(() => next(32)))),
        }));
        const outcomes = problems.map(({ variables, conditions }) =>
            solve(
                variables.map(options => options.map(meets => meets.filter(index => index < conditions))),
                conditions,
            ),
        );
        const found = outcomes.map(({ chosen, steps }) => `${chosen?.join("") ?? "none"}/${steps}`);
        assert.deepEqual(found, FOUND.trim().split(/\s+/));
    });
});

/** The options chosen, and in how many steps. */
const FOUND = `
51003044/4 none/1 none/1 none/1 none/1 none/3 none/5 none/1 00010300/4 none/1
20054001/8 none/1 60540200/3 none/5 41056501/6 02200140/7 none/1 41401102/5 none/1 none/3
11320636/8 20500362/7 31052354/9 none/1 04300130/5 03021045/10 23452252/13 21031213/13 none/1 none/7
none/5 none/1 21016541/12 none/1 27154000/6 25032010/10 none/1 none/1 none/12 none/1
none/3 66106031/6 none/3 none/1 10110551/12 none/1 41232561/11 none/3 none/1 03111121/3
41110202/7 00041052/6 none/1 none/3 none/8 23701642/6 03450311/6 10000410/4 none/1 02133570/7`;

/** The same numbers on every machine and in every version. */
function pseudoRandom(seed: number): (below: number) => number {
    let state = seed;
    return below => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
    };
}
