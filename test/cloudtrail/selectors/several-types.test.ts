import assert from "node:assert/strict";
import { namesSeveralTypes, splitByType } from "../../../src/cloudtrail/selectors/several-types";
import { Unknown } from "../../../src/cloudtrail/value";

const category = { field: "eventCategory", operators: { Equals: ["Data", "Management"] } };
const types = (...names: readonly string[]) => ({ field: "resources.type", operators: { Equals: names } });

describe("a selector with several resource types", () => {
    it("is one with several types, whatever else has several values or isn't known", () => {
        assert.equal(namesSeveralTypes({ fieldSelectors: [category, types("A", "B")] }), true);
        assert.equal(namesSeveralTypes({ fieldSelectors: [new Unknown(), types("A", "B")] }), true);
        assert.equal(namesSeveralTypes({ fieldSelectors: [category, types("A")] }), false);
        assert.equal(namesSeveralTypes({ fieldSelectors: new Unknown() }), false);
        assert.equal(namesSeveralTypes(new Unknown()), false);
    });

    it("becomes one selector for each type, with everything else unchanged", () => {
        const unknown = new Unknown();
        const found = splitByType({ name: "audit", fieldSelectors: [category, unknown, types("A", "B")] });
        const one = (type: string) => ({ name: "audit", fieldSelectors: [category, unknown, types(type)] });
        assert.deepEqual(found, [one("A"), one("B")]);
    });
});
