import assert from "node:assert/strict";
import { booleanOfText } from "../../src/cloudtrail/boolean-text";

describe("booleanOfText", () => {
    for (const [texts, expected] of [
        [["true", "True", "TRUE"], true],
        [["false", "False", "FALSE"], false],
        [["", "tRUE", "yes", "1", " true", true, false, 1, undefined, null], undefined],
    ] as const) {
        it(`${JSON.stringify(texts)}: ${expected}`, () => {
            assert.deepEqual(
                texts.map(text => booleanOfText(text)),
                texts.map(() => expected),
            );
        });
    }
});
