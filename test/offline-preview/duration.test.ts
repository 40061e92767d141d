import assert from "node:assert/strict";
import { toSeconds } from "../../offline-preview/src/pack/duration";

describe("durations", () => {
    for (const [text, seconds] of [
        ["", 0],
        ["30s", 30],
        ["1h30m", 5400],
        ["1.5m", 90],
        ["500ms", 0.5],
    ] as const) {
        it(`${JSON.stringify(text)} is ${seconds} s`, () => assert.equal(toSeconds(text), seconds));
    }
});
