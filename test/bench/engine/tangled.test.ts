import assert from "node:assert/strict";
import { TANGLES, valuesIn } from "../../../bench/engine/tangled";
import { requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage, isRequired } from "../../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { logs } from "../../cloudtrail/naive/matcher";

describe("trails as tangled as AWS allows", () => {
    for (const { name, type, selectors } of TANGLES) {
        it(name, () => {
            const trail = readSelectors({ AdvancedEventSelectors: selectors }, DIALECTS["aws-api"]);
            const requirement = requirementOf(type);
            assert.ok(valuesIn(selectors) >= 450);
            assert.deepEqual(trailSelectorProblems(trail), []);
            const { logged, unloggedEvent } = coverage(trail, requirement);
            if (name.startsWith("boxes")) {
                assert.equal(logged, name.includes("without a gap") ? "all" : "some");
            }
            assert.equal(unloggedEvent === undefined, logged === "all");
            if (unloggedEvent !== undefined) {
                assert.ok(isRequired(unloggedEvent, requirement));
                assert.ok(!selectors.some(selector => logs(selector, unloggedEvent)));
            }
        });
    }
});
