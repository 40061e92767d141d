import assert from "node:assert/strict";
import { UserError } from "../../checker/src/command-line/user-error";
import { Mocks } from "../../offline-preview/src/engine/mocks";
import { UNKNOWN } from "../../offline-preview/src/values/wire";

const read = (content: unknown) => Mocks.read({ text: JSON.stringify(content), label: "mocks.json" });

describe("mocks", () => {
    it("answer for every call, or not at all", () => {
        const mocks = read({ "aws:index/getRegion:getRegion": { name: "eu-west-1", zones: ["[unknown]"] } });
        assert.deepEqual(mocks.answer("aws:index/getRegion:getRegion", { any: 1 }), {
            name: "eu-west-1",
            zones: [UNKNOWN],
        });
        assert.equal(mocks.answer("aws:index/getPartition:getPartition", {}), undefined);
        assert.equal(Mocks.none().answer("a", {}), undefined);
    });

    it("answer by arguments: the first whose arguments are all the same", () => {
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

    it("know which of them nothing has asked for", () => {
        const mocks = read({ f: {}, g: {} });
        mocks.answer("f", {});
        assert.deepEqual(mocks.unused, ["g"]);
    });

    for (const [name, text, message] of [
        ["no JSON", "{", /^mocks\.json:1:2: malformed JSON: it ends/],
        ["a list", "[]", /^mocks\.json: expected an object, found a list$/],
        ["a result that is no object", '{"f": 1}', /^mocks\.json: "f": expected an object, found a number$/],
        ["an entry without result", '{"f": [{"args": {}}]}', /^mocks\.json: "f"\[0\]: expected \{"args"/],
        ["an entry with more", '{"f": [{"result": {}, "arg": {}}]}', /^mocks\.json: "f"\[0\]: expected \{"args"/],
        [
            "arguments that are none",
            '{"f": [{"result": {}, "args": []}]}',
            /"f"\[0\]\.args: expected an object, found a list$/,
        ],
    ] as const) {
        it(`are refused: ${name}`, () =>
            assert.throws(
                () => Mocks.read({ text, label: "mocks.json" }),
                (error: Error) => error instanceof UserError && message.test(error.message),
            ));
    }
});
