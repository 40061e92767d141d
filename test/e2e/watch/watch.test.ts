import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
    CloudTrailClient,
    DeleteTrailCommand,
    DescribeTrailsCommand,
    PutEventSelectorsCommand,
} from "@aws-sdk/client-cloudtrail";
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { COMPLETE, dataEvents } from "../../checker/live/trails";
import { createTrail } from "../live/account";
import { findMotoServer, startMotoServer } from "../live/moto-server";
import { DeployedFunction, type Invoked } from "./deployed-function";
import { reservePort, type StandIn, startDenier, startSubscriber } from "./stand-ins";

type Json = Readonly<Record<string, unknown>>;

const ACCOUNT = "123456789012";
const REGION = "us-east-1";
const MANAGEMENT = COMPLETE[0];
const S3_EVENTS = dataEvents("AWS::S3::Object");
const FIXTURES = join(__dirname, "../../fixtures/records");

/** A real record, published by DataDog's stratus-red-team. */
const real = (name: string): Json => JSON.parse(readFileSync(join(FIXTURES, `stratus-tamper-${name}.json`), "utf8"));

/** The same as if it had been made to a trail of the moto server's account. */
const madeOf = (record: Json, trail: string, more: Json = {}): Json => ({
    ...record,
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    eventTime: new Date().toISOString(),
    requestParameters: { ...(record.requestParameters as Json), name: trail, trailName: trail },
    responseElements: null,
    ...more,
});

const delivered = (detail: Json): Json => ({
    version: "0",
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.cloudtrail",
    account: ACCOUNT,
    region: REGION,
    detail,
});

const SCHEDULE = { version: "0", "detail-type": "Scheduled Event", source: "aws.events", account: ACCOUNT };

