import assert from "node:assert/strict";
import { trailActionConsumer } from "../../../../checker/src/evidence/workers/trail-actions";
import { trailCall } from "../made/bucket-records";

describe("calls that changed trails", () => {
    const file = {
        key: "key",
        account: "111122223333",
        region: "us-east-1",
        trail: undefined,
        trust: "valid" as const,
    };
    const place = { ...file, time: "2026-11-01T10:00:00Z", id: "1" };
    const found = (record: Record<string, unknown>, trust: "valid" | "unnamed" = "valid") => {
        const consumer = trailActionConsumer();
        consumer.consume(record, { ...file, trust });
        return consumer.take().map(({ eventName, trail, requestParameters }) => [eventName, trail, requestParameters]);
    };

    it("are kept with the trail that they name", () => {
        for (const parameters of [{ name: "main" }, { trailName: "main" }]) {
            assert.deepEqual(found(trailCall(place, "UpdateTrail", parameters)), [["UpdateTrail", "main", parameters]]);
        }
    });

    it("are kept without its name if the record omits their parameters: the change is not forgotten", () => {
        const omitted = { omitted: true, originalSize: 120_000, reason: "requestParameters too large" };
        assert.deepEqual(found(trailCall(place, "PutEventSelectors", omitted)), [["PutEventSelectors", "", omitted]]);
        const none = { ...trailCall(place, "PutEventSelectors", {}), requestParameters: null };
        assert.deepEqual(found(none), [["PutEventSelectors", "", { omitted: true }]]);
    });

    it("exclude other calls, and calls in planted files", () => {
        assert.deepEqual(found(trailCall(place, "DescribeTrails", {})), []);
        assert.deepEqual(found(trailCall(place, "StopLogging", { name: "main" }), "unnamed"), []);
    });
});
