import assert from "node:assert/strict";
import { isRecord, kindOf } from "../../src/cloudtrail/plain-data";

const KINDS: readonly (readonly [value: unknown, kind: string])[] = [
    [null, "null"],
    [[], "a list"],
    [{}, "an object"],
    ["", "a string"],
    [0, "a number"],
    [false, "a boolean"],
];

describe("plain data", () => {
    for (const [value, kind] of KINDS) {
        it(`${JSON.stringify(value)} is ${kind}`, () => {
            assert.equal(kindOf(value), kind);
            assert.equal(isRecord(value), kind === "an object");
        });
    }
});
