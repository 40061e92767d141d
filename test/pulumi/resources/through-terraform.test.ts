import assert from "node:assert/strict";
import { recorderOfType } from "../../../src/pulumi/resources/resource-types";
import { throughTerraform } from "../../../src/pulumi/resources/through-terraform";
import { roleOfType } from "../../../src/pulumi/stack/stack-resource-types";
import { COMPLYING, mandatory, packServer, REMEDIATE, REQUIRED } from "../pack-server";
import type { SentResource } from "../policy-server";

describe("types of Pulumi resources that Terraform's provider manages", () => {
    const TYPES: readonly (readonly [type: string, inTerraform?: string])[] = [
        ["aws:index/cloudtrail:Cloudtrail", "aws_cloudtrail"],
        ["aws:index/cloudtrailEventDataStore:CloudtrailEventDataStore", "aws_cloudtrail_event_data_store"],
        ["aws:index/s3BucketPolicy:S3BucketPolicy", "aws_s3_bucket_policy"],
        ["awscc:index/cloudtrailTrail:CloudtrailTrail", "awscc_cloudtrail_trail"],
        ["audit:tf:aws_cloudtrail", "aws_cloudtrail"],
        ["my-audit:tf:awscc_cloudtrail_trail", "awscc_cloudtrail_trail"],
        ["aws:cloudtrail/trail:Trail"],
        ["aws-native:cloudtrail:Trail"],
        ["random:index/pet:Pet"],
        ["audit:tf:random_pet"],
        ["audit:index:Module"],
    ];
    for (const [type, inTerraform] of TYPES) {
        it(`${type}: ${inTerraform ?? "none"}`, () => assert.equal(throughTerraform(type)?.type, inTerraform));
    }

    it("have the roles that these types have in Terraform", () => {
        const names = ["s3Bucket:S3Bucket", "kmsKeyPolicy:KmsKeyPolicy", "bedrockagentAgent:BedrockagentAgent"];
        assert.deepEqual(
            names.map(name => roleOfType(`aws:index/${name}`)),
            ["bucket", "key-policy", "bedrock"],
        );
        assert.equal(recorderOfType("audit:tf:aws_cloudtrail_event_data_store")?.recorder, "EventDataStore");
        assert.equal(recorderOfType("audit:tf:aws_s3_bucket"), undefined);
    });
});

describe("the pack, as the engine runs it: trails that Terraform's provider manages", () => {
    const server = packServer();
    const bridged = (properties: Record<string, unknown>): SentResource => ({
        type: "aws:index/cloudtrail:Cloudtrail",
        name: "audit",
        properties,
    });

    it("passes if everything is logged", async () => {
        assert.deepEqual(mandatory(await server().analyze(bridged(COMPLYING))), []);
    });

    it("finds what is missing, and remediates it", async () => {
        const before = bridged({ s3BucketName: "logs" });
        assert.deepEqual(mandatory(await server().analyze(before)), [
            "cloudtrail-multi-region",
            "cloudtrail-bedrock-agent-alias-events",
            "cloudtrail-bedrock-knowledge-base-events",
        ]);
        await server().configure(REMEDIATE);
        const { violations, remediated } = await server().check(before);
        assert.deepEqual(
            violations.filter(({ policy }) => REQUIRED.includes(policy)),
            [],
        );
        assert.deepEqual(await server().remediate(remediated), []);
    });

    it("decides nothing of a trail of the provider awscc", async () => {
        const analysis = await server().analyze({
            type: "awscc:index/cloudtrailTrail:CloudtrailTrail",
            name: "audit",
            properties: { s3BucketName: "logs" },
        });
        assert.deepEqual(mandatory(analysis), []);
        const open = new Set(analysis.violations.map(({ policy }) => policy));
        assert.deepEqual(
            REQUIRED.filter(policy => !open.has(policy)),
            // Before the update, a bucket that isn't known counts as one that is set later.
            ["cloudtrail-s3-delivery"],
        );
    });

    it("says once that what a module creates isn't seen", async () => {
        const { violations } = await server().analyze({
            type: "audit:index:Module",
            name: "audit",
            properties: { bucket: "logs" },
        });
        assert.deepEqual(
            violations.map(({ policy, level, message }) => ({ policy, level, message })),
            [
                {
                    policy: "cloudtrail-multi-region",
                    level: "advisory",
                    message:
                        '"audit" may create trails in a Terraform module, which policies can\'t see\n  after the update, check the state: pulumi stack export | trail-guard check',
                },
            ],
        );
    });

    it("judges what a module has created, as `pulumi policy analyze` shows it, and remediates nothing in it", async () => {
        const made: SentResource = {
            type: "audit:tf:aws_cloudtrail",
            name: "module.audit.aws_cloudtrail.main",
            properties: { s3_bucket_name: "logs", is_multi_region_trail: true, event_selector: [{}] },
        };
        const found = ["cloudtrail-bedrock-agent-alias-events", "cloudtrail-bedrock-knowledge-base-events"];
        assert.deepEqual(mandatory(await server().analyze(made)), found);
        await server().configure(REMEDIATE);
        assert.deepEqual(await server().remediate(made), []);
    });
});
