import assert from "node:assert/strict";
import { lazily } from "../../src/pulumi/values/lazily";

describe("lazily", () => {
    it("creates the object on first access, and only once", () => {
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

    it("behaves like the created object when listed, copied or changed", () => {
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

    it("throws the same error on each access if it can't be created", () => {
        const object = lazily((): { name?: string } => {
            throw new Error("unrecognized signature");
        });
        assert.throws(() => object.name, /unrecognized signature/);
        assert.throws(() => Object.keys(object), /unrecognized signature/);
    });
});
