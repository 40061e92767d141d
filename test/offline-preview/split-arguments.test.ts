import assert from "node:assert/strict";
import { splitArguments } from "../../offline-preview/src/program/split-arguments";

describe("the arguments of Node in Pulumi.yaml", () => {
    for (const [line, expected] of [
        ["", []],
        ["  --trace-warnings  --max-old-space-size=4096 ", ["--trace-warnings", "--max-old-space-size=4096"]],
        [`--title="a b" 'c d'`, ["--title=a b", "c d"]],
        [`"a \\" b" c\\ d 'e \\'`, [`a " b`, "c d", "e \\"]],
    ] as const) {
        it(`${JSON.stringify(line)} are ${expected.length}`, () => assert.deepEqual(splitArguments(line), expected));
    }
});
