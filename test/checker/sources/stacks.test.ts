import assert from "node:assert/strict";
import { check } from "../../../checker/src/check/check";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import type { Gathered } from "../../../checker/src/sources/source-trail";
import { policies } from "../../../policies";
import { readCasesWithBlocks } from "../../case-blocks";
import { gatherFolder } from "./gather";
import { type LogicalStack, STACK_FORMATS, type StackFormat } from "./written/stacks";

const DELIVERY = "cloudtrail-bucket-policy";

interface Verdicts {
    /** For the trail; `null` if there is none. */
    readonly delivery: string | null;
    readonly required: string;
}

async function verdicts(files: Readonly<Record<string, string>>): Promise<Verdicts> {
    const gathered = await gatherFolder(files);
    assert.deepEqual([gathered.problems, gathered.notes], [[], []]);
    return verdictsOf(gathered);
}

function verdictsOf(gathered: Gathered): Verdicts {
    const { report } = check(gathered, { policies, settings: defaultSettings(policies), today: "2026-01-15" });
    const [trail] = report.trails;
    const [stack] = report.stacks ?? [];
    return {
        delivery: trail?.results.find(({ policy }) => policy === DELIVERY)?.status ?? null,
        required: stack?.results[0]?.status ?? "not-applicable",
    };
}

interface Case extends Verdicts {
    readonly name: string;
    readonly stack: LogicalStack;
}

const CASES = readCasesWithBlocks<readonly Case[]>("sources/stacks.json");

/** The stack of a case. */
function stackOf(name: string): LogicalStack {
    const found = CASES.find(({ name: of }) => of === name);
    assert.ok(found !== undefined, name);
    return found.stack;
}

/** What isn't known, and isn't listed, is undetermined. */
function expected({ delivery, required }: Verdicts, stack: LogicalStack, { references }: StackFormat): Verdicts {
    const isByReference = stack.bucket !== undefined && stack.bucket.name === undefined;
    return { delivery: isByReference && !references ? "undetermined" : delivery, required };
}

describe("the same stack in every format", () => {
    for (const { name, stack, ...wanted } of CASES) {
        const isByReference = stack.bucket !== undefined && stack.bucket.name === undefined;
        for (const format of STACK_FORMATS.filter(({ unknown }) => unknown || !isByReference)) {
            it(`${name}: ${format.name}`, async () => {
                assert.deepEqual(await verdicts(format.write(stack)), expected(wanted, stack, format));
            });
        }
    }
});

const ALLOW = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Resource: "*" };
const PolicyDocument = {
    Statement: [
        { ...ALLOW, Action: "s3:GetBucketAcl" },
        { ...ALLOW, Action: "s3:PutObject" },
    ],
};
const SELECTORS = stackOf("an agent and a trail that complies").trail?.AdvancedEventSelectors;
const trailTo = (S3BucketName: unknown, more: object = {}) => ({
    Type: "AWS::CloudTrail::Trail",
    Properties: { S3BucketName, IsLogging: true, IsMultiRegionTrail: true, AdvancedEventSelectors: SELECTORS },
    ...more,
});
const bucket = (more: object = {}) => ({ Type: "AWS::S3::Bucket", ...more });
const policyOf = (Bucket: unknown, more: object = {}) => ({
    Type: "AWS::S3::BucketPolicy",
    Properties: { Bucket, PolicyDocument },
    ...more,
});
const agent = (more: object = {}) => ({ Type: "AWS::Bedrock::Agent", ...more });
const REF = { Ref: "Logs" };
const SUB = { "Fn::Sub": `$${"{Logs}"}` };

