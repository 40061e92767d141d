import assert from "node:assert/strict";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { parsePolicyConfig } from "../../../../checker/src/configuration/policy-config";
import { policies } from "../../../../policies";
import { FakeAws } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, fixing, LIVE, logsEverything, writes } from "./fixing";

/** The settings of a configuration. */
function configured(config: object) {
    const parsed = parsePolicyConfig({ text: JSON.stringify(config) }, policies);
    assert.ok("settings" in parsed);
    return parsed.settings;
}

describe("fix --aws plans", () => {
    const { fix, file, rollback } = fixing();

    it("only plans without --apply: what changes, by which call, and what it costs", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "untouched", { isMultiRegionTrail: false, isLogging: false });
        const { exitCode, stdout } = await fix(fake, { apply: false });
        assert.equal(exitCode, 1);
        assert.deepEqual(writes(fake), []);
        assert.equal(
            stdout,
            `arn:aws:cloudtrail:us-east-1:111111111111:trail/untouched
  cloudtrail:PutEventSelectors
    Basic event selectors can't log Bedrock's data events: advanced ones that log at least the same replace them. AWS resets the selectors for a moment.
    - {"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[],"ExcludeManagementEventSources":[]}
    + {"Name":"Management events of basic selector 1","FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}
    + {"Name":"Log all AWS::Bedrock::AgentAlias data events","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Bedrock::AgentAlias"]}]}
    + {"Name":"Log all AWS::Bedrock::KnowledgeBase data events","FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Bedrock::KnowledgeBase"]}]}
  cloudtrail:UpdateTrail
    - IsMultiRegionTrail false
    + IsMultiRegionTrail true
  cloudtrail:StartLogging
    - not logging
    + logging
  Cost: AWS charges for data events, once for each trail that logs them ($0.10 per 100,000 events when last checked).

To change: 1 trail in 1 account.

Nothing was changed; --apply carries this out.
`,
        );
    });

    it("shows once what several trails have in common, and each cost once", async () => {
        const fake = new FakeAws();
        for (const name of ["a", "b", "c"]) {
            fake.addTrail(ACCOUNT, name);
        }
        fake.addTrail(ACCOUNT, "narrow", { isMultiRegionTrail: false });
        const calm = (await fix(fake, { apply: false })).stdout;
        assert.match(calm, /^3 alike: \S+trail\/a, \S+trail\/b, \S+trail\/c\n {2}cloudtrail:PutEventSelectors\n/);
        assert.equal(calm.match(/Cost: AWS charges for data events/g)?.length, 1);
        assert.match(calm, /\nTo change: 4 trails in 1 account\.\n/);
        const verbose = (await fix(fake, { apply: false }, undefined, { verbose: true })).stdout;
        assert.equal(verbose.match(/^arn:aws:cloudtrail/gm)?.length, 4);
        assert.equal(verbose.match(/Cost: AWS charges for data events/g)?.length, 4);
        const quiet = (await fix(fake, { apply: false }, undefined, { quiet: true })).stdout;
        assert.equal(quiet, "To change: 4 trails in 1 account.\n\nNothing was changed; --apply carries this out.\n");
    });

    it("says how to put it back, with the options by which the accounts were reached", async () => {
        const fake = new FakeAws(ACCOUNT);
        fake.addTrail(ACCOUNT, "a");
        const role = { name: "audit/reader", externalId: "the-id" };
        const { stdout } = await fix(fake, { live: { ...LIVE, role } });
        assert.match(stdout, /trail-guard fix --aws --role-name audit\/reader --external-id the-id --rollback /);
    });

    it("changes only what --only and --trail name", async () => {
        const fake = new FakeAws();
        const a = fake.addTrail(ACCOUNT, "a", {
            isMultiRegionTrail: false,
            isLogging: false,
            logFileValidation: false,
        });
        const b = fake.addTrail(ACCOUNT, "b", { isLogging: false });
        await fix(fake, { only: ["logging", "log-file-validation"], trails: ["a"] });
        assert.deepEqual(
            [a.isLogging, a.logFileValidation, a.isMultiRegionTrail, b.isLogging],
            [true, true, false, false],
        );
        assert.equal(a.selectors, undefined);
        await assert.rejects(fix(fake, { trails: ["c"] }), UserError);
    });

    it("never changes a bucket, and says what remains wrong", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, latestDeliveryError: "NoSuchBucket" });
        const { exitCode, stdout } = await fix(fake);
        assert.equal(exitCode, 1);
        assert.match(stdout, /Not fixed: cloudtrail-s3-delivery: .*the last delivery failed with "NoSuchBucket"/);
        assert.deepEqual(writes(fake), []);
    });

    it("leaves advisory findings alone unless --only names them", async () => {
        const fake = new FakeAws();
        const a = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, logFileValidation: false });
        const { stdout } = await fix(fake);
        assert.equal(stdout, "Nothing to change. 1 trail needs no change.\n");
        assert.equal(a.logFileValidation, false);
    });

    it("leaves exempt trails alone", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, isLogging: false });
        const exemptions = [{ trail: "a", reason: "archived" }];
        const settings = configured({ "cloudtrail-logging-enabled": { exemptions } });
        const { exitCode } = await fix(fake, { settings });
        assert.equal(exitCode, 0);
        assert.deepEqual(writes(fake), []);
    });

    it("changes one trail of an account if one is enough", async () => {
        const settings = configured({
            "cloudtrail-bedrock-agent-alias-events": { scope: "any-trail" },
            "cloudtrail-bedrock-knowledge-base-events": { scope: "any-trail" },
        });
        const fake = new FakeAws();
        const single = fake.addTrail(ACCOUNT, "a", { isMultiRegionTrail: false });
        const multi = fake.addTrail(ACCOUNT, "b");
        await fix(fake, { settings, only: ["selectors"] });
        assert.deepEqual([single.selectors, logsEverything(multi)], [undefined, true]);
        fake.calls.length = 0;
        await fix(fake, { settings, only: ["selectors"] });
        assert.deepEqual(writes(fake), []);
    });

    it("never tries to change an organization trail from a member account", async () => {
        const fake = new FakeAws("200000000001");
        fake.addAccount(ACCOUNT);
        fake.management = ACCOUNT;
        fake.addTrail(ACCOUNT, "shared", { isOrganizationTrail: true });
        const { exitCode, stdout } = await fix(fake);
        assert.equal(exitCode, 3);
        assert.match(stdout, /Not read: shared: it belongs to account 111111111111/);
        assert.deepEqual(writes(fake), []);
    });

    it("refuses a change that would not certainly log at least the same", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "new-field", {
            selectors: {
                advanced: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"], Contains: ["x"] }] }],
            },
        });
        const { exitCode, stdout } = await fix(fake);
        assert.equal(exitCode, 1);
        assert.match(stdout, /Not fixed: cloudtrail-bedrock-agent-alias-events: .*"Contains"/);
        assert.deepEqual(writes(fake), []);
    });

    describe("says that there is nothing to change only if all trails comply now", () => {
        it("not in an account without any trail", async () => {
            const { exitCode, stdout } = await fix(new FakeAws());
            assert.equal(exitCode, 3);
            assert.match(stdout, /^No trail was found\./);
        });

        it("not if an account must have a trail", async () => {
            const required = { enforcementLevel: "mandatory", when: "always" };
            const settings = configured({ "cloudtrail-trail-required": required });
            const fake = new FakeAws();
            const { exitCode, stdout } = await fix(fake, { settings });
            assert.equal(exitCode, 1);
            assert.match(stdout, /Not fixed: cloudtrail-trail-required: Account "111111111111" has no trail/);
        });

        it("not for a trail that could not be read, for which it gives the reason", async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "t0", { selectors: { advanced: COMPLETE } });
            fake.intercept = ({ operation }) =>
                /^Get(E|T)|Describe/.test(operation) ? { kind: "error", code: "AccessDeniedException" } : undefined;
            const { exitCode, stdout } = await fix(fake, { trails: ["t0"] });
            assert.equal(exitCode, 3);
            assert.match(stdout, /Not read: t0: .*was denied/);
            await assert.rejects(
                fix(fake, { trails: ["t1"] }),
                /no trail "t1" was found; not everything could be read/,
            );
        });

        it("not if --only leaves a violation as it is", async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, isMultiRegionTrail: false });
            const { exitCode, stdout } = await fix(fake, { only: ["selectors"] });
            assert.equal(exitCode, 1);
            assert.match(stdout, /Not fixed: cloudtrail-multi-region: .*: --only leaves this as it is/);
            assert.deepEqual(writes(fake), []);
        });

        for (const [name, store, expected] of [
            ["complies", {}, 0],
            ["violates a policy", { AdvancedEventSelectors: COMPLETE.slice(0, 1) }, 1],
        ] as const) {
            it(`not without the event data stores that a policy includes: one ${name}`, async () => {
                const fake = new FakeAws();
                fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
                fake.account(ACCOUNT).eventDataStores.push({
                    EventDataStoreArn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:eventdatastore/s`,
                    Name: "lake",
                    Status: "ENABLED",
                    MultiRegionEnabled: true,
                    AdvancedEventSelectors: COMPLETE,
                    ...store,
                });
                const settings = configured({
                    "cloudtrail-bedrock-agent-alias-events": { includeEventDataStores: true },
                });
                const { exitCode, stdout } = await fix(fake, { settings });
                assert.equal(exitCode, expected, stdout);
                assert.equal(/Not fixed: .* event data store "lake"/i.test(stdout), expected === 1, stdout);
                assert.equal((await fix(fake)).exitCode, 0);
            });
        }

        it("not without the telemetry rules that a policy includes", async () => {
            const settings = configured({ "cloudtrail-bedrock-agent-alias-events": { includeTelemetryRules: true } });
            for (const [selectors, expected] of [
                [COMPLETE, 0],
                [COMPLETE.slice(0, 1), 1],
            ] as const) {
                const fake = new FakeAws();
                fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
                fake.addRule(ACCOUNT, "rule", ["us-east-1", "eu-west-1"], {
                    ResourceType: "AWS::CloudTrail",
                    TelemetryType: "Logs",
                    DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors: selectors } },
                });
                const { exitCode, stdout } = await fix(fake, { settings });
                assert.equal(exitCode, expected, stdout);
                assert.equal(/Not fixed: .* telemetry rule "rule"/i.test(stdout), expected === 1, stdout);
                assert.deepEqual(writes(fake), []);
                fake.intercept = ({ operation }) =>
                    operation === "ListTelemetryRules" ? { kind: "error", code: "AccessDeniedException" } : undefined;
                const denied = await fix(fake, { settings });
                assert.equal(denied.exitCode, 3);
                assert.match(denied.stdout, /Not read: .*ListTelemetryRules was denied/);
            }
        });

        for (const [policy, reason] of [
            ["cloudtrail-bucket-policy", /read only by check --aws --bucket-policies/],
            ["cloudtrail-bedrock-data-events", /let --bedrock-use list them/],
        ] as const) {
            it(`not if a mandatory policy could not decide: ${policy}`, async () => {
                const fake = new FakeAws();
                fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
                const { exitCode, stdout } = await fix(fake, { settings: configured({ [policy]: "mandatory" }) });
                assert.equal(exitCode, 3);
                assert.match(stdout, new RegExp(`Can't be decided: ${policy}: `));
                assert.match(stdout.replace(/\s+/g, " "), reason);
            });
        }

        it("not if a mandatory policy requires what is used, and --bedrock-use lists it: its events are added", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
            const settings = configured({
                "cloudtrail-bedrock-data-events": { enforcementLevel: "mandatory", resourceTypes: ["used"] },
            });
            const live = { ...LIVE, bedrockUse: true };
            assert.equal((await fix(fake, { settings, live })).exitCode, 0);
            assert.deepEqual(writes(fake), []);
            fake.account(ACCOUNT).bedrock.set("ListFlows eu-west-1", ["one"]);
            const { exitCode, stdout } = await fix(fake, { settings, live });
            assert.equal(exitCode, 0, stdout);
            assert.match(JSON.stringify(trail.selectors), /AWS::Bedrock::FlowAlias/);
            fake.intercept = ({ operation }) =>
                operation === "ListGateways" ? { kind: "error", code: "AccessDeniedException" } : undefined;
            const denied = await fix(fake, { settings, live });
            assert.equal(denied.exitCode, 3, denied.stdout);
            assert.match(denied.stdout, /ListGateways was denied/);
        });

        it("not after a change, based on what an earlier run read", async () => {
            const resume = file("resume.jsonl");
            const live = { ...LIVE, resume };
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, isMultiRegionTrail: false });
            assert.equal((await fix(fake, { live, apply: false })).exitCode, 1);
            trail.isLogging = false;
            assert.equal((await fix(fake, { live })).exitCode, 0);
            assert.deepEqual([trail.isMultiRegionTrail, trail.isLogging], [true, true]);
        });

        it("not based on what an earlier run read", async () => {
            const resume = file("resume.jsonl");
            const live = { ...LIVE, resume };
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
            assert.equal((await fix(fake, { live })).exitCode, 0);
            trail.selectors = { advanced: COMPLETE.slice(0, 1) };
            const { exitCode, stdout } = await fix(fake, { live, apply: false });
            assert.equal(exitCode, 1, stdout);
            assert.match(stdout, /To change: 1 trail in 1 account/);
        });
    });

    it("changes an organization's trail through a delegated administrator, and puts it back", async () => {
        const fake = new FakeAws("200000000001");
        fake.addAccount(ACCOUNT);
        fake.management = ACCOUNT;
        fake.delegatedAdministrator = "200000000001";
        const shared = fake.addTrail(ACCOUNT, "shared", { isOrganizationTrail: true });
        const plan = await fix(fake, { apply: false });
        assert.equal(plan.exitCode, 1);
        assert.match(plan.stdout, /To change: 1 trail in 1 account/);
        const saveRollback = file("saved.jsonl");
        assert.equal((await fix(fake, { saveRollback })).exitCode, 0);
        assert.ok(logsEverything(shared));
        assert.deepEqual(
            writes(fake).map(({ account }) => account),
            ["200000000001"],
        );
        assert.equal((await rollback(fake, saveRollback)).exitCode, 0);
        assert.ok(shared.selectors !== undefined && "basic" in shared.selectors);
    });

    const MANAGED: readonly (readonly [string, Record<string, string>, string])[] = [
        ["aws-controltower-BaselineCloudTrail", {}, "AWS Control Tower"],
        ["AWSAccelerator-Organizations-CloudTrail", {}, "the Landing Zone Accelerator"],
        ["a", { "aws:cloudformation:stack-name": "logs" }, 'CloudFormation stack "logs"'],
        ["a", { ManagedBy: "Terraform" }, "Terraform"],
        ["a", { pulumi: "true" }, "Pulumi"],
    ];
    for (const [name, tags, manager] of MANAGED) {
        it(`warns if ${manager} seems to own the trail`, async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, name, { tags });
            const { stdout } = await fix(fake, { apply: false });
            assert.ok(stdout.includes(`Warning: the trail seems to be managed by ${manager}, whose next run may undo`));
        });
    }

    it("says what Insights on data events add to the cost, or that it isn't known whether there are any", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        for (const [category, isRead, said] of [
            ["Data", true, /Insights on data events: the added/],
            ["Management", true, undefined],
            ["Data", false, /Whether the trail has CloudTrail Insights on data events, .* could not be read/],
        ] as const) {
            trail.insightSelectors = [{ InsightType: "ApiCallRateInsight", EventCategories: [category] }];
            fake.intercept = ({ operation }) =>
                isRead || operation !== "GetInsightSelectors"
                    ? undefined
                    : { kind: "error", code: "AccessDeniedException" };
            const stdout = (await fix(fake, { apply: false })).stdout.replace(/\s+/g, " ");
            assert.equal(/Insights/.test(stdout), said !== undefined, stdout);
            assert.match(stdout, said ?? /./);
        }
    });

    it("warns of neither an owner nor Insights if there are none", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a", { tags: { team: "security" } });
        assert.doesNotMatch((await fix(fake, { apply: false })).stdout, /Warning|Insights/);
    });
});
