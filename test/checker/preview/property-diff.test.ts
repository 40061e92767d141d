import assert from "node:assert/strict";
import { diffProperties } from "../../../checker/src/preview/property-diff";
import type { Wire } from "../../../offline-preview/src";

function lines(before: Wire, after: Wire): string[] {
    return diffProperties(before, after).map(({ kind, text }) => `${kind} ${text}`);
}

describe("the difference between inputs", () => {
    it("is empty if nothing differs", () => {
        assert.deepEqual(lines({ a: [1, { b: null }] }, { a: [1, { b: null }] }), []);
    });

    it("says what is added, removed and changed, as deep as it can", () => {
        assert.deepEqual(
            lines(
                { name: "x", multi: false, old: [1], list: [{ a: 1 }] },
                { name: "x", multi: true, list: [{ a: 2 }, { b: 3 }] },
            ),
            ["~ multi: false → true", "- old: [1]", "~ list[0].a: 1 → 2", '+ list[1]: {"b":3}'],
        );
    });

    it("shows a value of another kind", () => {
        assert.deepEqual(lines({ a: [1] }, { a: "[unknown]" }), ['~ a: [1] → "[unknown]"']);
        assert.deepEqual(lines({ a: null }, { a: {} }), ["~ a: null → {}"]);
    });

    it("escapes hostile text", () => {
        assert.deepEqual(lines({}, { "\u001b[31m": "\u0007" }), ['+ \\u001b[31m: "\\u0007"']);
    });
});
