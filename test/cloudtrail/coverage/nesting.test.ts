import assert from "node:assert/strict";
import fc from "fast-check";
import { longestEnds, longestStarts } from "../../../src/cloudtrail/coverage/nesting";
import { runs } from "../arbitraries";

/** Also halves of a character beyond 16 bits, which strings may begin and end with. */
const characters = fc.constantFrom("a", "b", "🎉", "\ud83c");
const texts = fc.array(fc.string({ unit: characters, maxLength: 4 }), { maxLength: 8 });

const SIDES = {
    "starts with": { longest: longestStarts, holds: (text: string, other: string) => text.startsWith(other) },
    "ends with": { longest: longestEnds, holds: (text: string, other: string) => text.endsWith(other) },
};

describe("nesting", () => {
    for (const [side, { longest, holds }] of Object.entries(SIDES)) {
        it(`finds for each string the longest other one that it ${side}, and that one first`, () => {
            fc.assert(
                fc.property(texts, all => {
                    const found = [...longest(all)];
                    const order = found.map(([text]) => text);
                    assert.deepEqual([...order].sort(), [...new Set(all)].sort());
                    for (const [text, within] of found) {
                        const others = all.filter(other => other !== text && holds(text, other));
                        assert.equal(within, others.sort((a, b) => b.length - a.length)[0]);
                        assert.ok(within === undefined || order.indexOf(within) < order.indexOf(text));
                    }
                }),
                runs(500),
            );
        });
    }
});
