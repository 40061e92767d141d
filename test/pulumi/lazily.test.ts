import assert from "node:assert/strict";
import { lazily } from "../../src/pulumi/values/lazily";

describe("lazily", () => {
    it("makes the object when something is first looked at, and once", () => {
        let times = 0;
        const object = lazily(() => {
            times++;
            return { name: "audit" };
        });
        assert.equal(times, 0);
        assert.equal(object.name, "audit");
        assert.equal("name" in object, true);
        assert.equal(times, 1);
    });

    it("is like the object that was made, for whoever lists, copies or changes it", () => {
        const mark = Symbol("mark");
        const make = () => ({ name: "audit", tags: ["a"], [mark]: 1 });
        const object: Record<string | symbol, unknown> = lazily(make);
        assert.deepEqual({ ...object }, make());
        assert.deepEqual(Object.entries(object), Object.entries(make()));
        assert.equal(JSON.stringify(object), JSON.stringify(make()));
        object.added = true;
        Object.defineProperty(object, "hidden", { configurable: true, value: 1 });
        delete object.name;
        assert.deepEqual(Reflect.ownKeys(object), ["tags", "added", "hidden", mark]);
        assert.deepEqual(Object.keys(object), ["tags", "added"]);
    });

    it("says why it can't be made, each time", () => {
        const object = lazily((): { name?: string } => {
            throw new Error("unrecognized signature");
        });
        assert.throws(() => object.name, /unrecognized signature/);
        assert.throws(() => Object.keys(object), /unrecognized signature/);
    });
});
