import assert from "node:assert/strict";
import { constraintOfKnown } from "../../../src/cloudtrail/coverage/constraint";
import { findEscape } from "../../../src/cloudtrail/coverage/escape";
import { fieldOptions } from "../../../src/cloudtrail/coverage/representatives";
import { ANYTHING, oneOf } from "../../../src/cloudtrail/event-domain";
import type { KnownFieldSelector } from "../../../src/cloudtrail/selectors/known-selector";

const asks = (operators: KnownFieldSelector["operators"]) => constraintOfKnown({ field: "eventName", operators });

describe("findEscape", () => {
    it("finds nothing if the requirement contradicts itself, without searching", () => {
        const contradiction = fieldOptions(oneOf("a"), asks({ Equals: ["b"] }), []);
        assert.deepEqual(findEscape([contradiction, fieldOptions(ANYTHING, undefined, [])], 0), { steps: 0 });
    });

    it("finds a value for every field, and omits a field without one", () => {
        const both = ["true", "false"].map(value => asks({ Equals: [value] }));
        const nothing = findEscape([fieldOptions(oneOf("true", "false"), undefined, both)], 2);
        assert.deepEqual(nothing, { steps: nothing.steps });
        const found = findEscape([fieldOptions(oneOf("true", "false"), undefined, both.slice(1))], 1);
        assert.deepEqual(found.representatives, [{ kind: "value", value: "true" }]);
    });
});
