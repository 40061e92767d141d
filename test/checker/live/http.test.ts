import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BEDROCK_LISTS } from "../../../checker/src/live/aws/bedrock-lists";
import type { Report } from "../../../checker/src/report/report";
import { BEDROCK_ANSWERS, type FakeAws, type Fault } from "./fake-aws";
import type { FakeServer } from "./fake-server";
import { type Ran, type RunOptions, runLive } from "./run-live";
import { COMPLETE, dataEvents } from "./trails";
import { withFakeAws } from "./with-fake-aws";

const ACCOUNT = "111111111111";
describe("the command against AWS over HTTP, with the real SDK", function () {
    this.timeout(60_000);
    let folder: string;
    let fake: FakeAws;
    let server: FakeServer;
    const surroundings = withFakeAws();
    beforeEach(() => {
        ({ folder, fake, server } = surroundings());
    });

    const run = (args: readonly string[], options?: RunOptions) =>
        runLive({ url: server.url, account: fake.callerAccount, folder }, args, options);

    const check = (...args: string[]) => run(["check", "--aws", "--format", "json", ...args]);
    const reportOf = ({ stdout, stderr }: Ran): Report => {
        assert.ok(stdout.startsWith("{"), stderr);
        return JSON.parse(stdout) as Report;
    };
    const worst = (report: Report) =>
        Object.fromEntries(
            report.trails.map(({ id, results }) => {
                const counted = results.filter(({ advisory }) => advisory !== true).map(({ status }) => status);
                return [id, counted.find(s => s === "violation") ?? counted.find(s => s === "undetermined") ?? "pass"];
            }),
        );

    it("calls a trail compliant that is, and shows what only AWS can tell", async () => {
        const trail = fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const ran = await check();
        const report = reportOf(ran);
        assert.deepEqual(worst(report), { [trail.arn]: "pass" });
        assert.equal(report.trails[0]?.facts?.["Last delivery"], "2026-01-15T10:00:00.000Z");
        assert.deepEqual([ran.exitCode, ran.stderr.includes("secret")], [0, false]);
    });

    it("reads telemetry rules where a policy includes them, with conditions that this version doesn't know", async () => {
        fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(folder, "config.json");
        writeFileSync(config, '{"cloudtrail-bedrock-agent-alias-events": {"includeTelemetryRules": true}}');
        const rule = telemetryRule("AWS::Bedrock::AgentAlias");
        const regions = ["us-east-1", "eu-west-1"];
        fake.addRule(ACCOUNT, "audit", regions, rule);
        const arn = `arn:aws:observabilityadmin:eu-west-1:${ACCOUNT}:telemetry-rule/audit`;
        const ran = await check("--config", config);
        assert.deepEqual([worst(reportOf(ran))[arn], ran.exitCode], ["pass", 0], ran.stdout);
        fake.account(ACCOUNT).telemetryRules.splice(0);
        fake.addRule(ACCOUNT, "audit", regions, { ...rule, OnlyOnWeekdays: true });
        assert.equal(worst(reportOf(await check("--config", config)))[arn], "undetermined");
        fake.account(ACCOUNT).telemetryRules.splice(0);
        fake.addRule(ACCOUNT, "audit", regions, telemetryRule("AWS::S3::Object"));
        const less = await check("--config", config);
        assert.deepEqual([worst(reportOf(less))[arn], less.exitCode], ["violation", 1]);
        assert.match(less.stdout, /aws observabilityadmin update-telemetry-rule --rule-identifier/);
    });

    it("says of telemetry rules which Region could not be read, and why", async () => {
        fake.addTrail(ACCOUNT, "complete", { selectors: { advanced: COMPLETE } });
        const config = join(folder, "config.json");
        writeFileSync(config, '{"cloudtrail-multi-region": {"includeTelemetryRules": true}}');
        const faults: readonly (readonly [Fault, RegExp])[] = [
            [{ kind: "error", code: "AccessDeniedException", status: 403 }, /was denied/],
            [{ kind: "error", code: "TooManyRequestsException", status: 429 }, /throttled on every try/],
            [{ kind: "hang" }, /no answer in time/],
            [{ kind: "stall" }, /the answer began, but did not end within 1 s/],
            [{ kind: "cut" }, /could not be reached/],
            [{ kind: "garbage" }, /the answer is not a JSON object/],
            [{ kind: "empty" }, /the answer has no TelemetryRuleSummaries/],
        ];
        fake.account(ACCOUNT).regions = ["us-east-1", ...faults.map((_, index) => `eu-test-${index + 1}`)];
        fake.addRule(ACCOUNT, "audit", ["us-east-1"], telemetryRule("AWS::Bedrock::AgentAlias"));
        fake.intercept = ({ operation, region }) =>
            operation === "ListTelemetryRules" && region.startsWith("eu-test-")
                ? faults[Number(region.slice("eu-test-".length)) - 1]?.[0]
                : undefined;
        const ran = await check("--config", config, "--timeout", "1", "--max-attempts", "2");
        assert.equal(ran.exitCode, 3, ran.stderr);
        for (const [index, [, reason]] of faults.entries()) {
            const [, said = ""] = new RegExp(`eu-test-${index + 1}: (ListTelemetryRules[^;"]*)`).exec(ran.stdout) ?? [];
            assert.match(said, reason);
        }
    });

    it("makes one call of ListTrails and of DescribeTrails an account, and two a trail", async () => {
        for (const region of ["us-east-1", "eu-west-1", "ap-south-1"]) {
            fake.addTrail(ACCOUNT, "a", { region, isMultiRegionTrail: false });
        }
        await check();
        const count = (operation: string) => fake.calls.filter(call => call.operation === operation).length;
        assert.deepEqual(
            ["ListTrails", "DescribeTrails", "GetEventSelectors", "GetTrailStatus"].map(count),
            [1, 1, 3, 3],
        );
        assert.equal(fake.calls.length, 9, "and one of GetCallerIdentity");
    });

    it("reads the accounts of an organization by a role, with an external ID, in every home Region", async () => {
        fake.management = ACCOUNT;
        fake.pageSize = 2;
        for (const id of ["200000000001", "200000000002", "200000000003"]) {
            fake.addAccount(id, "member", [["audit", "the-id"]] as never);
        }
        const a = fake.addTrail("200000000001", "a", { region: "eu-west-1", selectors: { advanced: COMPLETE } });
        const b = fake.addTrail("200000000002", "b", { region: "ap-south-1", isMultiRegionTrail: false });
        const ran = await check("--organization", "--role-name", "audit", "--external-id", "the-id");
        assert.deepEqual(worst(reportOf(ran)), { [a.arn]: "pass", [b.arn]: "violation" });
        const denied = await check("--organization", "--role-name", "audit", "--external-id", "another");
        assert.equal(denied.exitCode, 3);
        assert.equal(reportOf(denied).summary.stacks?.undetermined, 3);
        const table = await run(["check", "--aws", "--organization", "--role-name", "audit"]);
        assert.match(table.stdout, /No trail was found; 3 accounts: 3 undetermined\n$/);
    });

    it("takes a condition that this version doesn't know for a condition", async () => {
        const newer = dataEvents("AWS::Bedrock::AgentAlias", { Field: "eventName", Contains: ["Invoke"] });
        fake.addTrail(ACCOUNT, "newer", { selectors: { advanced: [COMPLETE[0], newer, COMPLETE[2]] } });
        const ran = await check();
        assert.equal(ran.exitCode, 1, ran.stdout);
        const result = reportOf(ran).trails[0]?.results.find(({ policy }) => policy.endsWith("agent-alias-events"));
        assert.equal(result?.status, "violation");
    });

    const FAULTS: readonly (readonly [string, Fault, RegExp])[] = [
        ["denied", { kind: "error", code: "AccessDeniedException" }, /was denied/],
        ["expired", { kind: "error", code: "ExpiredTokenException" }, /refused for its credentials/],
        ["throttled for ever", { kind: "error", code: "ThrottlingException" }, /throttled on every try/],
        ["cut off", { kind: "cut" }, /could not be reached/],
        ["silent for ever", { kind: "hang" }, /no answer in time/],
        ["begun and never ended", { kind: "stall" }, /the answer began, but did not end within 1 s/],
        ["empty", { kind: "empty" }, /the answer has no EventSelectors/],
        ["garbled", { kind: "garbage" }, /^(?!.*hidden field).*GetEventSelectors/s],
        ["deleted meanwhile", { kind: "error", code: "TrailNotFoundException" }, /found no such trail/],
    ];
    it("says of each trail why it can't tell, and goes on, whatever goes wrong with the others", async () => {
        // Each in a Region of its own: the SDK waits before it asks a Region again that has throttled it.
        const bad = FAULTS.map(([, fault, reason], index) => ({
            trail: fake.addTrail(ACCOUNT, `bad-${index}`, {
                region: `eu-test-${index + 1}`,
                selectors: { advanced: COMPLETE },
            }),
            fault,
            reason,
        }));
        const good = fake.addTrail(ACCOUNT, "good", { selectors: { advanced: COMPLETE } });
        fake.intercept = ({ operation, target }) =>
            operation === "GetEventSelectors" ? bad.find(({ trail }) => trail.arn === target)?.fault : undefined;
        const ran = await check("--timeout", "1", "--max-attempts", "2");
        const report = reportOf(ran);
        const expected = bad.map(({ trail }) => [trail.arn, "undetermined"]);
        assert.deepEqual(worst(report), Object.fromEntries([...expected, [good.arn, "pass"]]));
        for (const { trail, reason } of bad) {
            assert.match(JSON.stringify(report.trails.find(({ id }) => id === trail.arn)), reason);
        }
        assert.equal(ran.exitCode, 3);
    });

    it("gets through a storm of throttling and of answers that are lost", async () => {
        const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
        const tries = new Map<string, number>();
        fake.intercept = ({ operation }) => {
            const tried = (tries.get(operation) ?? 0) + 1;
            tries.set(operation, tried);
            // After each throttled answer the SDK waits for longer: two of them are storm enough.
            return tried === 1 && /DescribeTrails|GetTrailStatus/.test(operation)
                ? { kind: "error", code: "ThrottlingException" }
                : tried === 2
                  ? { kind: "cut" }
                  : undefined;
        };
        assert.deepEqual(worst(reportOf(await check())), { [trail.arn]: "pass" });
    });

    it("asks a Region that is silent once, for all accounts, and says so once", async () => {
        fake.management = ACCOUNT;
        const near = fake.addTrail(ACCOUNT, "near", { selectors: { advanced: COMPLETE } });
        const far = ["200000000001", "200000000002"].flatMap(id => {
            fake.addAccount(id);
            return ["a", "b"].map(name => fake.addTrail(id, name, { region: "eu-west-3" }));
        });
        fake.intercept = ({ region }) => (region === "eu-west-3" ? { kind: "hang" } : undefined);
        const ran = await check("--organization", "--timeout", "1", "--max-attempts", "1");
        const expected = Object.fromEntries(far.map(({ arn }) => [arn, "undetermined"]));
        assert.deepEqual(worst(reportOf(ran)), { ...expected, [near.arn]: "pass" });
        assert.equal(fake.calls.filter(({ region }) => region === "eu-west-3").length, 1);
        assert.equal(ran.stderr.match(/Region eu-west-3 does not answer, and was not asked again/g)?.length, 1);
        const without = await check("--organization", "--exclude-region", "eu-west-3");
        assert.deepEqual(worst(reportOf(without)), { [near.arn]: "pass" });
    });

    it("goes on after Ctrl-C where the answer of a change begins and never ends", async () => {
        const trail = fake.addTrail(ACCOUNT, "a");
        let kill: (signal: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill("SIGINT");
                return { kind: "stall", after: true };
            }
            return undefined;
        };
        const ran = await run(["fix", "--aws", "--apply", "--yes", "--timeout", "1", "--max-attempts", "1"], {
            onStart: child => {
                kill = signal => child.kill(signal);
            },
        });
        assert.equal(ran.exitCode, 0, ran.stderr);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors);
    });

    it("says what it waits for, and gives up soon, where an endpoint is silent", async () => {
        fake.intercept = () => ({ kind: "hang" });
        const start = Date.now();
        const ran = await check("--timeout", "2");
        assert.deepEqual([ran.exitCode, ran.stdout], [2, ""]);
        const [waiting, reason] = ran.stderr.trim().split("\n");
        assert.match(String(waiting), /^trail-guard: waiting for AWS to answer \(\d+ s\)$/);
        assert.match(String(reason), /^trail-guard: AWS can't be called: GetCallerIdentity got no answer in time/);
        assert.ok(Date.now() - start < 15_000, `${Date.now() - start} ms`);
        assert.equal(fake.calls.length, 2);
    });

    for (const [name, args, expected] of [
        [
            "a token that has expired",
            [],
            /^trail-guard: AWS can't be called: GetCallerIdentity was refused for its credentials/,
        ],
        ["also with --soft-fail", ["--soft-fail"], /^trail-guard: AWS can't be called: /],
    ] as const) {
        it(`stops with one line and exit code 2 where nothing can be read: ${name}`, async () => {
            fake.intercept = () => ({ kind: "error", code: "ExpiredToken", status: 403 });
            const ran = await check(...args);
            assert.deepEqual([ran.exitCode, ran.stdout], [2, ""]);
            assert.match(ran.stderr, expected);
            assert.equal(ran.stderr.trim().split("\n").length, 1);
        });
    }

    it("answers mistakes with one line and exit code 2", async () => {
        for (const args of [
            ["--accounts", "12"],
            ["--accounts", join(folder, "missing")],
            ["--organization", "--accounts", ACCOUNT],
            ["--concurrency", "0"],
            ["--region", "Mars"],
            ["--exclude-region", "Mars"],
            ["--exclude-accounts", ACCOUNT],
            ["--role-name", "audit"],
            ["--external-id", "the-id"],
            ["--include-suspended", "--accounts", ACCOUNT],
            ["--source", "pulumi-state"],
        ]) {
            const { exitCode, stdout, stderr } = await check(...args);
            assert.equal(exitCode, 2, args.join(" "));
            assert.equal(stdout, "");
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
        }
        assert.deepEqual(fake.calls, []);
    });

    it("refuses options that have no effect, before anything is read", async () => {
        const live = [
            ...["--profile x", "--region eu-west-1", "--organization", `--accounts ${ACCOUNT}`, "--resume run.jsonl"],
            ...["--bucket-policies", "--timeout 5", "--concurrency 2", "--exclude-region eu-west-1"],
        ];
        const idle: readonly (readonly [string, RegExp])[] = [
            ...live.map(
                option =>
                    [`check trails.json ${option}`, /^trail-guard: --[a-z-]+ has no effect without --aws\n$/] as const,
            ),
            ["diff a.json b.json --organization", /--organization has no effect without --aws/],
            ["diff plan.json --profile x", /--profile has no effect without --aws/],
            ["diff a.json --aws --role-name x", /--role-name has no effect without --organization or --accounts/],
            ["fix --aws --yes", /--yes has no effect without --apply/],
            ["fix --aws --save-rollback f", /--save-rollback has no effect without --apply/],
            ["fix --aws --audit-log f", /--audit-log has no effect without --apply/],
            ["fix --aws --plan", /--plan has no effect without --rollback/],
            ["fix --aws --role-name x", /--role-name has no effect without --organization or --accounts/],
            ["fix --aws --rollback f --only selectors --trail a", /--only, --trail have no effect with --rollback/],
            ["fix --aws --rollback f --organization", /--organization has no effect with --rollback/],
            ["fix --aws --rollback f --plan --yes", /--yes has no effect with --plan/],
        ];
        for (const [line, expected] of idle) {
            const { exitCode, stdout, stderr } = await run(line.split(" "));
            assert.deepEqual([exitCode, stdout], [2, ""], line);
            assert.match(stderr, expected, line);
        }
        assert.deepEqual(fake.calls, []);
    });

    it("fixes over HTTP, rolls back, and asks for nothing that docs/iam-policy.json doesn't allow", async () => {
        fake.management = ACCOUNT;
        fake.addAccount("200000000001");
        const own = fake.addTrail(ACCOUNT, "own", { isMultiRegionTrail: false, isLogging: false });
        fake.addTrail("200000000001", "member", { region: "eu-west-1", selectors: { advanced: COMPLETE.slice(1, 2) } });
        own.insightSelectors = [{ InsightType: "ApiCallRateInsight", EventCategories: ["Management", "Data"] }];
        own.tags = { ManagedBy: "terraform" };
        const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;
        own.kmsKeyId = key;
        fake.keys.set(key, { policy: '{"Statement":[]}', metadata: { Enabled: true, KeySpec: "SYMMETRIC_DEFAULT" } });
        fake.bucketPolicies.set(`logs-${ACCOUNT}`, '{"Version":"2012-10-17","Statement":[]}');
        fake.publicAccessBlocks.set(`logs-${ACCOUNT}`, { IgnorePublicAcls: true, RestrictPublicBuckets: true });
        fake.aclGroups.set(`logs-${ACCOUNT}`, ["http://acs.amazonaws.com/groups/global/AllUsers"]);
        const audit = join(folder, "audit.jsonl");
        const config = join(folder, "config.json");
        const including = {
            "cloudtrail-bedrock-agent-alias-events": { includeEventDataStores: true, includeTelemetryRules: true },
        };
        fake.addRule(ACCOUNT, "own", ["eu-west-1"], telemetryRule("AWS::Bedrock::AgentAlias"));
        fake.addRule(ACCOUNT, "all", ["eu-west-1"], telemetryRule("AWS::Bedrock::AgentAlias"), true);
        const byDefault = { "cloudtrail-bedrock-data-events": { resourceTypes: ["used"] } };
        writeFileSync(config, JSON.stringify({ ...including, ...byDefault }));
        const arn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:eventdatastore/lake`;
        fake.account(ACCOUNT).eventDataStores.push({
            EventDataStoreArn: arn,
            Name: "lake",
            Status: "ENABLED",
            AdvancedEventSelectors: [COMPLETE[0]],
        });
        fake.pageSize = 1;
        for (const list of Object.keys(BEDROCK_ANSWERS)) {
            fake.account(ACCOUNT).bedrock.set(`${list} eu-west-1`, [`a ${list}`, `b ${list}`]);
        }
        const everything = [
            "--organization",
            "--bucket-policies",
            "--bedrock-use",
            "--config",
            config,
            "--resume",
            join(folder, "resume"),
        ];
        const checked = await check(...everything);
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
        const saved = join(folder, "saved");
        const args = ["fix", "--aws", "--organization"];
        const fixed = await run([...args, "--apply", "--yes", "--audit-log", audit, "--save-rollback", saved]);
        assert.equal(fixed.exitCode, 0, fixed.stdout + fixed.stderr);
        assert.match(fixed.stdout, /Cost: The trail has CloudTrail Insights on data events/);
        assert.match(fixed.stdout, /Warning: the trail seems to be managed by Terraform, whose next run may undo this/);
        assert.ok(own.isLogging && own.isMultiRegionTrail);
        assert.equal((await check("--organization")).exitCode, 0);
        assert.equal((await run(["fix", "--aws", "--rollback", saved, "--yes"])).exitCode, 0);
        assert.equal(own.isMultiRegionTrail, false);
        assert.match(readFileSync(audit, "utf8"), /"who":"arn:aws:sts::200000000001:/);
        const policy = JSON.parse(readFileSync(join(__dirname, "../../../docs/iam-policy.json"), "utf8"));
        const statements = policy.Statement as { Sid: string; Action: string[] }[];
        // What `evidence` needs, its own tests hold against the calls that it makes.
        const ofThese = statements.filter(({ Sid }) => !Sid.startsWith("Evidence"));
        const allowed = new Set(ofThese.flatMap(({ Action }) => Action));
        // AWS lets everyone ask who they are.
        const used = new Set(fake.calls.map(({ operation }) => ACTIONS[operation] ?? `cloudtrail:${operation}`));
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

    it("leaves a trail old or new when it is killed while it writes, and tells afterwards which", async () => {
        const trail = fake.addTrail(ACCOUNT, "a");
        const saved = join(folder, "saved");
        let kill: (signal: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill("SIGKILL");
                return { kind: "hang", after: true };
            }
            return undefined;
        };
        const args = ["fix", "--aws", "--apply", "--yes", "--save-rollback", saved];
        const ran = await run(args, {
            onStart: child => {
                kill = signal => child.kill(signal);
            },
        });
        assert.equal(ran.exitCode, null);
        fake.intercept = () => undefined;
        const plan = await run(["fix", "--aws", "--rollback", saved, "--plan"]);
        assert.match(plan.stdout, /selectors: new/);
        assert.ok(trail.selectors !== undefined && "advanced" in trail.selectors && existsSync(saved));
        await run(["fix", "--aws", "--rollback", saved, "--yes"]);
        assert.ok(trail.selectors !== undefined && "basic" in trail.selectors);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`finishes what was begun on ${signal}`, () => finishesOn(signal));
    }

    async function finishesOn(signal: NodeJS.Signals): Promise<void> {
        const trails = ["a", "b"].map(name => fake.addTrail(ACCOUNT, name, { isLogging: false }));
        let kill: (sent: NodeJS.Signals) => void = () => {};
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                kill(signal);
                return { kind: "slow", ms: 200 };
            }
            return undefined;
        };
        const ran = await run(["fix", "--aws", "--apply", "--yes"], {
            onStart: child => {
                kill = sent => child.kill(sent);
            },
        });
        assert.equal(ran.exitCode, 1);
        assert.deepEqual(
            trails.map(({ isLogging }) => isLogging),
            [true, false],
        );
        assert.match(ran.stderr, /stopping once this is finished: arn:.*trail\/a/);
        assert.match(ran.stdout, /trail\/b\n {2}PutEventSelectors: old, unchanged/);
    }
});

/** A telemetry rule that collects the data events of a type. */
const telemetryRule = (type: string) => ({
    ResourceType: "AWS::CloudTrail",
    TelemetryType: "Logs",
    DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors: [dataEvents(type)] } },
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
