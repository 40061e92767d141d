import assert from "node:assert/strict";
import { DescribeTrailsCommand } from "@aws-sdk/client-cloudtrail";
import { PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { COMPLETE } from "../../checker/live/trails";
import { watchedAccount } from "./watched-account";
import {
    ACCOUNT,
    delivered,
    error,
    type Json,
    MANAGEMENT,
    madeOf,
    REGION,
    real,
    S3_EVENTS,
    selectorsCall,
    value,
} from "./watched-calls";

describe("the watch, on the moto server: the record of a call", function () {
    this.timeout(300_000);
    const { watch, deploy, options, cloudTrail, trailWith, put, messages, findings, remember } = watchedAccount();

    it("names the lost event, who caused it, and the call that restores it", async () => {
        const arn = await trailWith("audit", [...COMPLETE, S3_EVENTS]);
        await remember();
        const call = selectorsCall("audit", [...COMPLETE], "e-1");
        await put("audit", COMPLETE);
        const { outcome, alerts } = value(await watch.invoke(delivered(call)));
        assert.deepEqual([outcome, alerts], ["alerted", [`trail-guard/${arn}/e-1/trail-events`]]);
        const [finding, ...others] = await findings();
        assert.equal(others.length, 0);
        assert.equal(finding?.Severity?.Label, "CRITICAL");
        assert.equal(finding?.Resources?.[0]?.Id, arn);
        assert.match(finding?.ProductFields?.["trail-guard/NotLogged"] ?? "", /AWS::S3::Object/);
        assert.equal(finding?.ProductFields?.["trail-guard/Who"], (real("PutEventSelectors").userIdentity as Json).arn);
        const [message, ...more] = messages();
        assert.equal(more.length, 0);
        assert.match(message?.text ?? "", /No longer logged, for example: .*AWS::S3::Object/);
        assert.match(message?.text ?? "", /Who: arn:aws:iam::958312252124:user\/christophe, from 221\.254\.191\.250/);
        const pasted =
            /aws cloudtrail put-event-selectors .*--advanced-event-selectors '(.*)' --region us-east-1/s.exec(
                message?.text ?? "",
            );
        assert.deepEqual(JSON.parse(pasted?.[1] ?? "null"), [...COMPLETE, S3_EVENTS]);
    });

    for (const name of ["PutEventSelectors", "StopLogging", "DeleteTrail"] as const) {
        it(`reports the real record of ${name}, for a trail that it knows`, async () => {
            await trailWith("audit", COMPLETE);
            await remember();
            const { outcome, alerts } = value(await watch.invoke(delivered(madeOf(real(name), "audit"))));
            assert.equal(outcome, "alerted");
            const rule = { PutEventSelectors: "trail-events", StopLogging: "trail-logging", DeleteTrail: "trail-kept" }[
                name
            ];
            assert.match(alerts.join(), new RegExp(`/${rule}$`));
            assert.equal((await findings()).length, 1);
        });

        it(`reports the real record of ${name}, for a trail that it has never seen and that is gone`, async () => {
            const { outcome } = value(await watch.invoke(delivered(madeOf(real(name), "gone"))));
            assert.equal(outcome, "alerted");
            assert.match(messages()[0]?.text ?? "", /had not seen this trail before/);
            assert.equal((await findings()).length, 1);
        });
    }

    it("says nothing about a call that adds a selector, and reports the one that removes it again", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        const calls = [
            selectorsCall("audit", [...COMPLETE, S3_EVENTS], "e-1"),
            selectorsCall("audit", COMPLETE, "e-2"),
        ];
        assert.equal(value(await watch.invoke(delivered(calls[0] as Json))).outcome, "nothing-less");
        assert.equal(value(await watch.invoke(delivered(calls[1] as Json))).outcome, "alerted");
    });

    it("judges calls in the order in which they were made, whatever the order in which they arrive", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
        const adds = { ...selectorsCall("audit", [...COMPLETE, S3_EVENTS], "e-1"), eventTime: at(1) };
        const drops = { ...selectorsCall("audit", COMPLETE, "e-2"), eventTime: at(2) };
        assert.equal(value(await watch.invoke(delivered(drops))).outcome, "nothing-less");
        const { outcome, alerts } = value(await watch.invoke(delivered(adds)));
        assert.equal(outcome, "alerted");
        assert.match(alerts.join(), /e-2\/trail-events$/);
    });

    it("reports an event once that is delivered twice", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        const event = delivered(madeOf(real("StopLogging"), "audit"));
        assert.equal(value(await watch.invoke(event)).outcome, "alerted");
        assert.equal(value(await watch.invoke(event)).outcome, "handled-before");
        assert.equal((await findings()).length, 1);
        assert.equal(messages().length, 1);
    });

    it("ignores a call that AWS refused", async () => {
        const refused = { ...madeOf(real("StopLogging"), "audit"), errorCode: "AccessDenied" };
        assert.equal(value(await watch.invoke(delivered(refused))).outcome, "refused");
        await trailWith("audit", COMPLETE);
        assert.equal(value(await watch.invoke(delivered({ ...refused, errorCode: null }))).outcome, "alerted");
    });

    it("reads the trail if the record leaves out what was set", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        await put("audit", [MANAGEMENT]);
        const omitted = {
            ...selectorsCall("audit", [], "e-1"),
            requestParameters: { trailName: "audit", omitted: true },
        };
        const { outcome, alerts } = value(await watch.invoke(delivered(omitted)));
        assert.equal(outcome, "alerted");
        assert.match(alerts.join(), /trail-events/);
    });

    it("judges the delivery of a trail when the policy of its bucket changes", async () => {
        const arn = await trailWith("audit", COMPLETE);
        const { trailList } = await cloudTrail().send(new DescribeTrailsCommand({}));
        const bucket = trailList?.[0]?.S3BucketName ?? "";
        const call = {
            ...madeOf(real("StopLogging"), "audit"),
            eventSource: "s3.amazonaws.com",
            eventName: "DeleteBucketPolicy",
            eventID: "s-1",
            requestParameters: { bucketName: bucket },
        };
        const { alerts } = value(await watch.invoke(delivered(call)));
        assert.deepEqual(alerts, [`trail-guard/${arn}/s-1/cloudtrail-bucket-policy`]);
        const statement = (Action: string, Resource: string, more: Json = {}) => ({
            Effect: "Allow",
            Principal: { Service: "cloudtrail.amazonaws.com" },
            Action,
            Resource,
            ...more,
        });
        const policy = {
            Version: "2012-10-17",
            Statement: [
                statement("s3:GetBucketAcl", `arn:aws:s3:::${bucket}`),
                statement("s3:PutObject", `arn:aws:s3:::${bucket}/AWSLogs/${ACCOUNT}/*`, {
                    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
                }),
            ],
        };
        await new S3Client({ ...options(), forcePathStyle: true }).send(
            new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(policy) }),
        );
        const put = { ...call, eventName: "PutBucketPolicy", eventID: "s-2" };
        assert.equal(value(await watch.invoke(delivered(put))).outcome, "nothing-less");
        const lifecycle = (days: number, id: string) => ({
            ...call,
            eventName: "PutBucketLifecycle",
            eventID: id,
            requestParameters: {
                bucketName: bucket,
                LifecycleConfiguration: {
                    Rule: { ID: "nuke", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: days } },
                },
            },
        });
        assert.match(
            value(await watch.invoke(delivered(lifecycle(1, "s-3")))).alerts.join(),
            /s-3\/watch-log-retention$/,
        );
        assert.equal(value(await watch.invoke(delivered(lifecycle(400, "s-4")))).outcome, "nothing-less");
        const payment = (Payer: string, id: string) => ({
            ...call,
            eventName: "PutBucketRequestPayment",
            eventID: id,
            requestParameters: { bucketName: bucket, RequestPaymentConfiguration: { Payer } },
        });
        assert.match(
            value(await watch.invoke(delivered(payment("Requester", "s-5")))).alerts.join(),
            /s-5\/watch-bucket$/,
        );
        assert.equal(value(await watch.invoke(delivered(payment("BucketOwner", "s-6")))).outcome, "nothing-less");
    });

    it("reports changes for which it keeps no history: event data stores, event configurations", async () => {
        const record = madeOf(real("StopLogging"), "audit");
        const store = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/e1d2`;
        const deleted = {
            ...record,
            eventName: "DeleteEventDataStore",
            eventID: "d-1",
            requestParameters: { eventDataStore: store },
        };
        assert.deepEqual(value(await watch.invoke(delivered(deleted))).alerts, [
            `trail-guard/${store}/d-1/watch-event-data-store`,
        ]);
        assert.match(messages()[0]?.text ?? "", /aws cloudtrail restore-event-data-store --event-data-store arn/);
        const changed = { ...record, eventName: "PutEventConfiguration", eventID: "d-2" };
        assert.match(value(await watch.invoke(delivered(changed))).alerts.join(), /watch-event-configuration$/);
        const stopped = { ...deleted, eventName: "StopEventDataStoreIngestion", eventID: "d-3" };
        assert.match(value(await watch.invoke(delivered(stopped))).alerts.join(), /d-3\/watch-event-data-store$/);
        assert.match(messages().at(-1)?.text ?? "", /aws cloudtrail start-event-data-store-ingestion --event/);
        const updated = { ...deleted, eventName: "UpdateEventDataStore", eventID: "d-4" };
        assert.match(value(await watch.invoke(delivered(updated))).alerts.join(), /d-4\/watch-event-data-store$/);
    });

    it("reports that the organization's trails no longer cover its accounts", async () => {
        const call = (servicePrincipal: string) => ({
            ...madeOf(real("StopLogging"), "audit"),
            eventSource: "organizations.amazonaws.com",
            eventName: "DisableAWSServiceAccess",
            eventID: "o-1",
            requestParameters: { servicePrincipal },
        });
        const { alerts } = value(await watch.invoke(delivered(call("cloudtrail.amazonaws.com"))));
        assert.deepEqual(alerts, [`trail-guard/AWS::::Account:${ACCOUNT}/o-1/watch-organization`]);
        assert.match(messages()[0]?.text ?? "", /enable-aws-service-access --service-principal cloudtrail/);
        assert.match(
            JSON.stringify(error(await watch.invoke(delivered(call("ram.amazonaws.com"))))),
            /does not know the call/,
        );
    });

    it("compares a recreated trail with its earlier state, if no event announced its deletion", async () => {
        await trailWith("audit", [...COMPLETE, S3_EVENTS]);
        await remember();
        await put("audit", COMPLETE);
        const created = { ...madeOf(real("StopLogging"), "audit"), eventName: "CreateTrail", eventID: "c-1" };
        const { alerts } = value(await watch.invoke(delivered(created)));
        assert.match(alerts.join(), /c-1\/trail-events$/);
        const again = { ...created, eventID: "c-2", eventTime: new Date().toISOString() };
        assert.equal(value(await watch.invoke(delivered(again))).outcome, "nothing-less");
    });

    it("reports each loss in a burst once, with several concurrent functions", async () => {
        const trails = ["one", "two", "three", "four", "five"];
        for (const name of trails) {
            await trailWith(name, COMPLETE);
        }
        await remember();
        const second = deploy();
        const count = Math.min(1000, 40 * Number(process.env.FC_RUNS ?? 1));
        const losing = new Set(trails.map((_, index) => count - 5 - index));
        const events = Array.from({ length: count }, (_, index) => {
            const name = trails[index % trails.length] as string;
            const selectors = losing.has(index) ? COMPLETE.slice(0, 2) : COMPLETE;
            return delivered({
                ...selectorsCall(name, selectors, `b-${index}`),
                eventTime: new Date(Date.now() + index * 1000).toISOString(),
            });
        });
        const invoked = await Promise.all(
            events.map((event, index) => (index % 2 === 0 ? watch : second).invoke(event)),
        );
        const failed = invoked.flatMap((each, index) => ("error" in each ? [index] : []));
        // What failed is tried again, as Lambda does.
        for (const index of failed) {
            value(await watch.invoke(events[index]));
        }
        assert.deepEqual(
            (await findings()).map(({ Id }) => Id?.split("/").at(-2)).sort(),
            [...losing].map(index => `b-${index}`).sort(),
        );
    });
});
