import assert from "node:assert/strict";
import fc from "fast-check";
import { trailSelectorProblems } from "../../../src/cloudtrail/recorders/trail-validity";
import { convertBasic } from "../../../src/cloudtrail/selectors/conversion";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { writeSelectors } from "../../../src/cloudtrail/selectors/write-selectors";
import { knownList } from "../../../src/cloudtrail/value";
import { runs, Seen } from "../arbitraries";
import { logsBasic } from "../naive/basic";
import { type AwsSelector, logs } from "../naive/matcher";
import { BASIC_EVENTS, basicSelectors } from "./basic-arbitraries";

const AWS = DIALECTS["aws-api"];

describe("conversion of basic selectors, against a matcher of basic selectors", () => {
    it("logs at least the same, and exactly the same management events", () => {
        const seen = new Seen();
        fc.assert(
            fc.property(basicSelectors, basic => {
                const read = readSelectors({ EventSelectors: basic }, AWS);
                assert.deepEqual(trailSelectorProblems(read), []);
                const conversions = knownList(read.basic).map(convertBasic);
                assert.deepEqual(
                    conversions.flatMap(({ undecided }) => undecided),
                    [],
                );
                const selectors = conversions.flatMap(conversion => conversion.selectors);
                assert.deepEqual(trailSelectorProblems({ advanced: selectors }), []);
                const written = writeSelectors(selectors, AWS) as AwsSelector[];
                for (const event of BASIC_EVENTS) {
                    const was = basic.some(selector => logsBasic(selector, event));
                    const is = written.some(selector => logs(selector, event));
                    seen.add(was ? "logged" : "not logged");
                    assert.ok(is || !was, `lost: ${JSON.stringify(event)}`);
                    assert.ok(was || !is || event.eventCategory === "Data", `new: ${JSON.stringify(event)}`);
                }
            }),
            runs(400),
        );
        seen.atLeast({ logged: 1000, "not logged": 1000 });
    });
});
