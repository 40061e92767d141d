import assert from "node:assert/strict";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import { effectiveSelectors } from "../../../src/cloudtrail/selectors/effective-selectors";
import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isUnknown, Unknown } from "../../../src/cloudtrail/value";

const later = new Unknown();
const advanced = { fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["Data"] } }] };

/** The kind, where each selector in force is and what it is called, and where more will be decided. */
function inForce(selectors: TrailSelectors): unknown[] {
    const { kind, selectors: found, undecided } = effectiveSelectors(selectors);
    const write = (path: readonly (string | number)[]) => formatPath(path, DIALECTS["aws-api"]);
    const named = found.map(({ selector, path }) => [write(path), isUnknown(selector) ? "?" : selector.name]);
    return [kind, named, undecided.map(write)];
}

const BASIC = "Management events of basic selector";

describe("effectiveSelectors", () => {
    it("null, [] and absent mean the same: the default", () => {
        const byDefault = ["default", [["", "Log all management events"]], []];
        assert.deepEqual(inForce({}), byDefault);
        assert.deepEqual(inForce({ basic: [] }), byDefault);
        assert.deepEqual(inForce({ advanced: [] }), byDefault);
        assert.deepEqual(inForce({ basic: [], advanced: [] }), byDefault);
    });

    it("one kind", () => {
        assert.deepEqual(inForce({ basic: [], advanced: [advanced, later] }), [
            "advanced",
            [
                ["AdvancedEventSelectors[0]", undefined],
                ["AdvancedEventSelectors[1]", "?"],
            ],
            [],
        ]);
        assert.deepEqual(inForce({ basic: [{}, {}], advanced: [] }), [
            "basic",
            [
                ["EventSelectors[0]", `${BASIC} 1`],
                ["EventSelectors[1]", `${BASIC} 2`],
            ],
            [],
        ]);
    });

    it("both kinds: AWS refuses it", () => {
        assert.deepEqual(inForce({ basic: [{}], advanced: [advanced] }), ["both", [], []]);
    });

    it("a basic selector that AWS refuses certainly logs nothing, the others do", () => {
        assert.deepEqual(inForce({ basic: [{ readWriteType: "Some" }, {}] }), [
            "basic",
            [["EventSelectors[1]", `${BASIC} 2`]],
            [],
        ]);
    });

    it("a list that isn't known: every possible value", () => {
        assert.deepEqual(inForce({ advanced: later }), [
            "unknown",
            [["AdvancedEventSelectors", "?"]],
            ["AdvancedEventSelectors"],
        ]);
        const [kind, selectors, undecided] = inForce({ basic: later });
        assert.deepEqual([kind, undecided], ["unknown", ["EventSelectors"]]);
        assert.deepEqual((selectors as unknown[])[0], ["EventSelectors[0]", `${BASIC} 1`]);
        assert.deepEqual(inForce({ basic: later, advanced: later }), [
            "unknown",
            [["AdvancedEventSelectors", "?"]],
            ["EventSelectors", "AdvancedEventSelectors"],
        ]);
    });

    it("a list that isn't known beside one that is", () => {
        assert.deepEqual(inForce({ basic: later, advanced: [advanced] }), [
            "unknown",
            [["AdvancedEventSelectors[0]", undefined]],
            ["EventSelectors"],
        ]);
        assert.deepEqual(inForce({ basic: [{}], advanced: later }), [
            "unknown",
            [["EventSelectors[0]", `${BASIC} 1`]],
            ["AdvancedEventSelectors"],
        ]);
    });
});
