import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { BedrockEvent } from "../../../../checker/src/evidence/records/bedrock-event";
import { createConsumer } from "../../../../checker/src/evidence/records/counting";
import { ALL_COLUMNS, type InventoryColumn } from "../../../../checker/src/evidence/records/inventory";
import { oddityNotes } from "../../../../checker/src/evidence/records/oddities";
import { countRecords, file, invokeAgent, invokeModel, SETUP, type Written } from "../made-records";

/** The one row that records come to. */
function rowOf(...records: readonly Record<string, unknown>[]) {
    const { inventory } = countRecords(records.map(record => [record] as const));
    assert.equal(inventory.length, 1);
    return inventory[0];
}

const userIdentity = (identity: Record<string, unknown>) => rowOf(invokeAgent({ userIdentity: identity }))?.identity;

describe("counting Bedrock's records", () => {
    it("puts similar calls into one row", () => {
        assert.deepEqual(
            rowOf(
                invokeAgent({ eventTime: "2026-11-02T11:00:00Z" }),
                invokeAgent({ eventTime: "2026-11-02T09:00:00Z", errorCode: "AccessDenied" }),
                invokeAgent(),
            ),
            {
                account: "111122223333",
                region: "us-east-1",
                requirement: "AWS::Bedrock::AgentAlias",
                eventName: "InvokeAgent",
                resource: "arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345",
                model: null,
                identity: "arn:aws:iam::111122223333:role/application",
                count: 3,
                errors: 1,
                first: "2026-11-02T09:00:00Z",
                last: "2026-11-02T11:00:00Z",
            },
        );
    });

    it("gets the same sum however the records are spread over workers, in any order", () => {
        const record = fc
            .record({
                eventTime: fc
                    .integer({ min: 0, max: 86_399 })
                    .map(second => new Date(Date.UTC(2026, 10, 2) + second * 1000).toISOString().replace(".000", "")),
                errorCode: fc.constantFrom(undefined, "AccessDenied"),
                eventName: fc.constantFrom("InvokeAgent", "Retrieve"),
                eventID: fc.uuid(),
            })
            .map(
                (changes): Written => [
                    invokeAgent(changes),
                    file({ region: changes.errorCode ? "eu-west-1" : "us-east-1" }),
                ],
            );
        fc.assert(
            fc.property(fc.array(record, { maxLength: 30 }), fc.subarray([...ALL_COLUMNS]), (records, by) => {
                const setup = { ...SETUP, by };
                const whole = countRecords(records, setup);
                const apart = countRecords([...records].reverse(), setup, true);
                assert.deepEqual(apart.inventory, whole.inventory);
                assert.deepEqual(apart.sightings, whole.sightings);
                const sum = whole.inventory.reduce((total, { count }) => total + count, 0);
                assert.equal(sum, records.length);
            }),
        );
    });

    it("distinguishes rows by the requested columns alone", () => {
        const records: Written[] = [[invokeAgent()], [invokeModel()], [invokeModel({ eventName: "Converse" })]];
        const rows = (...by: InventoryColumn[]) =>
            countRecords(records, { ...SETUP, by }).inventory.map(row => [row.requirement, row.eventName, row.count]);
        assert.deepEqual(rows("type"), [
            ["AWS::Bedrock::AgentAlias", null, 1],
            ["Management", null, 2],
        ]);
        assert.deepEqual(rows("event"), [
            [null, "Converse", 1],
            [null, "InvokeAgent", 1],
            [null, "InvokeModel", 1],
        ]);
        assert.deepEqual(rows(), [[null, null, 3]]);
    });

    it("counts only what happened in the requested period", () => {
        const { inventory, oddities } = countRecords([
            [invokeAgent({ eventTime: "2026-11-01T23:59:59Z" })],
            [invokeAgent({ eventTime: "2026-11-02T00:00:00Z" })],
            [invokeAgent({ eventTime: "2026-11-02T23:59:59Z" })],
            [invokeAgent({ eventTime: "2026-11-03T00:00:00Z" })],
        ]);
        assert.equal(inventory[0]?.count, 2);
        assert.equal(oddities.outside, 2);
    });

    describe("uses as the identity", () => {
        it("the role rather than the session", () => {
            assert.equal(rowOf(invokeAgent())?.identity, "arn:aws:iam::111122223333:role/application");
        });
        it("the role in the session's own ARN, if the record has no issuer", () => {
            const identity = userIdentity({ type: "AssumedRole", arn: "arn:aws:sts::1:assumed-role/Role/a/b" });
            assert.equal(identity, "arn:aws:sts::1:assumed-role/Role");
        });
        it("users, services, users of IAM Identity Center, principals without a session, accounts", () => {
            assert.equal(userIdentity({ type: "IAMUser", arn: "arn:aws:iam::1:user/a" }), "arn:aws:iam::1:user/a");
            assert.equal(
                userIdentity({ type: "AWSService", invokedBy: "bedrock.amazonaws.com" }),
                "bedrock.amazonaws.com",
            );
            const onBehalfOf = { userId: "u-1", identityStoreArn: "arn:aws:identitystore::1:identitystore/d-1" };
            assert.equal(
                userIdentity({ type: "IdentityCenterUser", onBehalfOf }),
                "arn:aws:identitystore::1:identitystore/d-1/u-1",
            );
            assert.equal(userIdentity({ type: "AWSAccount", principalId: "AROA1:me", accountId: "2" }), "AROA1");
            assert.equal(userIdentity({ type: "AWSAccount", accountId: "2" }), "2");
        });
        it("the claims of an anonymous caller's token", () => {
            const anonymous = { type: "AWSAccount", principalId: "", accountId: "anonymous" };
            const withClaims = (claims: unknown) =>
                rowOf(invokeAgent({ userIdentity: anonymous, additionalEventData: { jwt: { claims } } }))?.identity;
            assert.equal(withClaims({ iss: "https://issuer", sub: "s", client_id: "c" }), "https://issuer#s");
            assert.equal(withClaims({ client_id: "c" }), "token#c");
            assert.equal(withClaims("not an object"), "anonymous");
        });
        it("nothing, if a record has no userIdentity", () => {
            assert.equal(rowOf(invokeAgent({ userIdentity: undefined }))?.identity, null);
        });
    });

    it("reads Mantle's model where Mantle puts it", () => {
        assert.equal(rowOf(invokeAgent({ requestParameters: { model: "m" } }))?.model, "m");
        assert.equal(rowOf(invokeAgent({ requestParameters: { model: "m", modelId: "id" } }))?.model, "id");
    });

    it("counts a record with several resources once, for the first of Bedrock's", () => {
        const resources = [
            { type: "AWS::S3::Object", ARN: "arn:aws:s3:::bucket/key" },
            { type: "AWS::Bedrock::Model", ARN: "model" },
            { type: "AWS::Bedrock::AsyncInvoke", ARN: "job" },
        ];
        const row = rowOf(invokeAgent({ resources }));
        assert.deepEqual([row?.requirement, row?.resource, row?.count], ["AWS::Bedrock::Model", "model", 1]);
    });

    it("does not count a record that isn't a call as evidence of one", () => {
        const { inventory, sightings, oddities } = countRecords([
            [invokeAgent({ eventCategory: "Insight" })],
            [invokeAgent({ eventCategory: "Aggregated" })],
            [invokeAgent({ eventCategory: "__proto__" })],
            [invokeAgent({ eventCategory: "__proto__" })],
        ]);
        assert.deepEqual([inventory, sightings], [[], []]);
        assert.deepEqual(oddities.notCalls, { Insight: 1, Aggregated: 1, other: 2 });
        assert.equal(oddityNotes(oddities).length, 3);
    });

    it("counts no record of a file that was changed or planted, but notes that it was seen", () => {
        const { inventory, sightings, oddities } = countRecords([
            [invokeAgent(), file({ trust: "invalid" })],
            [invokeAgent(), file({ trust: "unnamed" })],
            [invokeAgent(), file({ trust: "unverified" })],
        ]);
        assert.equal(inventory[0]?.count, 1);
        assert.equal(oddities.untrusted, 2);
        assert.deepEqual(
            sightings.map(({ trusted, count }) => [trusted, count]),
            [
                [false, 2],
                [true, 1],
            ],
        );
    });

    it("reports oddities: no time, a different account than the file's", () => {
        const { inventory, oddities } = countRecords([
            [invokeAgent({ eventTime: "yesterday" })],
            [invokeAgent({ recipientAccountId: "999988887777", awsRegion: "us-east-1" })],
        ]);
        assert.deepEqual([oddities.undated, oddities.misplaced], [1, 1]);
        assert.deepEqual([inventory[0]?.first, inventory[0]?.last], ["2026-11-02T10:20:30Z", "2026-11-02T10:25:00Z"]);
        assert.deepEqual(oddityNotes(oddities), [
            "1 Bedrock record has no readable eventTime: the time of the log file is used",
            "1 Bedrock record names a different account or Region than the log file: it is counted under those of the file",
        ]);
    });

    it("never throws, whatever a record contains, and keeps nothing but strings and flags", () => {
        const names = Object.keys(invokeAgent());
        const odd = fc.dictionary(fc.constantFrom(...names), fc.anything({ withNullPrototype: true }));
        fc.assert(
            fc.property(odd, changes => {
                const record = { ...invokeAgent(), ...changes };
                const consumer = createConsumer({ ...SETUP, events: true });
                consumer.consume(record, file());
                const { inventory, sightings } = JSON.parse(JSON.stringify(consumer.take()));
                for (const line of consumer.lines?.().split("\n").filter(Boolean) ?? []) {
                    const event: BedrockEvent = JSON.parse(line);
                    assert.ok(Object.values(event).every(value => value === null || typeof value !== "object"));
                }
                assert.ok(inventory.length <= 1 && sightings.length <= 1);
            }),
        );
    });

    it("writes events one by one, in the flat form and nothing else", () => {
        const consumer = createConsumer({ ...SETUP, events: true });
        consumer.consume(invokeModel({ requestParameters: { modelId: "m", prompt: "a secret" } }), file());
        consumer.consume(invokeAgent({ eventTime: "2020-01-01T00:00:00Z" }), file());
        assert.equal(
            consumer.lines?.(),
            `${JSON.stringify({
                eventID: "00000000-0000-4000-8000-000000000002",
                time: "2026-11-02T10:20:30Z",
                account: "111122223333",
                region: "us-east-1",
                requirement: "Management",
                eventSource: "bedrock.amazonaws.com",
                eventName: "InvokeModel",
                readOnly: true,
                resource: null,
                model: "m",
                identity: "arn:aws:iam::111122223333:role/application",
                error: null,
                inferenceRegion: null,
                key: file().key,
            })}\n`,
        );
        assert.equal(consumer.lines?.(), "");
    });
});
