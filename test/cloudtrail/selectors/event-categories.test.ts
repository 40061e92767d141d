import assert from "node:assert/strict";
import { otherEventCategory } from "../../../src/cloudtrail/selectors/event-categories";
import { Unknown } from "../../../src/cloudtrail/value";
import { selectorsOf } from "../case-tables";

const category = (name: string) => ({ eventCategory: name });
const other = (...advanced: readonly unknown[]) =>
    otherEventCategory(selectorsOf({ AdvancedEventSelectors: advanced }));

describe("the category of a store for events other than CloudTrail's", () => {
    it("is that of all its selectors", () => {
        assert.equal(other(category("Evidence")), "Evidence");
        assert.equal(other(category("Evidence"), category("Evidence")), "Evidence");
        assert.equal(other(category("ConfigurationItem")), "ConfigurationItem");
    });

    for (const [name, advanced] of [
        ["one of CloudTrail's", [category("Data")]],
        ["one of CloudTrail's among others", [category("Evidence"), category("Management")]],
        ["CloudTrail's first", [category("NetworkActivity"), category("Evidence")]],
        ["two others", [category("Evidence"), category("Evidence"), category("ConfigurationItem")]],
        ["unknown", [new Unknown()]],
        ["unknown in one selector", [category("Evidence"), new Unknown()]],
        ["not written", [{ readOnly: "true" }]],
        ["one of several", [{ eventCategory: { Equals: ["Evidence", "Insight"] } }]],
    ] as const) {
        it(`is none if it is ${name}`, () => {
            assert.equal(other(...advanced), undefined);
        });
    }

    it("is none without selectors, or if they are unknown", () => {
        assert.equal(otherEventCategory({}), undefined);
        assert.equal(otherEventCategory({ advanced: [] }), undefined);
        assert.equal(otherEventCategory({ advanced: new Unknown() }), undefined);
    });

    it("is found beside fields that aren't known yet", () => {
        const fields = { FieldSelectors: [new Unknown(), { Field: "eventCategory", Equals: ["Evidence"] }] };
        assert.equal(other(fields), "Evidence");
    });
});