describe("what a template leaves open", () => {
    for (const [name, resources, delivery, required] of [
        ["nothing", { Logs: bucket(), Policy: policyOf(REF), Trail: trailTo(REF), Agent: agent() }, "pass", "pass"],
        [
            "a policy that exists only under a condition",
            { Logs: bucket(), Policy: policyOf(REF, { Condition: "Prod" }), Trail: trailTo(REF) },
            "undetermined",
            "not-applicable",
        ],
        [
            "everything under one condition",
            {
                Logs: bucket({ Condition: "Prod" }),
                Policy: policyOf(REF, { Condition: "Prod" }),
                Trail: trailTo(REF, { Condition: "Prod" }),
                Agent: agent({ Condition: "Prod" }),
            },
            "pass",
            "pass",
        ],
        [
            "a trail under a condition that the agent does not have",
            { Trail: trailTo("elsewhere", { Condition: "Prod" }), Agent: agent() },
            "not-applicable",
            "undetermined",
        ],
        [
            "a reference within Fn::Sub",
            { Logs: bucket(), Policy: policyOf(SUB), Trail: trailTo(SUB) },
            "pass",
            "not-applicable",
        ],
        [
            "a choice between two buckets",
            { Logs: bucket(), Other: bucket(), Trail: trailTo({ "Fn::If": ["Prod", REF, { Ref: "Other" }] }) },
            "undetermined",
            "not-applicable",
        ],
        [
            "a bucket by a parameter",
            { Logs: bucket(), Trail: trailTo({ Ref: "Name" }) },
            "undetermined",
            "not-applicable",
        ],
        [
            "a nested stack, in which there may be a trail",
            { Agent: agent(), Nested: { Type: "AWS::CloudFormation::Stack" } },
            null,
            "undetermined",
        ],
    ] as const) {
        it(`${delivery}, ${required}: ${name}`, async () => {
            const gathered = await gatherFolder({ "a.json": JSON.stringify({ Resources: resources }) });
            assert.deepEqual(verdictsOf(gathered), { delivery, required });
        });
    }

    it("a macro, which may add a trail", async () => {
        const template = { Transform: "Own", Resources: { Agent: agent() } };
        const gathered = await gatherFolder({ "a.json": JSON.stringify(template) });
        const { delivery, required } = verdictsOf(gathered);
        assert.deepEqual([delivery, required], ["undetermined", "undetermined"]);
    });
});

describe("what a preview leaves out", () => {
    const [, preview] = STACK_FORMATS;

    it("unchanged resources may be the missing policy or trail", async () => {
        const hidden = (stack: LogicalStack) =>
            Object.fromEntries(
                Object.entries(preview?.write(stack) ?? {}).map(([file, text]) => [
                    file,
                    JSON.stringify({ ...JSON.parse(text), changeSummary: { create: 3, same: 2 } }),
                ]),
            );
        assert.equal(verdictsOf(await gatherFolder(hidden(stackOf("no policy")))).delivery, "undetermined");
        assert.equal(verdictsOf(await gatherFolder(hidden({ agent: true }))).required, "undetermined");
    });
});

describe("references in a Terraform plan", () => {
    const resource = (type: string, name: string, index?: number) => ({
        address: `${type}.${name}${index === undefined ? "" : `[${index}]`}`,
        mode: "managed",
        type,
        name,
    });
    const planOf = (references: readonly string[], buckets: number) => {
        const trail = resource("aws_cloudtrail", "trail");
        const instances = Array.from({ length: buckets }, (_, index) => resource("aws_s3_bucket", "logs", index));
        const change = (after_unknown: object) => ({ change: { actions: ["create"], after: {}, after_unknown } });
        return JSON.stringify({
            format_version: "1.2",
            resource_changes: [
                { ...trail, ...change({ s3_bucket_name: true }) },
                ...instances.map(instance => ({ ...instance, ...change({ id: true, policy: true }) })),
            ],
            configuration: {
                root_module: {
                    resources: [
                        { ...trail, expressions: { s3_bucket_name: { references } } },
                        { ...resource("aws_s3_bucket", "logs"), expressions: {} },
                    ],
                },
            },
        });
    };
    for (const [name, references, buckets, delivery] of [
        [
            "to the only instance",
            ["aws_s3_bucket.logs[0].id", "aws_s3_bucket.logs[0]", "aws_s3_bucket.logs"],
            1,
            "violation",
        ],
        ["to one of two instances", ["aws_s3_bucket.logs[0].id", "aws_s3_bucket.logs"], 2, "undetermined"],
        ["to a local value, about which the plan says nothing", ["local.bucket"], 1, "undetermined"],
        ["to a variable of the root module", ["var.bucket"], 1, "undetermined"],
    ] as const) {
        it(`${name}: ${delivery}`, async () => {
            const gathered = await gatherFolder({ "a.json": planOf(references, buckets) });
            assert.equal(verdictsOf(gathered).delivery, delivery);
        });
    }
});
