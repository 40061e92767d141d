import assert from "node:assert/strict";
import { COMPLETE } from "../../checker/live/trails";
import { reservePort, startDenier } from "./stand-ins";
import { watchedAccount } from "./watched-account";
import { delivered, error, madeOf, real, SCHEDULE, value } from "./watched-calls";

describe("the watch, on the moto server, fails loudly", function () {
    this.timeout(300_000);
    const { watch, deploy, trailWith, url } = watchedAccount();

    const record = () => madeOf(real("StopLogging"), "audit");
    for (const [name, event, expected] of [
        [
            "for the record of another call",
            () => delivered({ ...record(), eventName: "CreateUser", eventSource: "iam.amazonaws.com" }),
            /does not know the call iam\.amazonaws\.com CreateUser/,
        ],
        [
            "for a truncated record",
            () => delivered({ eventName: "StopLogging", eventSource: "cloudtrail.amazonaws.com" }),
            /the record has no eventID/,
        ],
        [
            "for a record that names no trail",
            () => delivered({ ...record(), requestParameters: null }),
            /names no trail/,
        ],
        [
            "for another event",
            () => ({ "detail-type": "EC2 Instance State-change Notification", detail: {} }),
            /the watch does not know this event/,
        ],
        ["for no event", () => null, /the watch does not know this event/],
    ] as const) {
        it(name, async () => {
            assert.match(error(await watch.invoke(event())), expected);
        });
    }

    for (const service of ["SNS", "SECURITYHUB", "S3", "CLOUDTRAIL"]) {
        it(`if ${service} denies its call, and marks nothing as handled`, async () => {
            await trailWith("audit", COMPLETE);
            const denier = await startDenier(service);
            try {
                // A service that receives nothing on a day without findings is not called.
                const denied = deploy({ [`AWS_ENDPOINT_URL_${service}`]: denier.url });
                assert.match(error(await denied.invoke(delivered(record()))), /was denied/);
                if (service !== "SNS") {
                    assert.match(error(await denied.invoke(SCHEDULE)), /denied/);
                }
            } finally {
                denier.close();
            }
            assert.equal(value(await watch.invoke(delivered(record()))).outcome, "alerted");
        });
    }

    it("if AWS does not answer, and calls again for the next event in the same process", async () => {
        await trailWith("audit", COMPLETE);
        const port = await reservePort();
        const cutOff = deploy({ AWS_ENDPOINT_URL_CLOUDTRAIL: port.url });
        assert.match(error(await cutOff.invoke(delivered(record()))), /ECONNREFUSED|can't be reached|does not answer/);
        const close = await port.open(url());
        try {
            assert.equal(value(await cutOff.invoke(delivered(record()))).outcome, "alerted");
        } finally {
            close();
        }
    });

    it("if its settings are wrong", async () => {
        const wrong = deploy({ TRAIL_GUARD_ORGANIZATION: "true" });
        assert.match(error(await wrong.invoke(SCHEDULE)), /needs TRAIL_GUARD_ROLE_NAME/);
    });
});
