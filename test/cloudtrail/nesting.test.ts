import assert from "node:assert/strict";
import fc from "fast-check";
import { longestEnds, longestStarts } from "../../src/cloudtrail/nesting";
import { runs } from "./arbitraries";

const texts = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "🎉", "\ud83c"), maxLength: 4 }), { maxLength: 8 });

/** The longest other text for which something holds. */
function longest(all: readonly string[], holds: (other: string) => boolean): string | undefined {
    return all.filter(holds).sort((a, b) => b.length - a.length)[0];
}

describe("nesting", () => {
    it("finds for each text the longest other one that it starts with, shorter ones first", () => {
        fc.assert(
            fc.property(texts, all => {
                const found = longestStarts(all);
                assert.deepEqual([...found.keys()].sort(), [...new Set(all)].sort());
                for (const [text, within] of found) {
                    assert.equal(
                        within,
                        longest(all, other => other !== text && text.startsWith(other)),
                    );
                }
                const order = [...found.keys()];
                assert.ok(
                    [...found].every(
                        ([text, within]) => within === undefined || order.indexOf(within) < order.indexOf(text),
                    ),
                );
            }),
            runs(500),
        );
    });

    it("finds for each text the longest other one that it ends with, shorter ones first", () => {
        fc.assert(
            fc.property(texts, all => {
                const found = longestEnds(all);
                assert.deepEqual([...found.keys()].sort(), [...new Set(all)].sort());
                for (const [text, within] of found) {
                    assert.equal(
                        within,
                        longest(all, other => other !== text && text.endsWith(other)),
                    );
                }
                const order = [...found.keys()];
                assert.ok(
                    [...found].every(
                        ([text, within]) => within === undefined || order.indexOf(within) < order.indexOf(text),
                    ),
                );
            }),
            runs(500),
        );
    });
});
