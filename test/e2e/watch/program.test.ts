import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { handlerOf } from "../../../checker/src/watch/handle-event";
import { BUCKET_CALLS, KEY_CALLS, ORGANIZATION_CALLS, TRAIL_CALLS } from "../../../examples/watch/events";
import { lintPolicies } from "../../parliament";
import { codeBlocks } from "../code-blocks";
import { runPreview } from "../offline-preview/run-preview";
import { type Declared, declaredBy } from "./declared";

type Json = Readonly<Record<string, unknown>>;

const ROOT = join(__dirname, "../../..");
const ORGANIZATION = { roleName: "trail-guard-reader", externalId: "an-external-id" };
const EVERYTHING = {
    "watch:trailBuckets": ["logs"],
    "watch:trailKeys": ["arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
    "watch:organization": ORGANIZATION,
    "watch:email": "security@example.com",
    "watch:policyConfig": {
        all: "mandatory",
        "cloudtrail-bedrock-agent-alias-events": { includeEventDataStores: true },
    },
    "watch:configRule": "organization",
};

describe("the program of the watch", function () {
    this.timeout(120_000);
    let least: readonly Declared[];
    let everything: readonly Declared[];

    before(async () => {
        least = await declaredBy({});
        everything = await declaredBy(EVERYTHING);
    });

    const of = (declared: readonly Declared[], type: string) => declared.filter(resource => resource.type === type);
    const named = (declared: readonly Declared[], type: string, name: string) => {
        const found = of(declared, type).find(resource => resource.name === name);
        assert.ok(found !== undefined, `${type} ${name} is not declared`);
        return found.inputs;
    };
    const policies = (declared: readonly Declared[]) =>
        of(declared, "aws:iam/rolePolicy:RolePolicy").map(({ inputs }) => String(inputs.policy));

    it("sends the function exactly the calls that it knows", () => {
        for (const [service, names] of [
            ["cloudtrail", TRAIL_CALLS],
            ["s3", BUCKET_CALLS],
            ["kms", KEY_CALLS],
            ["organizations", ORGANIZATION_CALLS],
        ] as const) {
            for (const eventName of names) {
                const requestParameters = { servicePrincipal: "cloudtrail.amazonaws.com" };
                const call = { eventSource: `${service}.amazonaws.com`, eventName, requestParameters };
                assert.ok(handlerOf(call) !== undefined, `${service} ${eventName}`);
            }
        }
        assert.equal(handlerOf({ eventSource: "iam.amazonaws.com", eventName: "PutKeyPolicy" }), undefined);
        const patterns = of(everything, "aws:cloudwatch/eventRule:EventRule").map(({ name }) => name);
        assert.deepEqual(patterns.sort(), ["buckets", "daily", "keys", "organization", "trails"]);
        assert.deepEqual(
            of(least, "aws:cloudwatch/eventRule:EventRule")
                .map(({ name }) => name)
                .sort(),
            ["daily", "organization", "trails"],
        );
    });

    it("gives the function its settings", () => {
        const { environment } = named(everything, "aws:lambda/function:Function", "watch");
        assert.deepEqual((environment as { readonly variables: Json }).variables, {
            TRAIL_GUARD_STATE_BUCKET: "state",
            TRAIL_GUARD_TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:alerts",
            TRAIL_GUARD_SECURITY_HUB: "true",
            TRAIL_GUARD_ORGANIZATION: "true",
            TRAIL_GUARD_RETENTION_DAYS: "365",
            TRAIL_GUARD_POLICY_CONFIG: JSON.stringify(EVERYTHING["watch:policyConfig"]),
            TRAIL_GUARD_ROLE_NAME: "trail-guard-reader",
            TRAIL_GUARD_EXTERNAL_ID: "an-external-id",
        });
        assert.ok(existsSync(require.resolve("trail-guard/lambda")));
        assert.equal(require.resolve("trail-guard/config-rule"), require.resolve("trail-guard/lambda"));
    });

    it("loses no event: a dead-letter queue, alarms with a subscriber, retained logs", () => {
        const queue = "arn:aws:sqs:us-east-1:111122223333:dead-letters";
        assert.deepEqual(named(least, "aws:lambda/function:Function", "watch").deadLetterConfig, { targetArn: queue });
        for (const { inputs } of of(least, "aws:cloudwatch/eventTarget:EventTarget")) {
            assert.deepEqual(inputs.deadLetterConfig, { arn: queue });
        }
        const alarms = of(least, "aws:cloudwatch/metricAlarm:MetricAlarm");
        assert.deepEqual(alarms.map(({ name }) => name).sort(), ["dead-letters", "errors", "silence"]);
        for (const { inputs } of alarms) {
            assert.deepEqual(inputs.alarmActions, ["arn:aws:sns:us-east-1:111122223333:alerts"]);
        }
        for (const { inputs } of of(everything, "aws:cloudwatch/logGroup:LogGroup")) {
            assert.equal(inputs.retentionInDays, 365);
        }
    });

    it("allows what is needed and nothing else: no wildcard in an action, nothing that changes a trail", () => {
        for (const policy of [...policies(least), ...policies(everything)]) {
            const actions = JSON.parse(policy).Statement.flatMap(({ Action }: { readonly Action: string[] }) => Action);
            for (const action of actions) {
                assert.match(
                    action,
                    /^[a-z0-9]+:(Get|List|Describe|Lookup)\w+$|^(logs:(CreateLogStream|PutLogEvents)|s3:PutObject|sns:Publish|sqs:SendMessage|sts:AssumeRole|securityhub:BatchImportFindings|config:PutEvaluations)$/,
                );
            }
        }
        assert.ok(!policies(least).join().includes("sts:AssumeRole"));
        assert.ok(!policies(least).join().includes("EventDataStore"));
        assert.ok(policies(everything).join().includes("cloudtrail:ListEventDataStores"));
    });

    it("complies with the pack, which previews it", async () => {
        const { exitCode, stdout, stderr } = await runPreview([join(ROOT, "examples/watch"), "--policy-pack", ROOT]);
        assert.equal(exitCode, 0, stdout + stderr);
        const readme = readFileSync(join(ROOT, "examples/watch/README.md"), "utf8");
        assert.deepEqual(codeBlocks(readme, "text"), [stdout]);
    });

    it("refuses a configuration that can't work", async () => {
        await assert.rejects(declaredBy({ "watch:configRule": "all" }), /expected account or organization/);
        await assert.rejects(
            declaredBy({ "watch:configRule": "organization" }),
            /watch:organization must name the role/,
        );
        await assert.rejects(declaredBy({ "watch:organization": { role: "reader" } }), /needs roleName/);
    });

    it("has policies that pass parliament, the linter of IAM policies", async function () {
        const found = lintPolicies([...policies(least), ...policies(everything)]);
        if (found === undefined) {
            this.skip();
        }
        assert.deepEqual(found, []);
    });
});
