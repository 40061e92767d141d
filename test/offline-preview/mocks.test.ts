import assert from "node:assert/strict";
import { Mocks } from "../../offline-preview/src/engine/mocks";
import { InvalidOptionError } from "../../offline-preview/src/preview-error";
import { UNKNOWN } from "../../offline-preview/src/values/wire";

const read = (content: unknown) => new Mocks(content);

describe("mocks", () => {
    it("answer for every call, or not at all", () => {
        const mocks = read({ "aws:index/getRegion:getRegion": { name: "eu-west-1", zones: ["[unknown]"] } });
        assert.deepEqual(mocks.answer("aws:index/getRegion:getRegion", { any: 1 }), {
            name: "eu-west-1",
            zones: [UNKNOWN],
        });
        assert.equal(mocks.answer("aws:index/getPartition:getPartition", {}), undefined);
        assert.equal(new Mocks().answer("a", {}), undefined);
    });

    it("answer by arguments: the first whose arguments are all equal", () => {
        const mocks = read({
            f: [
                { args: { id: "a", tags: { x: [1] } }, result: { n: 1 } },
                { args: { id: "a" }, result: { n: 2 } },
                { result: { n: 3 } },
            ],
            g: [{ args: { id: "a" }, result: {} }],
        });
        assert.deepEqual(mocks.answer("f", { id: "a", tags: { x: [1] }, more: true }), { n: 1 });
        assert.deepEqual(mocks.answer("f", { id: "a", tags: { x: [2] } }), { n: 2 });
        assert.deepEqual(mocks.answer("f", {}), { n: 3 });
        assert.equal(mocks.answer("g", { id: "b" }), undefined);
    });

    it("know which of them were not used", () => {
        const mocks = read({ f: {}, g: {} });
        mocks.answer("f", {});
        assert.deepEqual(mocks.unused, ["g"]);
    });

    for (const [name, content, message] of [
        ["a list", [], /^mocks: expected an object, found a list$/],
        ["a result that is not an object", { f: 1 }, /^mocks: "f": expected an object, found 1$/],
        ["a null result", { f: null }, /^mocks: "f": expected an object, found null$/],
        ["an entry without result", { f: [{ args: {} }] }, /^mocks: "f"\[0\]: expected \{"args"/],
        ["an entry with an unknown property", { f: [{ result: {}, arg: {} }] }, /^mocks: "f"\[0\]: expected \{"args"/],
        [
            "arguments that are not an object",
            { f: [{ result: {}, args: [] }] },
            /"f"\[0\]\.args: expected an object, found a list$/,
        ],
    ] as const) {
        it(`are refused: ${name}`, () =>
            assert.throws(
                () => read(content),
                (error: Error) => error instanceof InvalidOptionError && message.test(error.message),
            ));
    }
});
