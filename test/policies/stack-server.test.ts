import assert from "node:assert/strict";
import { join } from "node:path";
import { PolicyServer, type SentResource, urnOf, type Violation } from "../pulumi/policy-server";

const BUCKET: SentResource = { type: "aws:s3/bucket:Bucket", name: "logs", properties: { bucket: "logs" } };
const TRAIL: SentResource = {
    type: "aws:cloudtrail/trail:Trail",
    name: "trail",
    properties: { s3BucketName: "logs" },
};
const AGENT: SentResource = { type: "aws:bedrock/agentAgent:AgentAgent", name: "agent", properties: {} };

type Level = "advisory" | "mandatory" | "disabled";

const REQUIRED = "cloudtrail-trail-required";
const DELIVERY = "cloudtrail-bucket-policy";
const SOURCES = "cloudtrail-bedrock-source-events";
const DATA_EVENTS = "cloudtrail-bedrock-data-events";

/** What the Pulumi engine sees of the stack policies. */
describe("policies over stacks, served", () => {
    let server: PolicyServer;

    before(async () => {
        server = await PolicyServer.start(join(__dirname, "../.."));
    });
    after(() => server.stop());

    const levels = (required: Level, delivery: Level) =>
        server.configure({
            [REQUIRED]: { enforcementLevel: required },
            [DELIVERY]: { enforcementLevel: delivery },
            [SOURCES]: { enforcementLevel: "disabled" },
        });
    const reported = async (resources: readonly SentResource[]) =>
        (await server.analyzeStack(resources)).violations.map(({ policy, level }: Violation) => `${policy} ${level}`);

    it("says why neither applies to a stack without anything to check", async () => {
        await levels("mandatory", "mandatory");
        const { violations, reasons } = await server.analyzeStack([BUCKET]);
        assert.deepEqual(violations, []);
        assert.deepEqual(reasons, {
            [REQUIRED]: "the stack does not declare Bedrock agents, agent aliases or knowledge bases",
            [DELIVERY]: "the stack does not declare a trail together with its bucket",
        });
    });

    it("judges each stack separately, whatever came before", async () => {
        await levels("mandatory", "mandatory");
        const both = [`${REQUIRED} mandatory`, `${DELIVERY} mandatory`];
        assert.deepEqual(await reported([BUCKET]), []);
        assert.deepEqual(await reported([BUCKET, TRAIL, AGENT]), both);
        assert.deepEqual(await reported([AGENT]), [`${REQUIRED} mandatory`]);
        assert.deepEqual(await reported([BUCKET, TRAIL]), [`${DELIVERY} mandatory`]);
        const atOnce = await Promise.all([reported([BUCKET]), reported([BUCKET, TRAIL, AGENT]), reported([BUCKET])]);
        assert.deepEqual(atOnce, [[], both, []]);
    });

    it("checks the delivery if no other stack policy is enabled", async () => {
        await levels("disabled", "mandatory");
        assert.deepEqual(await reported([BUCKET, TRAIL]), [`${DELIVERY} mandatory`]);
        assert.deepEqual((await server.analyzeStack([BUCKET])).reasons, {
            [DELIVERY]: "the stack does not declare a trail together with its bucket",
        });
    });

    it("requires of each trail what the stack uses of Bedrock, and what else its configuration names", async () => {
        const guardrail: SentResource = { type: "aws-native:bedrock:Guardrail", name: "polite", properties: {} };
        const configure = (more: object) =>
            server.configure({
                [REQUIRED]: { enforcementLevel: "disabled" },
                [DELIVERY]: { enforcementLevel: "disabled" },
                [DATA_EVENTS]: { enforcementLevel: "mandatory", ...more },
            });
        const found = async () =>
            (await server.analyzeStack([TRAIL, AGENT, guardrail])).violations.map(({ policy, level, urn, message }) => [
                policy,
                level,
                urn,
                message.split("\n")[0],
            ]);
        const logsNone = 'Trail "trail" logs no AWS::Bedrock::Guardrail data events';
        await configure({});
        assert.deepEqual(await found(), [[DATA_EVENTS, "mandatory", urnOf(TRAIL), logsNone]]);
        await configure({ scope: "any-trail" });
        assert.deepEqual(await found(), [[DATA_EVENTS, "advisory", urnOf(TRAIL), logsNone]]);
        await configure({ exemptions: [{ trail: "trail", reason: "Elsewhere" }] });
        const exempt = 'Trail "trail" is exempt: Elsewhere';
        assert.deepEqual(await found(), [[DATA_EVENTS, "advisory", urnOf(TRAIL), exempt]]);
        await configure({ resourceTypes: ["AWS::Bedrock::Guardrail"] });
        assert.deepEqual(await found(), []);
        // Named types are already judged at the trail.
        await configure({ resourceTypes: ["AWS::Bedrock::Guardrail", "used"] });
        assert.deepEqual(await found(), []);
    });

    it("reports on the trail, and at the level that is set", async () => {
        await levels("mandatory", "advisory");
        const { violations } = await server.analyzeStack([BUCKET, TRAIL, AGENT]);
        assert.deepEqual(
            violations.map(({ urn, level }) => ({ urn, level })),
            [
                { urn: "", level: "mandatory" },
                { urn: urnOf(TRAIL), level: "advisory" },
            ],
        );
    });

    it("follows references at the first preview, and is only advisory about what isn't known yet", async () => {
        await levels("mandatory", "mandatory");
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        const { violations } = await server.analyzeStack([
            { ...BUCKET, properties: { bucket: unknown, id: unknown } },
            {
                type: "aws:s3/bucketPolicy:BucketPolicy",
                name: "policy",
                properties: { bucket: unknown, policy: unknown },
                dependencies: { bucket: ["logs"], policy: ["logs"] },
            },
            { ...TRAIL, properties: { s3BucketName: unknown }, dependencies: { s3BucketName: ["logs"] } },
        ]);
        assert.deepEqual(
            violations.map(({ level, message }) => [level, message.split("\n")[0]]),
            [
                [
                    "advisory",
                    'Trail "trail": can\'t decide before the update whether the policy of its bucket "logs" lets CloudTrail deliver:',
                ],
            ],
        );
    });

    it("says once that a trail is exempt, however many violations it has", async () => {
        await server.configure({
            [REQUIRED]: { enforcementLevel: "disabled" },
            [DELIVERY]: { enforcementLevel: "mandatory", exemptions: [{ trail: "trail", reason: "Elsewhere" }] },
        });
        const open = { ...BUCKET, properties: { ...BUCKET.properties, acl: "public-read" } };
        const { violations } = await server.analyzeStack([open, TRAIL]);
        assert.deepEqual(
            violations.map(({ level, message }) => [level, message]),
            [["advisory", 'Trail "trail" is exempt: Elsewhere']],
        );
    });

    it("names the path of a mistake in the configuration, and checks nothing", async () => {
        await server.configure({
            [REQUIRED]: { enforcementLevel: "advisory", when: "sometimes" },
            [DELIVERY]: { enforcementLevel: "advisory", organisationId: "o-abcdefghij" },
        });
        const { violations } = await server.analyzeStack([AGENT, BUCKET, TRAIL]);
        assert.deepEqual(
            violations.map(({ policy, level }) => `${policy} ${level}`),
            [`${REQUIRED} mandatory`, `${DELIVERY} mandatory`],
        );
        assert.match(violations[0]?.message ?? "", /cloudtrail-trail-required\.when: /);
        assert.match(violations[1]?.message ?? "", /cloudtrail-bucket-policy\.organisationId: unknown property/);
    });
});
