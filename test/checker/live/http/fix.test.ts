import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BEDROCK_LISTS } from "../../../../checker/src/live/aws/bedrock-lists";
import { BEDROCK_ANSWERS } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, describeOverHttp, reportOf, telemetryRule } from "./over-http";

describeOverHttp("a fix", http => {
    it("fixes over HTTP, rolls back, and makes no call that docs/iam-policy.json doesn't allow", async () => {
        http.fake.management = ACCOUNT;
        http.fake.addAccount("200000000001");
        const own = http.fake.addTrail(ACCOUNT, "own", { isMultiRegionTrail: false, isLogging: false });
        http.fake.addTrail("200000000001", "member", {
            region: "eu-west-1",
            selectors: { advanced: COMPLETE.slice(1, 2) },
        });
        own.insightSelectors = [{ InsightType: "ApiCallRateInsight", EventCategories: ["Management", "Data"] }];
        own.tags = { ManagedBy: "terraform" };
        const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
        own.kmsKeyId = key;
        http.fake.keys.set(key, {
            policy: '{"Statement":[]}',
            metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" },
        });
        http.fake.bucketPolicies.set(`logs-${ACCOUNT}`, '{"Version":"2012-10-17","Statement":[]}');
        http.fake.publicAccessBlocks.set(`logs-${ACCOUNT}`, { IgnorePublicAcls: true, RestrictPublicBuckets: true });
        http.fake.aclGroups.set(`logs-${ACCOUNT}`, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
        const audit = join(http.folder, "audit.jsonl");
        const config = join(http.folder, "config.json");
        const including = {
            "cloudtrail-bedrock-agent-alias-events": { includeEventDataStores: true, includeTelemetryRules: true },
        };
        http.fake.addRule(ACCOUNT, "own", ["eu-west-1"], telemetryRule("AWS::Bedrock::AgentAlias"));
        http.fake.addRule(ACCOUNT, "all", ["eu-west-1"], telemetryRule("AWS::Bedrock::AgentAlias"), true);
        const byDefault = { "cloudtrail-bedrock-data-events": { resourceTypes: ["used"] } };
        writeFileSync(config, JSON.stringify({ ...including, ...byDefault }));
        const arn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:eventdatastore/lake`;
        http.fake.account(ACCOUNT).eventDataStores.push({
            EventDataStoreArn: arn,
            Name: "lake",
            Status: "ENABLED",
            AdvancedEventSelectors: [COMPLETE[0]],
        });
        http.fake.pageSize = 1;
        for (const list of Object.keys(BEDROCK_ANSWERS)) {
            http.fake.account(ACCOUNT).bedrock.set(`${list} eu-west-1`, [`a ${list}`, `b ${list}`]);
        }
        const everything = [
            "--organization",
            "--bucket-policies",
            "--bedrock-use",
            "--config",
            config,
            "--resume",
            join(http.folder, "resume"),
        ];
        const checked = await http.check(...everything);
        assert.equal(checked.exitCode, 1);
        const delivery = reportOf(checked)
            .trails.find(({ id }) => id === own.arn)
            ?.results.find(({ policy }) => policy === "cloudtrail-bucket-policy");
        assert.equal(delivery?.status, "violation");
        const said = (delivery?.findings ?? []).map(({ headline }) => (headline as unknown as { text: string }).text);
        assert.match(said.join("\n"), /the policy of its bucket "logs-111111111111" does not let CloudTrail/);
        assert.match(said.join("\n"), /the policy of its KMS key "arn:aws:kms:[^"]+" does not let CloudTrail/);
        assert.doesNotMatch(said.join("\n"), /public/);
        const resultOf = (id: string, policy: string) =>
            reportOf(checked)
                .trails.find(trail => trail.id === id)
                ?.results.find(result => result.policy === policy);
        assert.equal(resultOf(arn, "cloudtrail-bedrock-agent-alias-events")?.status, "violation");
        const byUse = JSON.stringify(resultOf(own.arn, "cloudtrail-bedrock-data-events"));
        for (const type of ["FlowAlias", "Guardrail", "PromptVersion", "Runtime", "Gateway", "Memory"]) {
            assert.match(byUse, new RegExp(type));
        }
        for (const type of ["BrowserCustom", "CodeInterpreterCustom"]) {
            assert.match(byUse, new RegExp(type));
        }
        const saved = join(http.folder, "saved");
        const args = ["fix", "--aws", "--organization"];
        const fixed = await http.run([...args, "--apply", "--yes", "--audit-log", audit, "--save-rollback", saved]);
        assert.equal(fixed.exitCode, 0, fixed.stdout + fixed.stderr);
        assert.match(fixed.stdout, /Cost: The trail has CloudTrail Insights on data events/);
        assert.match(fixed.stdout, /Warning: the trail seems to be managed by Terraform, whose next run may undo this/);
        assert.ok(own.isLogging && own.isMultiRegionTrail);
        assert.equal((await http.check("--organization")).exitCode, 0);
        assert.equal((await http.run(["fix", "--aws", "--rollback", saved, "--yes"])).exitCode, 0);
        assert.equal(own.isMultiRegionTrail, false);
        assert.match(readFileSync(audit, "utf8"), /"who":"arn:aws:sts::200000000001:/);
        const policy = JSON.parse(readFileSync(join(__dirname, "../../../../docs/iam-policy.json"), "utf8"));
        const statements = policy.Statement as { Sid: string; Action: string[] }[];
        // The tests of `evidence` compare what it needs with the calls that it makes.
        const ofThese = statements.filter(({ Sid }) => !Sid.startsWith("Evidence"));
        const allowed = new Set(ofThese.flatMap(({ Action }) => Action));
        // AWS lets everyone call GetCallerIdentity.
        const used = new Set(http.fake.calls.map(({ operation }) => ACTIONS[operation] ?? `cloudtrail:${operation}`));
        used.delete("sts:GetCallerIdentity");
        assert.deepEqual(
            [...used].filter(action => !allowed.has(action)),
            [],
            "used, and not allowed",
        );
        assert.deepEqual(
            [...allowed].filter(action => !used.has(action)),
            [],
            "allowed, and not used",
        );
    });
});

const ACTIONS: Readonly<Record<string, string>> = {
    AssumeRole: "sts:AssumeRole",
    GetCallerIdentity: "sts:GetCallerIdentity",
    ListAccounts: "organizations:ListAccounts",
    DescribeKey: "kms:DescribeKey",
    GetBucketAcl: "s3:GetBucketAcl",
    GetBucketPolicy: "s3:GetBucketPolicy",
    GetKeyPolicy: "kms:GetKeyPolicy",
    GetPublicAccessBlock: "s3:GetBucketPublicAccessBlock",
    ListRegions: "account:ListRegions",
    DescribeOrganization: "organizations:DescribeOrganization",
    ...Object.fromEntries(
        ["ListTelemetryRules", "GetTelemetryRule", "GetTelemetryEvaluationStatus"]
            .flatMap(operation => [operation, `${operation}ForOrganization`])
            .map(operation => [operation, `observabilityadmin:${operation}`]),
    ),
    ...Object.fromEntries(
        Object.entries(BEDROCK_LISTS).map(([list, type]) => [
            list,
            `${type.startsWith("AWS::BedrockAgentCore::") ? "bedrock-agentcore" : "bedrock"}:${list}`,
        ]),
    ),
};
