import assert from "node:assert/strict";
import { DeleteTrailCommand } from "@aws-sdk/client-cloudtrail";
import { CreateAccountCommand, CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { COMPLETE } from "../../checker/live/trails";
import { createTrail } from "../live/account";
import { watchedAccount } from "./watched-account";
import { ACCOUNT, error, type Json, MANAGEMENT, REGION, SCHEDULE, value } from "./watched-calls";

describe("the watch, on the moto server: whole accounts", function () {
    this.timeout(300_000);
    const { watch, deploy, options, cloudTrail, trailWith, put, messages, findings, remember, url } = watchedAccount();

    it("finds in the daily check what no event announced, and trails that are gone", async () => {
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
        // Once it is fixed, the findings are archived.
        await put("audit", COMPLETE);
        await value(await watch.invoke(SCHEDULE));
        assert.deepEqual(
            (await findings()).map(({ GeneratorId }) => GeneratorId).filter(id => id?.includes("cloudtrail-")),
            [],
        );
    });

    it("reads an organization through a role in each account, and answers AWS Config for one of them", async () => {
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
                url: url(),
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
        // The finding is the function's account's, as Security Hub requires, and about the member's trail.
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
