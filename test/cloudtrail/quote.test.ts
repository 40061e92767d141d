import assert from "node:assert/strict";
import fc from "fast-check";
import { printable, printableJson, quote } from "../../src/cloudtrail/quote";
import { runs } from "./arbitraries";

/** Each of them with what stands for it: controls, what reorders, hides or breaks lines, and one beyond 16 bits. */
const HOSTILE = {
    "\u0000": "\\u0000",
    "\t": "\\u0009",
    "\n": "\\u000a",
    "\u001b": "\\u001b",
    "\u007f": "\\u007f",
    "\u009b": "\\u009b",
    "\u00ad": "\\u00ad",
    "\u200b": "\\u200b",
    "\u202e": "\\u202e",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
    "\ufeff": "\\ufeff",
    "\u{e0041}": "\\udb40\\udc41",
};
const FIT_FOR_A_TERMINAL = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;

describe("text in messages", () => {
    for (const [character, escaped] of Object.entries(HOSTILE)) {
        it(`${escaped} is escaped`, () => {
            assert.equal(printable(`a${character}b${character}`), `a${escaped}b${escaped}`);
            assert.match(quote(character), FIT_FOR_A_TERMINAL);
            assert.equal(JSON.parse(printableJson([character]))[0], character);
        });
    }

    it("readable characters stay: accents, other scripts, emoji, quotation marks", () => {
        const text = "naïve 日本語 🎉 \"a\" 'b' \\ <i>";
        assert.equal(printable(text), text);
    });

    it("a quoted text is cut past 80 characters", () => {
        assert.equal(quote("trail"), '"trail"');
        assert.equal(quote("x".repeat(80)), `"${"x".repeat(80)}"`);
        assert.equal(quote("x".repeat(81)), `"${"x".repeat(79)}…"`);
    });

    it("JSON is indented by two spaces, and means the same", () => {
        assert.equal(printableJson({ a: ["b"] }), '{\n  "a": [\n    "b"\n  ]\n}');
        fc.assert(
            fc.property(fc.string({ unit: "binary" }), text => {
                assert.deepEqual(JSON.parse(printableJson({ [text]: text })), { [text]: text });
                assert.match(printableJson({ [text]: text }).replace(/\n/g, ""), FIT_FOR_A_TERMINAL);
                assert.match(printable(text), FIT_FOR_A_TERMINAL);
                assert.match(quote(text), FIT_FOR_A_TERMINAL);
            }),
            runs(300),
        );
    });
});
