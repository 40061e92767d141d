import assert from "node:assert/strict";
import { matchEvent, type Rejection } from "../../../src/cloudtrail/coverage/match";
import { type CloudTrailEvent, eventOf } from "../../../src/cloudtrail/event";
import { asKnownSelector } from "../../../src/cloudtrail/selectors/known-selector";
import { knownList } from "../../../src/cloudtrail/value";
import { type Case, readCases, selectorsOf } from "../case-tables";

interface MatchCase extends Case {
    readonly selectors: readonly unknown[];
    readonly event: Partial<CloudTrailEvent>;
    /** The index of the first selector that matches. */
    readonly by: number | null;
    /** Why each selector rejects the event; `null` if it matches. */
    readonly rejections?: readonly (Rejection | null)[];
}

describe("match", () => {
    it("names the selectors that have a name", () => {
        const FieldSelectors = [{ Field: "readOnly", Equals: ["true"] }];
        const { advanced } = selectorsOf({
            AdvancedEventSelectors: [{ Name: "reads", FieldSelectors }, { FieldSelectors }],
        });
        const known = knownList(advanced).flatMap(selector => asKnownSelector(selector) ?? []);
        assert.deepEqual(matchEvent(known, eventOf({ readOnly: "true" })), {
            logged: true,
            by: 0,
            selectors: [{ index: 0, name: "reads" }, { index: 1 }],
        });
    });

    for (const { name, selectors, event, by, rejections } of readCases<MatchCase>("match")) {
        it(name, () => {
            const { advanced } = selectorsOf({ AdvancedEventSelectors: selectors });
            const known = knownList(advanced).flatMap(selector => asKnownSelector(selector) ?? []);
            assert.equal(known.length, selectors.length);
            const result = matchEvent(known, eventOf(event));
            assert.equal(result.logged, by !== null);
            // What is absent isn't there: the result is printed as JSON.
            assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
            assert.equal(result.by ?? null, by);
            assert.deepEqual(
                result.selectors.map(({ index, name }) => ({ index, name })),
                known.map((selector, index) => ({ index, name: selector.name })),
            );
            assert.deepEqual(
                result.selectors.map(({ rejection }) => rejection === undefined),
                known.map((_, index) => (rejections === undefined ? index === by : rejections[index] === null)),
            );
            if (rejections !== undefined) {
                assert.deepEqual(
                    result.selectors.map(({ rejection }) => rejection ?? null),
                    rejections,
                );
            }
        });
    }
});
