import assert from "node:assert/strict";
import { runCommand } from "../run-command";

type Json = Readonly<Record<string, unknown>>;

interface Change {
    readonly address: string;
    readonly before: Json | null;
    readonly after: Json | null;
    readonly unknown?: Json;
}

const TRAIL = {
    name: "audit",
    arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
    home_region: "us-east-1",
    s3_bucket_name: "logs",
    is_multi_region_trail: true,
    enable_logging: true,
    advanced_event_selector: [{ name: "", field_selector: [{ field: "eventCategory", equals: ["Management"] }] }],
};
const BUCKET = { bucket: "logs", id: "logs", arn: "arn:aws:s3:::logs" };
const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/k";
const SERVICE = { Service: "cloudtrail.amazonaws.com" };
const ALLOW = [
    { Effect: "Allow", Principal: SERVICE, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::logs" },
    { Effect: "Allow", Principal: SERVICE, Action: "s3:PutObject", Resource: "arn:aws:s3:::logs/AWSLogs/*" },
];
const DENY = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: "arn:aws:s3:::logs/*" };
const document = (statements: readonly Json[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const bucketPolicy = (...statements: readonly Json[]) => ({ bucket: "logs", policy: document(statements) });
const key = (principal: Json) => ({
    arn: KEY_ARN,
    key_id: "k",
    is_enabled: true,
    policy: document([{ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" }]),
});

const kept = (address: string, value: Json): Change => ({ address, before: value, after: value });
const trail = kept("aws_cloudtrail.audit", TRAIL);
const bucket = kept("aws_s3_bucket.logs", BUCKET);
const policy = (before: Json | null, after: Json | null, unknown: Json = {}): Change => ({
    address: "aws_s3_bucket_policy.logs",
    before,
    after,
    unknown,
});

const plan = (...changes: readonly Change[]) =>
    JSON.stringify({
        format_version: "1.2",
        resource_changes: changes.map(({ address, before, after, unknown = {} }) => {
            const [type, name] = address.split(".");
            const actions = [before === null ? "create" : after === null ? "delete" : "update"];
            const change = { actions, before, after, after_unknown: unknown };
            return { address, mode: "managed", type, name, provider_name: "hashicorp/aws", change };
        }),
    });

async function diff(stdin: string) {
    const { exitCode, stdout, stderr } = await runCommand(["diff", "--format", "json"], { stdin });
    assert.notEqual(stdout, "", stderr);
    const results = JSON.parse(stdout).trails.flatMap((found: { results: Json[] }) => found.results);
    return {
        exitCode,
        found: results.flatMap(({ policy: rule, status }: Json) => (status === "pass" ? [] : [`${rule}: ${status}`])),
    };
}

describe("trail-guard diff: whether CloudTrail can still deliver", () => {
    const refused = { exitCode: 1, found: ["trail-delivery: violation"] };
    const open = { exitCode: 3, found: ["trail-delivery: undetermined"] };
    const nothing = { exitCode: 0, found: [] };
    const unreadable = { "aws-account-id": "111122223333" };
    const withKey = kept("aws_cloudtrail.audit", { ...TRAIL, kms_key_id: KEY_ARN });
    const keyChange = (before: Json, after: Json): Change => ({ address: "aws_kms_key.logs", before, after });
    const allowed = policy(bucketPolicy(...ALLOW), bucketPolicy(...ALLOW));
    const cases: readonly (readonly [name: string, input: string, expected: object])[] = [
        ["nothing changes", plan(trail, bucket, allowed), nothing],
        [
            "the bucket policy denies it",
            plan(trail, bucket, policy(bucketPolicy(...ALLOW), bucketPolicy(...ALLOW, DENY))),
            refused,
        ],
        ["the bucket policy is deleted", plan(trail, bucket, policy(bucketPolicy(...ALLOW), null)), refused],
        [
            "the bucket policy is not known yet",
            plan(trail, bucket, policy(bucketPolicy(...ALLOW), { bucket: "logs" }, { policy: true })),
            open,
        ],
        [
            "the bucket policy is not known on either side",
            plan(trail, bucket, policy({ bucket: "logs", policy: unreadable }, { bucket: "logs", policy: unreadable })),
            nothing,
        ],
        [
            "the bucket leaves the stack",
            plan(
                trail,
                { ...bucket, after: null },
                policy(bucketPolicy(...ALLOW), null),
                kept("aws_s3_bucket.other", { bucket: "other", id: "other", arn: "arn:aws:s3:::other" }),
            ),
            open,
        ],
        [
            "the key policy refuses it",
            plan(withKey, bucket, allowed, keyChange(key(SERVICE), key({ AWS: "arn:aws:iam::111122223333:root" }))),
            refused,
        ],
        [
            "the key is switched off",
            plan(withKey, bucket, allowed, keyChange(key(SERVICE), { ...key(SERVICE), is_enabled: false })),
            refused,
        ],
        [
            "the trail gets a key that refuses it",
            plan(
                { ...withKey, before: TRAIL },
                bucket,
                allowed,
                kept("aws_kms_key.logs", key({ AWS: "arn:aws:iam::111122223333:root" })),
            ),
            refused,
        ],
        ["it was refused before", plan(trail, bucket, policy(bucketPolicy(DENY), bucketPolicy())), nothing],
        ["it is allowed now", plan(trail, bucket, policy(bucketPolicy(DENY), bucketPolicy(...ALLOW))), nothing],
    ];
    for (const [name, input, expected] of cases) {
        it(`${name}: ${JSON.stringify(expected)}`, async () => {
            assert.deepEqual(await diff(input), expected);
        });
    }

    it("is undetermined if only the later side declares the bucket", async () => {
        const before = policy(null, bucketPolicy(...ALLOW, DENY));
        assert.deepEqual(await diff(plan(trail, { ...bucket, before: null }, before)), open);
    });
});

describe("trail-guard diff: a trail of one Region that moves to another", () => {
    const single = { ...TRAIL, is_multi_region_trail: false };
    const { arn: _, home_region: __, ...unknown } = single;
    const moved = (before: Json, after: Json, open: Json = { arn: true, home_region: true }) =>
        plan({ address: "aws_cloudtrail.audit", before, after, unknown: open });

    it("no longer records in the first", async () => {
        const expected = { exitCode: 1, found: ["trail-regions: violation"] };
        assert.deepEqual(
            await diff(moved({ ...single, region: "us-east-1" }, { ...unknown, region: "eu-west-1" })),
            expected,
        );
        assert.deepEqual(await diff(moved(single, { ...single, home_region: "eu-west-1" }, {})), expected);
    });

    it("still records there if it covers all Regions, or stays", async () => {
        const nothing = { exitCode: 0, found: [] };
        const all = { ...unknown, region: "eu-west-1", is_multi_region_trail: true };
        assert.deepEqual(await diff(moved(single, all)), nothing);
        assert.deepEqual(await diff(moved(TRAIL, all)), nothing);
        assert.deepEqual(await diff(moved(single, { ...unknown, region: "us-east-1" })), nothing);
    });
});
