import assert from "node:assert/strict";
import { createJudge } from "../../../../checker/src/check/check";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { defaultSettings } from "../../../../checker/src/configuration/policy-config";
import { gather } from "../../../../checker/src/live/read/gather";
import { policies } from "../../../../policies";
import { textOf } from "../../result-text";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
import { countOperations, OPTIONS } from "./reading";

describe("with --bucket-policies", () => {
    const BUCKET = "logs-111111111111";
    const KEY = "arn:aws:kms:eu-west-1:111111111111:key/1";
    const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
    const allow = (Action: string | string[], Resource: string) => ({
        Effect: "Allow",
        Principal: cloudTrail,
        Action,
        Resource,
    });
    const acl = allow("s3:GetBucketAcl", `arn:aws:s3:::${BUCKET}`);
    const put = allow("s3:PutObject", `arn:aws:s3:::${BUCKET}/AWSLogs/111111111111/*`);
    const use = allow(["kms:GenerateDataKey*", "kms:DescribeKey"], "*");
    const policy = (...Statement: object[]) => JSON.stringify({ Statement });
    const BLOCKED = { IgnorePublicAcls: true, RestrictPublicBuckets: true };

    function world(): FakeAws {
        const fake = new FakeAws();
        fake.addTrail("111111111111", "a", { kmsKeyId: KEY, selectors: { advanced: COMPLETE } });
        fake.bucketPolicies.set(BUCKET, policy(acl, put));
        fake.publicAccessBlocks.set(BUCKET, BLOCKED);
        fake.keys.set(KEY, { policy: policy(use), metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" } });
        return fake;
    }

    /** The result of the policy for the one trail. */
    async function judged(fake: FakeAws, bucketPolicies = true) {
        const judge = createJudge({ policies, settings: defaultSettings(policies) });
        const options = { ...OPTIONS, bucketPolicies };
        const { trails } = await gather(inProcess(fake), options, SILENT, judge);
        const result = trails[0]?.report.results.find(({ policy }) => policy === "cloudtrail-bucket-policy");
        return [result?.status, textOf(result)] as const;
    }

    it("passes a bucket and a key that let CloudTrail deliver, and no one else", async () => {
        assert.deepEqual(await judged(world()), ["pass", ""]);
    });

    it("says that the option to read them was not set", async () => {
        const fake = world();
        const [status, message] = await judged(fake, false);
        assert.equal(status, "not-applicable");
        assert.match(String(message), /read only by check --aws --bucket-policies/);
        assert.ok(!fake.calls.some(({ operation }) => /Bucket|Key|PublicAccess/.test(operation)));
    });

    const VIOLATIONS: readonly (readonly [string, (fake: FakeAws) => void, RegExp])[] = [
        ["a policy that doesn't let it write", fake => fake.bucketPolicies.set(BUCKET, policy(acl)), /s3:PutObject/],
        [
            "a policy for another trail",
            fake => {
                const Condition = { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:1:trail/b" } };
                fake.bucketPolicies.set(BUCKET, policy(acl, { ...put, Condition }));
            },
            /not with the aws:SourceArn/,
        ],
        ["no policy", fake => fake.bucketPolicies.delete(BUCKET), /has no policy/],
        [
            "a key policy that doesn't let it encrypt",
            fake => fake.keys.set(KEY, { policy: policy(), metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" } }),
            /kms:GenerateDataKey\*/,
        ],
        [
            "a key that is disabled",
            fake =>
                fake.keys.set(KEY, {
                    policy: policy(use),
                    metadata: { Enabled: false, KeySpec: "SYMMETRIC_DEFAULT" },
                }),
            /is disabled/,
        ],
    ];
    for (const [name, change, said] of VIOLATIONS) {
        it(`finds a violation: ${name}`, async () => {
            const fake = world();
            change(fake);
            const [status, message] = await judged(fake);
            assert.equal(status, "violation", message);
            assert.match(String(message), said);
        });
    }

    for (const operation of [
        "GetBucketPolicy",
        "GetPublicAccessBlock",
        "GetBucketAcl",
        "DescribeKey",
        "GetKeyPolicy",
    ]) {
        it(`passes nothing that could not be read: ${operation}`, async () => {
            const fake = world();
            fake.aclGroups.set(BUCKET, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
            fake.intercept = call =>
                call.operation === operation ? { kind: "error", code: "AccessDenied" } : undefined;
            // That everyone may read by the ACL makes no difference while public ACLs are ignored.
            const expected = operation === "GetBucketAcl" ? "pass" : "undetermined";
            const [status, message] = await judged(fake);
            assert.equal(status, expected, message);
            if (operation === "GetBucketPolicy" || operation === "GetKeyPolicy") {
                assert.match(String(message), new RegExp(`could not be read: ${operation} was denied`));
            }
        });
    }

    it("can't tell what the account blocks for all of its buckets", async () => {
        const fake = world();
        fake.publicAccessBlocks.delete(BUCKET);
        assert.equal((await judged(fake))[0], "pass", "nothing is open");
        fake.aclGroups.set(BUCKET, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
        assert.equal((await judged(fake))[0], "undetermined");
    });

    it("reads what trails share only once", async () => {
        const fake = world();
        fake.addTrail("111111111111", "b", { kmsKeyId: KEY, selectors: { advanced: COMPLETE } });
        await judged(fake);
        const counts = countOperations(fake);
        for (const operation of ["GetBucketPolicy", "GetPublicAccessBlock", "GetBucketAcl", "GetKeyPolicy"]) {
            assert.equal(counts[operation], 1, operation);
        }
    });
});