/** Selectors of the API as a record writes them. */
const inRecord = (value: unknown): unknown =>
    Array.isArray(value)
        ? value.map(inRecord)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
                Object.entries(value).map(([name, entry]) => [
                    `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
                    inRecord(entry),
                ]),
            )
          : value;

const selectorsCall = (trail: string, selectors: readonly unknown[], id: string): Json =>
    madeOf(real("PutEventSelectors"), trail, {
        eventID: id,
        requestParameters: { trailName: trail, advancedEventSelectors: inRecord(selectors) },
    });

describe("the watch, as the bundle that is deployed, on the moto server", function () {
    this.timeout(300_000);
    let moto = "";
    let server: ChildProcess | undefined;
    let subscriber: StandIn;
    let watch: DeployedFunction;
    let environment: Record<string, string>;
    const started: DeployedFunction[] = [];
    const options = () => ({
        endpoint: moto,
        region: REGION,
        credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    });
    const cloudTrail = () => new CloudTrailClient(options());

    before(async function () {
        const command = findMotoServer();
        if (command === undefined) {
            // Python or PyPI is missing: these tests are skipped, and counted so.
            this.skip();
        }
        ({ url: moto, process: server } = await startMotoServer(command));
        subscriber = await startSubscriber();
        environment = {
            AWS_ENDPOINT_URL: moto,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_REGION: REGION,
            FUNCTION_ARN: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:watch`,
            TRAIL_GUARD_STATE_BUCKET: "state",
            TRAIL_GUARD_TOPIC_ARN: `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`,
        };
        watch = deploy();
    });
    beforeEach(async () => {
        await fetch(`${moto}/moto-api/reset`, { method: "POST" });
        subscriber.received.length = 0;
        await new S3Client({ ...options(), forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: "state" }));
        const sns = new SNSClient(options());
        const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "alerts" }));
        await sns.send(new SubscribeCommand({ TopicArn, Protocol: "http", Endpoint: subscriber.url }));
        subscriber.received.length = 0;
    });
    after(() => {
        for (const each of started) {
            each.stop();
        }
        server?.kill();
        subscriber?.close();
    });

    function deploy(more: Readonly<Record<string, string>> = {}): DeployedFunction {
        const deployed = new DeployedFunction({ ...environment, ...more });
        started.push(deployed);
        return deployed;
    }

    const trailWith = (name: string, selectors: readonly unknown[]) =>
        createTrail(
            { url: moto, region: REGION, credentials: options().credentials },
            {
                name,
                selectors: { AdvancedEventSelectors: selectors as never },
            },
        );

    const put = (name: string, selectors: readonly unknown[]) =>
        cloudTrail().send(
            new PutEventSelectorsCommand({ TrailName: name, AdvancedEventSelectors: selectors as never }),
        );

    const messages = () =>
        subscriber.received
            .map(text => JSON.parse(text))
            .filter(({ Type }) => Type === "Notification")
            .map(({ Subject, Message }) => ({ subject: String(Subject), text: String(Message) }));

    async function findings() {
        const { Findings = [] } = await new SecurityHubClient(options()).send(new GetFindingsCommand({}));
        return Findings.filter(({ RecordState }) => RecordState === "ACTIVE");
    }

    const value = (invoked: Invoked) => {
        assert.ok("value" in invoked, JSON.stringify(invoked));
        return invoked.value as { readonly outcome: string; readonly alerts: readonly string[] };
    };

    const error = (invoked: Invoked) => {
        assert.ok("error" in invoked, JSON.stringify(invoked));
        return invoked.error;
    };

    /** A first daily check of trails that comply says nothing, and remembers them. */
    async function remember(): Promise<void> {
        assert.equal(value(await watch.invoke(SCHEDULE)).outcome, "nothing-less", watch.log);
        assert.deepEqual(messages(), []);
    }

    it("names the event that is lost, who did it, and the call that puts it back", async () => {
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
        it(`reports the real record of ${name}, of a trail that it knows`, async () => {
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

        it(`reports the real record of ${name}, of a trail that it has never seen and that is gone`, async () => {
            const { outcome } = value(await watch.invoke(delivered(madeOf(real(name), "gone"))));
            assert.equal(outcome, "alerted");
            assert.match(messages()[0]?.text ?? "", /had not seen this trail before/);
            assert.equal((await findings()).length, 1);
        });
    }

    it("says nothing of a call that adds, and reports the one that takes that away again", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        const calls = [
            selectorsCall("audit", [...COMPLETE, S3_EVENTS], "e-1"),
            selectorsCall("audit", COMPLETE, "e-2"),
        ];
        assert.equal(value(await watch.invoke(delivered(calls[0] as Json))).outcome, "nothing-less");
        assert.equal(value(await watch.invoke(delivered(calls[1] as Json))).outcome, "alerted");
    });

    it("judges calls in the order in which they were made, whatever the order in which they come", async () => {
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

    it("reports an event that is delivered twice once", async () => {
        await trailWith("audit", COMPLETE);
        await remember();
        const event = delivered(madeOf(real("StopLogging"), "audit"));
        assert.equal(value(await watch.invoke(event)).outcome, "alerted");
        assert.equal(value(await watch.invoke(event)).outcome, "handled-before");
        assert.equal((await findings()).length, 1);
        assert.equal(messages().length, 1);
    });

    it("takes a call that AWS refused for none", async () => {
        const refused = { ...madeOf(real("StopLogging"), "audit"), errorCode: "AccessDenied" };
        assert.equal(value(await watch.invoke(delivered(refused))).outcome, "refused");
        await trailWith("audit", COMPLETE);
        assert.equal(value(await watch.invoke(delivered({ ...refused, errorCode: null }))).outcome, "alerted");
    });

    it("reads the trail where the record leaves out what was set", async () => {
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

    it("finds in the daily check what no event told of, and trails that are gone", async () => {
        await trailWith("audit", COMPLETE);
        await trailWith("other", COMPLETE);
        await remember();
        await put("audit", COMPLETE.slice(0, 2));
        await cloudTrail().send(new DeleteTrailCommand({ Name: "other" }));
        const { alerts } = value(await watch.invoke(SCHEDULE));
        assert.ok(
            alerts.some(id => /trail\/audit\/.*\/trail-events$/.test(id)),
            alerts.join("\n"),
        );
        assert.ok(
            alerts.some(id => /trail\/other\/.*\/trail-kept$/.test(id)),
            alerts.join("\n"),
        );
        assert.ok(alerts.some(id => id.endsWith("trail/audit/cloudtrail-bedrock-knowledge-base-events")));
        const [{ subject, text } = { subject: "", text: "" }, ...more] = messages();
        assert.equal(more.length, 0);
        assert.match(subject, /^Daily check: /);
        assert.match(text, /No event announced this change/);
        // The next day there is nothing new, but what is wrong still is.
        const next = value(await watch.invoke(SCHEDULE));
        assert.deepEqual(
            next.alerts.filter(id => id.includes("/trail-")),
            [],
        );
        assert.ok(next.alerts.length > 0);
        // Put right, the findings are archived.
        await put("audit", COMPLETE);
        await value(await watch.invoke(SCHEDULE));
        assert.deepEqual(
            (await findings()).map(({ GeneratorId }) => GeneratorId).filter(id => id?.includes("cloudtrail-")),
            [],
        );
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

    it("reports what it keeps no history of: event data stores, event configurations", async () => {
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

    it("reports that the organization's trails lost its accounts", async () => {
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

    it("compares a trail that is created again with what it was, if nothing told of its deletion", async () => {
        await trailWith("audit", [...COMPLETE, S3_EVENTS]);
        await remember();
        await put("audit", COMPLETE);
        const created = { ...madeOf(real("StopLogging"), "audit"), eventName: "CreateTrail", eventID: "c-1" };
        const { alerts } = value(await watch.invoke(delivered(created)));
        assert.match(alerts.join(), /c-1\/trail-events$/);
        const again = { ...created, eventID: "c-2", eventTime: new Date().toISOString() };
        assert.equal(value(await watch.invoke(delivered(again))).outcome, "nothing-less");
    });

    describe("fails loudly", () => {
        const record = () => madeOf(real("StopLogging"), "audit");
        for (const [name, event, expected] of [
            [
                "for the record of another call",
                () => delivered({ ...record(), eventName: "CreateUser", eventSource: "iam.amazonaws.com" }),
                /does not know the call iam\.amazonaws\.com CreateUser/,
            ],
            [
                "for a record that is cut short",
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
            it(`where ${service} denies its call, and remembers nothing as handled`, async () => {
                await trailWith("audit", COMPLETE);
                const denier = await startDenier(service);
                try {
                    // A service that has nothing to be told of a day without findings is not called.
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

        it("where AWS does not answer, and asks again for the next event in the same process", async () => {
            await trailWith("audit", COMPLETE);
            const port = await reservePort();
            const cutOff = deploy({ AWS_ENDPOINT_URL_CLOUDTRAIL: port.url });
            assert.match(
                error(await cutOff.invoke(delivered(record()))),
                /ECONNREFUSED|can't be reached|does not answer/,
            );
            const close = await port.open(moto);
            try {
                assert.equal(value(await cutOff.invoke(delivered(record()))).outcome, "alerted");
            } finally {
                close();
            }
        });

        it("where its settings are wrong", async () => {
            const wrong = deploy({ TRAIL_GUARD_ORGANIZATION: "true" });
            assert.match(error(await wrong.invoke(SCHEDULE)), /needs TRAIL_GUARD_ROLE_NAME/);
        });
    });

    it("reports each loss of a burst once, with several functions at once", async () => {
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

    it("reads an organization by a role in each account, and answers AWS Config for one of them", async () => {
        const organizations = new OrganizationsClient(options());
        await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
        const { CreateAccountStatus } = await organizations.send(
            new CreateAccountCommand({ AccountName: "member", Email: "member@example.com" }),
        );
        const member = CreateAccountStatus?.AccountId ?? "";
        const { Credentials } = await new STSClient(options()).send(
            new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/reader`, RoleSessionName: "test" }),
        );
        const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
        await trailWith("audit", COMPLETE);
        const arn = await createTrail(
            {
                url: moto,
                region: REGION,
                credentials: {
                    accessKeyId: AccessKeyId,
                    secretAccessKey: SecretAccessKey,
                    sessionToken: SessionToken,
                },
            },
            { name: "of-member", selectors: { AdvancedEventSelectors: [MANAGEMENT] as never } },
        );
        const reader = deploy({ TRAIL_GUARD_ORGANIZATION: "true", TRAIL_GUARD_ROLE_NAME: "reader" });
        const { alerts } = value(await reader.invoke(SCHEDULE));
        assert.ok(alerts.includes(`trail-guard/${arn}/cloudtrail-bedrock-agent-alias-events`), alerts.join("\n"));
        assert.deepEqual(
            alerts.filter(id => id.includes(ACCOUNT)),
            [],
        );
        // The finding is the function's account's, as Security Hub asks, and about the member's trail.
        assert.ok((await findings()).every(({ AwsAccountId }) => AwsAccountId === ACCOUNT));
        const scheduled = { messageType: "ScheduledNotification", notificationCreationTime: new Date().toISOString() };
        const asked = await reader.invoke(
            { invokingEvent: JSON.stringify(scheduled), resultToken: "TESTMODE", accountId: member },
            "configRule",
        );
        assert.deepEqual(asked, { value: null }, reader.log);
        assert.match(reader.log, new RegExp(`"account":"${member}","evaluations":2`));
    });

    it("answers AWS Config, in its test mode", async () => {
        const arn = await trailWith("audit", COMPLETE);
        const ask = (invokingEvent: Json, more: Json = {}) =>
            watch.invoke(
                { invokingEvent: JSON.stringify(invokingEvent), resultToken: "TESTMODE", accountId: ACCOUNT, ...more },
                "configRule",
            );
        const scheduled = { messageType: "ScheduledNotification", notificationCreationTime: new Date().toISOString() };
        assert.deepEqual(await ask(scheduled), { value: null });
        assert.match(watch.log, /"evaluations":2/);
        const configurationItem = {
            resourceType: "AWS::CloudTrail::Trail",
            resourceId: "audit",
            ARN: arn,
            configurationItemStatus: "OK",
            configurationItemCaptureTime: new Date().toISOString(),
        };
        const change = { messageType: "ConfigurationItemChangeNotification", configurationItem };
        assert.deepEqual(await ask(change), { value: null });
        const bucket = { ...change, configurationItem: { ...configurationItem, resourceType: "AWS::S3::Bucket" } };
        assert.match(error(await ask(bucket)), /judges AWS::CloudTrail::Trail/);
        assert.match(error(await ask(scheduled, { accountId: "111122223333" })), /TRAIL_GUARD_ROLE_NAME is not set/);
    });
});
