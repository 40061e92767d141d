import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { COMPLYING, DATA, MANAGEMENT, packServer, REMEDIATE, trailOf } from "./pack-server";
import type { PolicyConfigs } from "./policy-server";

describe("the pack, as the engine runs it: what is not known before the update", () => {
    const server = packServer();

    it("reports nothing about an optional property whose value comes with the update, and does not pass it", async () => {
        await server().configure({ "cloudtrail-kms-encryption": { enforcementLevel: "mandatory" } });
        const kms = "cloudtrail-kms-encryption";
        const given = await server().analyze(trailOf({ ...COMPLYING, kmsKeyId: unknownValue }));
        assert.deepEqual(
            given.violations.filter(({ policy }) => policy === kms),
            [],
        );
        assert.match(given.reasons[kms] ?? "", /not known before the update: this policy decides during the update$/);
        // The update checks again.
        for (const [kmsKeyId, level] of [
            ["", "mandatory"],
            ["arn:aws:kms:us-east-1:111122223333:key/k", undefined],
        ] as const) {
            const { violations } = await server().analyze(trailOf({ ...COMPLYING, kmsKeyId }));
            assert.equal(violations.find(({ policy }) => policy === kms)?.level, level);
        }
        await server().configure({});
        const role = { cloudWatchLogsGroupArn: unknownValue };
        const { violations } = await server().analyze(trailOf({ ...COMPLYING, ...role }));
        assert.ok(violations.some(({ policy }) => policy === "cloudtrail-cloudwatch-logs"));
    });

    describe("selectors that are not known at all yet", () => {
        const properties = { s3BucketName: "logs", isMultiRegionTrail: true, eventSelectors: unknownValue };
        const aliasEvents = async (config: PolicyConfigs) => {
            await server().configure(config);
            const { violations } = await server().check(trailOf(structuredClone(properties)));
            return violations.filter(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
        };

        it("are only advisory if the policy remediates, because the update can still fix them", async () => {
            const [found] = await aliasEvents(REMEDIATE);
            assert.equal(found?.level, "advisory");
            assert.match(found?.message ?? "", /Not fixed automatically: .* unknown.*\n {2}Advisory for now: /s);
        });

        it("stop the preview if it doesn't: basic selectors never log data events", async () => {
            await aliasEvents(REMEDIATE);
            const [found] = await aliasEvents({});
            assert.equal(found?.level, "mandatory");
        });

        it("stop the update if they are known by then and can't be fixed", async () => {
            await aliasEvents(REMEDIATE);
            const wrong = { ...properties, eventSelectors: [{ readWriteType: "wrong" }] };
            const { violations } = await server().check(trailOf(wrong));
            const found = violations.filter(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
            assert.deepEqual(
                found.map(({ level }) => level),
                ["mandatory"],
            );
        });
    });

    it("does not assume the partition aws for a Region that isn't known yet", async () => {
        const trail = {
            ...trailOf({
                ...COMPLYING,
                advancedEventSelectors: [
                    MANAGEMENT,
                    ...["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(type =>
                        DATA(type, { field: "resources.ARN", startsWiths: ["arn:aws-cn:"] }),
                    ),
                ],
            }),
        };
        const levels = async (region: string) => {
            const { violations } = await server().analyze({ ...trail, provider: { region } });
            return violations.filter(({ policy }) => policy.endsWith("-events")).map(({ level }) => level);
        };
        assert.deepEqual(await levels(unknownValue), ["advisory", "advisory"]);
        assert.deepEqual(await levels("cn-north-1"), []);
        assert.deepEqual(await levels("us-east-1"), ["mandatory", "mandatory"]);
    });

    it("ignores a resource whose properties the engine does not show: a new trail outside of --target", async () => {
        await server().configure(REMEDIATE);
        const { violations, notApplicable, reasons, remediated } = await server().check(trailOf({}));
        assert.deepEqual([violations, remediated.properties], [[], {}]);
        assert.ok(notApplicable.length > 5);
        assert.match(reasons["cloudtrail-multi-region"] ?? "", /--target/);
    });
});
