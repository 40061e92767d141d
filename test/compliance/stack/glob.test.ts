import assert from "node:assert/strict";
import fc from "fast-check";
import { equals, matches } from "../../../src/compliance/stack/iam/glob";

/** Every string of at most this length that `*` of a set stands for: enough to distinguish short patterns. */
const TEXTS = ["", "a", "b", "c", "ab", "ba", "ca", "cc", "bca"];

function expansions(set: string): string[] {
    const [head = "", ...rest] = set.split("*");
    return rest.reduce((heads, part) => heads.flatMap(text => TEXTS.map(any => text + any + part)), [head]);
}

function isMatch(pattern: string, text: string): boolean {
    const source = pattern.replace(/\*/g, ".*").replace(/\?/g, ".");
    return new RegExp(`^${source}$`).test(text);
}

const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 6 });
const set = fc
    .string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 5 })
    .filter(text => text.split("*").length <= 3);

describe("matches", () => {
    it("says yes only if every string of the set matches, and no only if none does", () => {
        fc.assert(
            fc.property(pattern, set, (p, s) => {
                const answers = expansions(s).map(text => isMatch(p, text));
                const answer = matches(p, s);
                assert.ok(answer !== "yes" || answers.every(Boolean), "yes, although a text doesn't match");
                assert.ok(answer !== "no" || !answers.some(Boolean), "no, although a text matches");
            }),
            { numRuns: 20_000 },
        );
    });

    it("is never in doubt about a known string", () => {
        fc.assert(
            fc.property(pattern, set, (p, s) => {
                fc.pre(!s.includes("*"));
                assert.equal(matches(p, s), isMatch(p, s) ? "yes" : "no");
            }),
        );
    });

    for (const [p, s, answer] of [
        ["arn:aws:s3:::logs/AWSLogs/*", "arn:aws:s3:::logs/AWSLogs/111122223333/*", "yes"],
        ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/AWSLogs/*/*", "yes"],
        ["arn:aws:s3:::logs/AWSLogs/111122223333/*", "arn:aws:s3:::logs/AWSLogs/*/*", "unknown"],
        ["arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/*", "arn:aws:s3:::logs/AWSLogs/111122223333/*", "unknown"],
        ["arn:aws:s3:::other/*", "arn:aws:s3:::logs/AWSLogs/*/*", "no"],
        ["arn:aws:s3:::logs/prefix/*", "arn:aws:s3:::logs/AWSLogs/*/*", "no"],
        ["arn:aws:s3:::logs/AWSLogs/111122223333", "arn:aws:s3:::logs/AWSLogs/111122223333/*", "no"],
    ] as const) {
        it(`${p} of ${s}: ${answer}`, () => assert.equal(matches(p, s), answer));
    }
});

describe("equals", () => {
    it("treats * literally", () => {
        assert.equal(equals("a*", "ab"), "no");
        assert.equal(equals("ab", "ab"), "yes");
        assert.equal(equals("ab", "a*"), "unknown");
        assert.equal(equals("bb", "a*"), "no");
    });
});
