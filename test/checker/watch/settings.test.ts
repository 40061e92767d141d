import assert from "node:assert/strict";
import { readJudgeSettings, readWatchSettings } from "../../../checker/src/watch/settings";

const NEEDED = {
    TRAIL_GUARD_STATE_BUCKET: "state",
    TRAIL_GUARD_TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:alerts",
};

describe("the settings of the watch", () => {
    it("are what the environment says, and defaults", () => {
        const { policies, ...settings } = readWatchSettings(NEEDED);
        assert.deepEqual(settings, {
            stateBucket: "state",
            topicArn: NEEDED.TRAIL_GUARD_TOPIC_ARN,
            securityHub: true,
            organization: false,
            retentionDays: 365,
        });
        assert.ok(policies.size > 10);
        const role = { TRAIL_GUARD_ROLE_NAME: "reader", TRAIL_GUARD_EXTERNAL_ID: "id" };
        assert.deepEqual(readJudgeSettings(role).role, { name: "reader", externalId: "id" });
    });

    for (const [wrong, expected] of [
        [{ TRAIL_GUARD_TOPIC_ARN: "" }, /TRAIL_GUARD_TOPIC_ARN is not set/],
        [{ TRAIL_GUARD_STATE_BUCKET: undefined }, /TRAIL_GUARD_STATE_BUCKET is not set/],
        [{ TRAIL_GUARD_SECURITY_HUB: "yes" }, /TRAIL_GUARD_SECURITY_HUB is "yes": expected true or false/],
        [{ TRAIL_GUARD_RETENTION_DAYS: "a year" }, /TRAIL_GUARD_RETENTION_DAYS is "a year": expected a number of days/],
        [{ TRAIL_GUARD_RETENTION_DAYS: "0" }, /expected a number of days/],
        [{ TRAIL_GUARD_POLICY_CONFIG: "{" }, /TRAIL_GUARD_POLICY_CONFIG:1:\d+: malformed JSON/],
        [{ TRAIL_GUARD_POLICY_CONFIG: '{"nothing": "mandatory"}' }, /there is no policy "nothing"/],
        [{ TRAIL_GUARD_ORGANIZATION: "true" }, /TRAIL_GUARD_ORGANIZATION needs TRAIL_GUARD_ROLE_NAME/],
        [
            { TRAIL_GUARD_POLICY_CONIFG: "{}" },
            /TRAIL_GUARD_POLICY_CONIFG has no effect\. Did you mean TRAIL_GUARD_POLICY_CONFIG\?/,
        ],
        [{ TRAIL_GUARD_EXTERNAL_ID: "id" }, /TRAIL_GUARD_EXTERNAL_ID has no effect without TRAIL_GUARD_ROLE_NAME/],
    ] as const) {
        it(`are refused: ${JSON.stringify(wrong)}`, () => {
            assert.throws(() => readWatchSettings({ ...NEEDED, ...wrong }), expected);
        });
    }
});
