import assert from "node:assert/strict";
import { stackPolicies, trailPolicies } from "../../policies";
import { COMPLYING, mandatory, packServer, trailOf } from "./pack-server";
import type { SentResource } from "./policy-server";

describe("the pack, as the engine runs it: as it is configured", () => {
    const server = packServer();

    it("names the findings of dozens of resource types, and has one whole fix", async () => {
        await server().configure({
            "cloudtrail-bedrock-data-events": {
                enforcementLevel: "mandatory",
                resourceTypes: ["bedrock", "agentcore"],
            },
        });
        // As with the engine, the stack itself comes before its resources.
        await server().analyze({ ...trailOf({}), type: "pulumi:pulumi:Stack" });
        const { violations } = await server().analyze(trailOf({ s3BucketName: "logs" }));
        const [found] = violations.filter(({ policy }) => policy === "cloudtrail-bedrock-data-events");
        const [, more] =
            /\n {2}(\d\d) more types have the same gap: AWS::Bedrock::\w+, .* and \d\d more\n/.exec(
                found?.message ?? "",
            ) ?? [];
        assert.match(
            found?.message ?? "",
            /\n {2}Fix: the fix shown for cloudtrail-bedrock-agent-alias-events covers this too\n/,
        );
        const shown = violations.find(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
        const fixed = shown?.message.match(/\{ field: "resources.type", equals: \["AWS::Bedrock\w*::\w+"\] \}/g);
        assert.equal(fixed?.length, Number(more) + 3);
    });

    it("gives the engine the schema of each policy, but not of what is inside the items of a list", async () => {
        const info = (await server().info()).getPoliciesList();
        for (const { name, configSchema } of [...trailPolicies, ...stackPolicies]) {
            const sent = info.find(policy => policy.getName() === name)?.getConfigschema();
            const { exemptions, ...others } = configSchema.properties;
            const items = { type: "object", required: ["trail", "reason"] };
            assert.deepEqual(sent?.getProperties()?.toJavaScript(), {
                ...others,
                exemptions: { ...exemptions, items },
            });
            assert.deepEqual(sent?.getRequiredList(), configSchema.required ?? []);
        }
    });

    describe("configuration that isn't valid", () => {
        for (const [name, policy, config, path] of [
            ["an unknown property", "cloudtrail-multi-region", { regoin: "x" }, "cloudtrail-multi-region.regoin"],
            ["a wrong type", "cloudtrail-s3-delivery", { defaultBucket: 1 }, "cloudtrail-s3-delivery.defaultBucket"],
            [
                "something wrong inside",
                "cloudtrail-bedrock-agent-alias-events",
                { exemptions: [{ trail: "*", reason: "r" }, { trail: "*" }] },
                "cloudtrail-bedrock-agent-alias-events.exemptions[1]",
            ],
            [
                "a date that the engine doesn't check",
                "cloudtrail-kms-encryption",
                { exemptions: [{ trail: "*", reason: "r", expires: "2026-02-30" }] },
                "cloudtrail-kms-encryption.exemptions[0].expires",
            ],
        ] as const) {
            it(`is a mandatory violation that names the path: ${name}`, async () => {
                await server().configure({ [policy]: { enforcementLevel: "advisory", ...config } });
                const { violations } = await server().analyze(trailOf(COMPLYING));
                const found = violations.filter(violation => violation.policy === policy);
                assert.deepEqual(
                    found.map(({ level }) => level),
                    ["mandatory"],
                );
                assert.ok(found[0]?.message.includes(path), found[0]?.message);
            });
        }

        it("keeps a policy from remediating", async () => {
            await server().configure({ "cloudtrail-multi-region": { enforcementLevel: "remediate", regoin: "x" } });
            assert.deepEqual(await server().remediate(trailOf({ s3BucketName: "logs" })), []);
        });
    });

    it("requires nothing of event data stores unless configured to", async () => {
        const store: SentResource = {
            type: "aws:cloudtrail/eventDataStore:EventDataStore",
            name: "lake",
            properties: { multiRegionEnabled: false },
        };
        assert.deepEqual((await server().analyze(store)).violations, []);
        await server().configure({ "cloudtrail-multi-region": { includeEventDataStores: true } });
        assert.deepEqual(mandatory(await server().analyze(store)), ["cloudtrail-multi-region"]);
    });

    it("sets the default bucket only if one is configured", async () => {
        const level = "remediate" as const;
        await server().configure({ "cloudtrail-s3-delivery": { enforcementLevel: level } });
        const refused = await server().check(trailOf({ ...COMPLYING, s3BucketName: "" }));
        assert.deepEqual(mandatory(refused), ["cloudtrail-s3-delivery"]);
        await server().configure({
            "cloudtrail-s3-delivery": { enforcementLevel: level, defaultBucket: "central-logs" },
        });
        const set = await server().check(trailOf({ ...COMPLYING, s3BucketName: "" }));
        assert.deepEqual(mandatory(set), []);
        assert.equal(set.remediated.properties.s3BucketName, "central-logs");
    });

    it("is only advisory if one trail that complies is enough, and says so", async () => {
        await server().configure({ "cloudtrail-multi-region": { enforcementLevel: "mandatory", scope: "any-trail" } });
        const { violations } = await server().analyze(trailOf({ ...COMPLYING, isMultiRegionTrail: false }));
        const [found, ...more] = violations.filter(({ policy }) => policy === "cloudtrail-multi-region");
        assert.deepEqual([found?.level, more], ["advisory", []]);
        assert.match(found?.message ?? "", /covers only its own Region.*\n {2}Advisory only: .*scope any-trail/s);
    });
});
