import assert from "node:assert/strict";
import { join } from "node:path";
import { here, previewJson, runPreview } from "./run-preview";

const REMEDIATE = join(__dirname, "../../../config/remediate.json");
const AGENT_ALIAS = "cloudtrail-bedrock-agent-alias-events";
const KNOWLEDGE_BASE = "cloudtrail-bedrock-knowledge-base-events";
const MULTI_REGION = "cloudtrail-multi-region";
const S3_DELIVERY = "cloudtrail-s3-delivery";
const FOUR = [MULTI_REGION, S3_DELIVERY, AGENT_ALIAS, KNOWLEDGE_BASE];

describe("offline preview: the pack of this repository", () => {
    it("checks a program in TypeScript: a bucket of the program is not a violation", async () => {
        const { exitCode, result } = await previewJson("simple");
        assert.equal(exitCode, 1);
        assert.equal(result.resources, 3);
        const violated = result.violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
        assert.deepEqual(
            FOUR.filter(policy => violated.includes(policy)),
            [MULTI_REGION, AGENT_ALIAS, KNOWLEDGE_BASE],
        );
        assert.ok(result.violations.every(({ urn }) => urn.startsWith("urn:pulumi:dev::simple::")));
        assert.deepEqual(result.remediations, []);
        assert.deepEqual(Object.keys(result), ["resources", "violations", "remediations"]);
    });

    it("shows the same as text: resources, remediations, violations", async () => {
        const { exitCode, stdout, stderr } = await runPreview([
            here("program", "simple"),
            "--policy-pack-config",
            REMEDIATE,
            "--verbose",
        ]);
        assert.equal(stderr, "");
        assert.match(
            stdout,
            /^\+ pulumi:pulumi:Stack simple-dev\n\+ {4}aws:s3\/bucket:Bucket logs\n\+ {4}aws:cloudtrail/,
        );
        assert.match(
            stdout,
            /\nRemediations:\n {2}cloudtrail-multi-region {2}aws:cloudtrail\/trail:Trail audit\n {4}~ isMultiRegionTrail: false → true\n/,
        );
        assert.match(stdout, /\n {4}\+ advancedEventSelectors\[2\]: \{"fieldSelectors"/);
        assert.match(stdout, /\n3 resources, \d remediations, \d violations?, /);
        assert.equal(exitCode, stdout.includes("    mandatory  ") ? 1 : 0);
    });

    it("doesn't call a trail compliant that depends on an encrypted value, which the real preview knows", async () => {
        const open = await previewJson("encrypted");
        assert.equal(open.exitCode, 3);
        assert.ok(open.result.violations.every(({ level }) => level === "advisory"));
        // These policies don't look at the password of a database.
        assert.deepEqual(open.result.undecrypted, ["encrypted:kind", "encrypted:type"]);
        const given = (type: string) => [
            "--config",
            `encrypted:type=${type}`,
            "--config",
            "encrypted:kind=KnowledgeBase",
        ];
        const decided = await previewJson("encrypted", given("KnowledgeBase"));
        assert.deepEqual([decided.exitCode, decided.result.undecrypted], [0, undefined]);
        assert.equal((await previewJson("encrypted", given("FlowAlias"))).exitCode, 1);
    });

    it("remediates a trail until the four policies pass, and a second run changes nothing", async () => {
        const inputs = { s3BucketName: "logs", eventSelectors: [{ readWriteType: "WriteOnly" }] };
        const remediated = await previewJson("trail", [
            ...["--config", `inputs=${JSON.stringify(inputs)}`],
            ...["--policy-pack-config", REMEDIATE],
        ]);
        assert.ok(remediated.result.violations.every(({ policy }) => !FOUR.includes(policy)));
        const [first] = remediated.result.remediations;
        assert.deepEqual(first.before, inputs);
        const after = remediated.result.remediations.at(-1)?.after ?? {};
        assert.equal(after.isMultiRegionTrail, true);
        const [kept, ...added] = (after.advancedEventSelectors as unknown[]).map(selector => JSON.stringify(selector));
        assert.match(kept, /"Management".*"equals":\["false"\],"field":"readOnly"/);
        assert.ok(["AgentAlias", "KnowledgeBase"].every(type => added.some(selector => selector.includes(type))));
        assert.ok(!("eventSelectors" in after));

        const again = await previewJson("trail", [
            ...["--config", `inputs=${JSON.stringify(after)}`],
            ...["--policy-pack-config", REMEDIATE],
        ]);
        assert.deepEqual(again.result.remediations, []);
    });

    it("reports unknown values as their own outcome", async () => {
        const { result } = await previewJson("values");
        const of = (trail: string, policy: string) =>
            result.violations.find(violation => violation.urn.endsWith(`::${trail}`) && violation.policy === policy);
        for (const policy of FOUR) {
            assert.equal(of("complete", policy), undefined, policy);
        }
        for (const policy of [MULTI_REGION, AGENT_ALIAS, KNOWLEDGE_BASE]) {
            assert.equal(of("unknown-bucket", policy)?.level, policy === MULTI_REGION ? undefined : "mandatory");
            assert.equal(of("unknown-value", policy)?.level, policy === AGENT_ALIAS ? "advisory" : undefined);
        }
        // A secret list of selectors contains AWS's own words, without which no other trail's fix could be pasted.
        assert.match(of("unknown-bucket", AGENT_ALIAS)?.message ?? "", /field: "eventCategory", equals: \["Data"\]/);
        assert.match(of("unknown-list", AGENT_ALIAS)?.message ?? "", /can't decide before the update/);
        assert.match(of("unknown-value", AGENT_ALIAS)?.message ?? "", /can't decide before the update/);
        // Neither the SDK's own downgrade of a policy, nor what stands for an unknown value.
        assert.ok(result.violations.every(({ message = "" }) => !/can't run policy|04da6b54/.test(message)));
    });

    it("shows no secret in any output", async () => {
        const args = [here("program", "values"), "--policy-pack-config", REMEDIATE];
        const { result, stdout, stderr } = await previewJson("values", args.slice(1));
        const remediated = result.remediations.filter(({ urn }) => urn.endsWith("::secret-value"));
        assert.equal(remediated[0].before?.kmsKeyId, "[secret]");
        assert.match(JSON.stringify(remediated[0].before), /"notEquals":\["\[secret\]"\]/);
        const text = await runPreview(args);
        assert.match(text.stdout, /secret-value/);
        assert.doesNotMatch(stdout + stderr + text.stdout + text.stderr, /hunter/);
    });
});
