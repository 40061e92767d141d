import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { createColors } from "picocolors";
import { UserError } from "../../../checker/src/command-line/user-error";
import { defaultSettings, parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import { runFix, runRollback } from "../../../checker/src/live/fix";
import { asInput, canonical, sameSelectors } from "../../../checker/src/live/fix/plan/live-selectors";
import { readRollbackFile } from "../../../checker/src/live/fix/rollback/rollback-file";
import type { FixOptions } from "../../../checker/src/live/fix/run-fix";
import type { LiveOptions } from "../../../checker/src/live/options";
import { policies } from "../../../policies";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { stillLogged } from "../../../src/cloudtrail/coverage/containment";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { type Call, FakeAws, type FakeTrail, type Fault } from "./fake-aws";
import { inProcess } from "./fake-in-process";
import { COMPLETE, dataEvents } from "./trails";

const LIVE: LiveOptions = {
    organization: false,
    exclude: [],
    role: { name: "OrganizationAccountAccessRole" },
    concurrency: 8,
    bucketPolicies: false,
    connection: { timeout: 1, maxAttempts: 1, connections: 1 },
};
const TIMING = { readTries: 3, readDelayMs: 0, conflictTries: 3, conflictDelayMs: 0 };
const ACCOUNT = "111111111111";
const LAMBDA = dataEvents("AWS::Lambda::Function", { Field: "eventName", NotEquals: ["Invoke"] });

let folder: string;
describe("fixing live trails", () => {
    beforeEach(() => {
        // Every line of the files is brought to the disk: in memory that costs nothing.
        folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    /** What a run has written, and its exit code. */
    interface Ran {
        readonly exitCode: number;
        readonly stdout: string;
        readonly stderr: string;
    }

    async function capture(run: (io: Parameters<typeof runFix>[1]) => Promise<number>, answer?: string): Promise<Ran> {
        const written = { stdout: "", stderr: "" };
        const output = (name: "stdout" | "stderr") => ({
            write: (text: string) => {
                written[name] += text;
            },
        });
        const stdin = Object.assign(new PassThrough(), { isTTY: answer !== undefined });
        stdin.end(answer ?? "");
        const io = { stdin, stdout: output("stdout"), stderr: output("stderr"), env: {} };
        return { exitCode: await run({ io, colours: createColors(false), format: "text" }), ...written };
    }

    let runs = 0;

    function fix(fake: FakeAws, options: Partial<FixOptions> = {}, answer?: string): Promise<Ran> {
        runs += 1;
        const full: FixOptions = {
            live: LIVE,
            settings: defaultSettings(policies),
            only: undefined,
            trails: undefined,
            apply: true,
            yes: true,
            saveRollback: join(folder, `rollback-${runs}.jsonl`),
            ...options,
        };
        return capture(output => runFix(full, output, async () => inProcess(fake), TIMING), answer);
    }

    function rollback(fake: FakeAws, file: string, plan = false): Promise<Ran> {
        const options = { file, plan, yes: true, live: LIVE };
        return capture(output => runRollback(options, output, async () => inProcess(fake), TIMING));
    }

    const selectorsOf = ({ selectors }: FakeTrail) =>
        selectors === undefined
            ? asInput({})
            : "basic" in selectors
              ? { EventSelectors: selectors.basic }
              : { AdvancedEventSelectors: selectors.advanced };

    function logsEverything(trail: FakeTrail): boolean {
        return DEFAULT_REQUIREMENTS.every(
            name => coverage(canonical(selectorsOf(trail)), requirementOf(name)).logged === "all",
        );
    }

    const writes = (fake: FakeAws) =>
        fake.calls.filter(({ operation }) => /^(Put|Update|Start|Stop|Create|Delete)/.test(operation));

    describe("fix --aws", () => {
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
    Basic event selectors can't log Bedrock's data events: advanced ones that log at least the same take their place. AWS resets the selectors for a moment.
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
  Cost: Data events are charged for, and once more for each further trail that logs them ($0.10 per 100,000 events when last seen).

To change: 1 trail in 1 account.

Nothing was changed: --apply carries this out.
`,
            );
        });

        it("says how to put it back, with the options that the accounts are reached with", async () => {
            const fake = new FakeAws(ACCOUNT);
            fake.addTrail(ACCOUNT, "a");
            const role = { name: "audit/reader", externalId: "the-id" };
            const { stdout } = await fix(fake, { live: { ...LIVE, role } });
            assert.match(stdout, /trail-guard fix --aws --role-name audit\/reader --external-id the-id --rollback /);
        });

        it("applies it, verifies it, and finds nothing to do the second time", async () => {
            const fake = new FakeAws();
            const untouched = fake.addTrail(ACCOUNT, "untouched", { isMultiRegionTrail: false, isLogging: false });
            const regional = fake.addTrail(ACCOUNT, "regional", {
                region: "eu-west-1",
                isMultiRegionTrail: false,
                includeGlobalServiceEvents: false,
                selectors: { advanced: [LAMBDA] },
            });
            const first = await fix(fake);
            assert.equal(first.exitCode, 0, first.stdout);
            for (const trail of [untouched, regional]) {
                assert.ok(trail.isMultiRegionTrail && trail.isLogging && logsEverything(trail), trail.name);
            }
            assert.deepEqual((regional.selectors as { advanced: unknown[] }).advanced[0], LAMBDA);
            fake.calls.length = 0;
            const second = await fix(fake);
            assert.equal(second.exitCode, 0);
            assert.match(second.stdout, /^Nothing to change\. 2 trails need no change\./);
            assert.deepEqual(writes(fake), []);
            assert.match((await fix(fake, { apply: false })).stdout, /^Nothing to change\./);
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

        it("never changes a bucket, and says what stays wrong", async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE }, latestDeliveryError: "NoSuchBucket" });
            const { exitCode, stdout } = await fix(fake);
            assert.equal(exitCode, 1);
            assert.match(stdout, /Not fixed: cloudtrail-s3-delivery: .*the last delivery failed with "NoSuchBucket"/);
            assert.deepEqual(writes(fake), []);
        });

        it("leaves advice alone unless it is named", async () => {
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
            const config = parsePolicyConfig(
                JSON.stringify({ "cloudtrail-logging-enabled": { exemptions } }),
                policies,
            );
            assert.ok("settings" in config);
            const { exitCode } = await fix(fake, { settings: config.settings });
            assert.equal(exitCode, 0);
            assert.deepEqual(writes(fake), []);
        });

        it("changes one trail of an account where one is enough", async () => {
            const settings = parsePolicyConfig(
                JSON.stringify({
                    "cloudtrail-bedrock-agent-alias-events": { scope: "any-trail" },
                    "cloudtrail-bedrock-knowledge-base-events": { scope: "any-trail" },
                }),
                policies,
            );
            assert.ok("settings" in settings);
            const fake = new FakeAws();
            const single = fake.addTrail(ACCOUNT, "a", { isMultiRegionTrail: false });
            const multi = fake.addTrail(ACCOUNT, "b");
            await fix(fake, { settings: settings.settings, only: ["selectors"] });
            assert.deepEqual([single.selectors, logsEverything(multi)], [undefined, true]);
            fake.calls.length = 0;
            await fix(fake, { settings: settings.settings, only: ["selectors"] });
            assert.deepEqual(writes(fake), []);
        });

        it("never asks for an organization trail to be changed from a member", async () => {
            const fake = new FakeAws("200000000001");
            fake.addAccount(ACCOUNT);
            fake.management = ACCOUNT;
            fake.addTrail(ACCOUNT, "shared", { isOrganizationTrail: true });
            const { exitCode, stdout } = await fix(fake);
            assert.equal(exitCode, 3);
            assert.match(stdout, /Not read: shared: it belongs to account 111111111111/);
            assert.deepEqual(writes(fake), []);
        });

        it("refuses what would not be sure to log at least the same", async () => {
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

        it("asks on a terminal, and takes anything but yes for a no", async () => {
            for (const [answer, changed] of [
                ["y\n", true],
                ["yes\n", true],
                ["n\n", false],
                ["\n", false],
                ["", false],
            ] as const) {
                const fake = new FakeAws();
                fake.addTrail(ACCOUNT, "a");
                const { stderr, exitCode } = await fix(fake, { yes: false }, answer);
                assert.match(stderr, /Change 1 trail in 1 account\? \[y\/N\]/);
                assert.equal(writes(fake).length > 0, changed, JSON.stringify(answer));
                assert.equal(exitCode, changed ? 0 : 1);
            }
        });

        it("wants --yes where there is no terminal, before anything is read", async () => {
            const fake = new FakeAws();
            await assert.rejects(fix(fake, { yes: false }), UserError);
            assert.deepEqual(fake.calls, []);
        });

        it("saves the old selectors first, for its owner alone, and never over an older file", async () => {
            const file = join(folder, "rollback.jsonl");
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a");
            fake.intercept = ({ operation }) => {
                if (operation === "PutEventSelectors") {
                    assert.equal(readRollbackFile(file).length, 1, "it is on the disk before the call");
                }
                return undefined;
            };
            await fix(fake, { saveRollback: file });
            assert.equal(statSync(file).mode & 0o777, 0o600);
            fake.addTrail(ACCOUNT, "b");
            const before = readFileSync(file, "utf8");
            await assert.rejects(fix(fake, { saveRollback: file }), /it is there already/);
            assert.equal(readFileSync(file, "utf8"), before);
        });

        it("takes down who did what, when, before and after", async () => {
            const auditLog = join(folder, "audit.jsonl");
            writeFileSync(auditLog, '{"older":"line"}\n');
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { isLogging: false });
            await fix(fake, { auditLog });
            const [older, ...lines] = readFileSync(auditLog, "utf8")
                .trim()
                .split("\n")
                .map(line => JSON.parse(line));
            assert.deepEqual(older, { older: "line" });
            assert.deepEqual(
                lines.map(({ call, outcome }) => `${call} ${outcome}`),
                ["PutEventSelectors begin", "PutEventSelectors done", "StartLogging begin", "StartLogging done"],
            );
            const [begin] = lines;
            assert.equal(begin.who, "arn:aws:sts::111111111111:assumed-role/someone/session");
            assert.equal(begin.trail, trail.arn);
            assert.ok(Math.abs(Date.now() - Date.parse(begin.time)) < 60_000);
            assert.equal(begin.before.EventSelectors.length, 1);
            assert.equal(begin.after.AdvancedEventSelectors.length, 3);
        });

        it("stops where it can't take down what it does", async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a");
            await assert.rejects(fix(fake, { auditLog: join(folder, "missing", "audit.jsonl") }), UserError);
            assert.deepEqual(writes(fake), []);
        });
    });

    describe("fix --aws, when something comes between", () => {
        /** Does something at the nth call of an operation. */
        function at(fake: FakeAws, operation: string, nth: number, what: () => unknown): void {
            let count = 0;
            fake.intercept = call => {
                count += call.operation === operation ? 1 : 0;
                return call.operation === operation && count === nth ? (what() as Fault | undefined) : undefined;
            };
        }

        it("stops for a trail whose selectors have changed since they were read", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a");
            at(fake, "GetEventSelectors", 2, () => {
                trail.selectors = { advanced: [LAMBDA] };
            });
            const { exitCode, stdout } = await fix(fake, { only: ["selectors"] });
            assert.equal(exitCode, 1);
            assert.match(
                stdout,
                /PutEventSelectors: old, unchanged: its selectors have been changed since they were read/,
            );
            assert.deepEqual(trail.selectors, { advanced: [LAMBDA] });
        });

        it("puts the old selectors back where the new ones are not what they should be", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [...COMPLETE.slice(0, 1), LAMBDA] } });
            const before = structuredClone(trail.selectors);
            let sabotaged = false;
            at(fake, "GetEventSelectors", 3, () => {
                sabotaged = true;
                trail.selectors = { advanced: COMPLETE };
            });
            const { exitCode, stdout } = await fix(fake);
            assert.ok(sabotaged);
            assert.equal(exitCode, 1);
            assert.match(stdout, /old, put back: an event that was logged before no longer is/);
            assert.deepEqual(trail.selectors, before);
        });

        it("puts the old selectors back where the requirement is still not met", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [LAMBDA] } });
            at(fake, "GetEventSelectors", 3, () => {
                trail.selectors = { advanced: [LAMBDA, ...COMPLETE.slice(0, 2)] };
            });
            const { stdout } = await fix(fake);
            assert.match(stdout, /put back: cloudtrail-bedrock-knowledge-base-events: logs no Bedrock knowledge base/);
            assert.deepEqual(trail.selectors, { advanced: [LAMBDA] });
        });

        it("waits for what AWS shows late", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a");
            const api = inProcess(fake);
            const own = api.ownAccount();
            let late = 0;
            const lagging = {
                ...api,
                ownAccount: () => ({
                    ...own,
                    getEventSelectors: async (region: string, arn: string) =>
                        writes(fake).length > 0 && late++ < 2 ? {} : own.getEventSelectors(region, arn),
                }),
            };
            const options = { ...LIVE };
            const ran = await capture(output =>
                runFix(
                    {
                        live: options,
                        settings: defaultSettings(policies),
                        only: undefined,
                        trails: undefined,
                        apply: true,
                        yes: true,
                        saveRollback: join(folder, "late.jsonl"),
                    },
                    output,
                    async () => lagging,
                    TIMING,
                ),
            );
            assert.equal(ran.exitCode, 0, ran.stdout);
            assert.ok(logsEverything(trail));
            assert.equal(writes(fake).length, 1);
        });

        it("waits where another change is going on", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a");
            at(fake, "PutEventSelectors", 1, () => ({ kind: "error", code: "ConflictException" }));
            assert.equal((await fix(fake)).exitCode, 0);
            assert.ok(logsEverything(trail));
        });

        it("knows that a call whose answer was lost was carried out", async () => {
            for (const kind of ["cut", "hang", "garbage"] as const) {
                const fake = new FakeAws();
                const trail = fake.addTrail(ACCOUNT, "a", { isLogging: false, isMultiRegionTrail: false });
                fake.intercept = ({ operation }) =>
                    /^(Put|Update|Start)/.test(operation) ? { kind, after: true } : undefined;
                assert.equal((await fix(fake)).exitCode, 0);
                assert.ok(logsEverything(trail) && trail.isLogging && trail.isMultiRegionTrail);
            }
        });

        it("says that it can't tell where nothing can be read any more", async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a");
            let written = false;
            fake.intercept = ({ operation }) => {
                written ||= operation === "PutEventSelectors";
                return written ? { kind: "hang", after: true } : undefined;
            };
            const auditLog = join(folder, "audit.jsonl");
            const { exitCode, stdout } = await fix(fake, { auditLog });
            assert.equal(exitCode, 3);
            assert.match(stdout, /old or new: it can't be told/);
            assert.match(stdout, /1 can't be told \(once AWS answers: trail-guard fix --aws --rollback \S+ --plan\)/);
            assert.match(readFileSync(auditLog, "utf8"), /"outcome":"unknown"/);
        });

        it("brings to an end what was begun when it is stopped, begins no more, and says which", async () => {
            const fake = new FakeAws();
            const trails = ["a", "b", "c"].map(name => fake.addTrail(ACCOUNT, name, { isLogging: false }));
            at(fake, "PutEventSelectors", 2, () => {
                process.emit("SIGINT", "SIGINT");
            });
            const { exitCode, stdout, stderr } = await fix(fake);
            assert.equal(exitCode, 1);
            assert.deepEqual(
                trails.map(trail => logsEverything(trail) && trail.isLogging),
                [true, true, false],
            );
            assert.match(stderr, /stopping as soon as this is brought to an end: arn:.*trail\/b\n/);
            assert.match(
                stdout,
                /trail\/b\n {2}PutEventSelectors: new, and verified\n {2}StartLogging: new, and verified/,
            );
            assert.match(
                stdout,
                /trail\/c\n {2}PutEventSelectors: old, unchanged: the run was stopped before its turn/,
            );
            assert.equal(process.listenerCount("SIGINT"), 0);
        });
    });

    describe("fix --aws --rollback", () => {
        it("puts the old selectors and settings back, and leaves logging on", async () => {
            const fake = new FakeAws();
            const basic = { basic: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true, DataResources: [] }] };
            const a = fake.addTrail(ACCOUNT, "a", { isMultiRegionTrail: false, isLogging: false, selectors: basic });
            const b = fake.addTrail(ACCOUNT, "b", { selectors: { advanced: [LAMBDA] } });
            const before = structuredClone([a.selectors, b.selectors]);
            const file = join(folder, "rollback.jsonl");
            await fix(fake, { saveRollback: file });
            assert.ok(logsEverything(a) && logsEverything(b));
            const plan = await rollback(fake, file, true);
            assert.equal(plan.exitCode, 1);
            assert.match(plan.stdout, /trail\/a\n {2}selectors: new, as fix has made it\n/);
            assert.equal((await rollback(fake, file)).exitCode, 0);
            assert.deepEqual([a.selectors, b.selectors], before);
            assert.deepEqual([a.isMultiRegionTrail, a.isLogging], [false, true]);
            const again = await rollback(fake, file);
            assert.equal(again.exitCode, 0);
            assert.match(again.stdout, /trail\/a\n {2}selectors: old, as it was before\n/);
        });

        it("leaves a trail alone that someone has changed since", async () => {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a");
            const file = join(folder, "rollback.jsonl");
            await fix(fake, { saveRollback: file });
            trail.selectors = { advanced: [...COMPLETE, LAMBDA] };
            const { exitCode, stdout } = await rollback(fake, file);
            assert.equal(exitCode, 1);
            assert.match(stdout, /changed by someone since: left alone/);
            assert.deepEqual(trail.selectors, { advanced: [...COMPLETE, LAMBDA] });
        });

        it("refuses a file that is not its own", async () => {
            const file = join(folder, "notes");
            const entry = {
                trail: "arn:aws:cloudtrail:us-east-1:111111111111:trail/a",
                homeRegion: "us-east-1",
                time: "",
            };
            for (const text of [
                "",
                "notes\n",
                '{"trailGuard":"rollback","version":1}\n{}\n',
                `{"trailGuard":"rollback","version":1}\n${JSON.stringify({ ...entry, settings: { before: { S3BucketName: "x" }, after: {} } })}\n`,
                `{"trailGuard":"rollback","version":1}\n${JSON.stringify({ ...entry, selectors: { before: { EventSelectors: [] }, after: {} } })}\n`,
            ]) {
                writeFileSync(file, text);
                await assert.rejects(rollback(new FakeAws(), file), UserError);
            }
            await assert.rejects(rollback(new FakeAws(), join(folder, "missing")), UserError);
        });
    });

    describe("a fault at any call of a fix over 50 accounts", function () {
        this.timeout(process.env.ALL_FAULTS === undefined ? 120_000 : 3_600_000);

        /**
         * A run takes a tenth of a second: all calls are tried with ALL_FAULTS=1, each with one kind of fault, and with
         * ALL_FAULTS=kinds each with every kind; otherwise one of so many.
         */
        const stride = (otherwise: number) => (process.env.ALL_FAULTS === undefined ? otherwise : 1);

        const KINDS: readonly Fault[] = [
            { kind: "error", code: "AccessDeniedException" },
            { kind: "error", code: "ThrottlingException" },
            { kind: "error", code: "ExpiredTokenException" },
            { kind: "error", code: "ConflictException" },
            { kind: "error", code: "TrailNotFoundException" },
            { kind: "error", code: "InternalFailure", after: true },
            { kind: "cut" },
            { kind: "cut", after: true },
            { kind: "hang" },
            { kind: "garbage", after: true },
        ];

        const OLD: readonly FakeTrail["selectors"][] = [
            undefined,
            { advanced: COMPLETE },
            { basic: [{ ReadWriteType: "ReadOnly", IncludeManagementEvents: true, DataResources: [] }] },
            { advanced: [LAMBDA] },
            {
                basic: [
                    {
                        ReadWriteType: "All",
                        IncludeManagementEvents: false,
                        DataResources: [
                            { Type: "AWS::S3::Object", Values: ["arn:aws:s3:::one/", "arn:aws:s3:::two/x"] },
                        ],
                    },
                ],
            },
        ];

        function world(): FakeAws {
            const fake = new FakeAws();
            fake.management = ACCOUNT;
            for (let n = 1; n < 50; n++) {
                fake.addAccount(String(200000000000 + n));
            }
            [...fake.accounts.keys()].forEach((id, index) => {
                fake.addTrail(id, "trail", {
                    region: index % 2 === 0 ? "us-east-1" : "eu-west-1",
                    isMultiRegionTrail: index % 3 !== 0,
                    includeGlobalServiceEvents: index % 3 !== 0,
                    isLogging: index % 4 !== 0,
                    selectors: OLD[index % OLD.length],
                });
            });
            return fake;
        }

        const allTrails = (fake: FakeAws) => [...fake.accounts.values()].flatMap(({ trails }) => trails);
        const options = { live: { ...LIVE, organization: true } };

        /** Each trail is old or new in every respect, and logs no less than before. */
        function assertOldOrNew(fake: FakeAws, before: FakeTrail[], after: FakeTrail[], where: string): void {
            for (const [index, trail] of allTrails(fake).entries()) {
                const old = before[index]!;
                const now = selectorsOf(trail);
                const is = (other: FakeTrail) => sameSelectors(now, selectorsOf(other));
                assert.ok(is(old) || is(after[index]!), `${where}: ${trail.arn} is neither old nor new`);
                const kept = stillLogged(canonical(selectorsOf(old)), canonical(now));
                assert.equal(kept.kind, "contained", `${where}: ${trail.arn} logs less`);
                assert.ok(trail.isLogging || !old.isLogging, where);
                assert.ok(trail.isMultiRegionTrail || !old.isMultiRegionTrail, where);
                assert.equal(trail.bucket, old.bucket, where);
            }
        }

        it("leaves each trail old or new, none logging less, and reports what is so", async () => {
            const before = allTrails(world());
            const healthy = world();
            const { exitCode } = await fix(healthy, options);
            assert.equal(exitCode, 0);
            const after = allTrails(healthy);
            assert.ok(after.every(trail => logsEverything(trail) && trail.isLogging && trail.isMultiRegionTrail));
            assert.ok(healthy.calls.length >= 500, `${healthy.calls.length} calls`);
            const keyOf = ({ account, operation, target }: Call) => `${account} ${operation} ${target}`;
            // The same call comes up several times: when it is planned, done and verified.
            const occurrences = new Map<string, number>();
            for (const call of healthy.calls) {
                occurrences.set(keyOf(call), (occurrences.get(keyOf(call)) ?? 0) + 1);
            }
            const positions = [...occurrences].flatMap(([key, times]) =>
                Array.from({ length: times }, (_, index) => ({ key, nth: index + 1 })),
            );
            const kindsAt = (at: number) => (process.env.ALL_FAULTS === "kinds" ? KINDS : [KINDS[at % KINDS.length]!]);
            const injected = positions.flatMap((position, at) =>
                (at + 1) % stride(11) === 0 ? kindsAt(at + 1).map(kind => ({ ...position, kind })) : [],
            );
            let faults = 0;
            for (const { key, nth, kind } of injected) {
                const fake = world();
                let count = 0;
                fake.intercept = call => {
                    const hit = keyOf(call) === key && ++count === nth;
                    faults += hit ? 1 : 0;
                    return hit ? kind : undefined;
                };
                const where = `${JSON.stringify(kind)} at ${key}, time ${nth}`;
                const ran = await fix(fake, options);
                assertOldOrNew(fake, before, after, where);
                const open = allTrails(fake).filter(
                    trail => !(logsEverything(trail) && trail.isLogging && trail.isMultiRegionTrail),
                );
                assert.ok(open.length === 0 || ran.exitCode !== 0, `${where}: ${open.length} trails are not fixed`);
                for (const { account, arn } of open) {
                    const told = ran.stdout.includes(arn) || ran.stdout.includes(account);
                    assert.ok(told || /ListAccounts|GetCallerIdentity/.test(key), `${where}: ${arn} is lost`);
                }
            }
            assert.equal(faults, injected.length);
            assert.ok(faults >= Math.floor(500 / stride(11)), `${faults} faults were injected`);
        });

        it("leaves each trail old or new wherever the run is killed", async () => {
            const before = allTrails(world());
            const healthy = world();
            await fix(healthy, options);
            const after = allTrails(healthy);
            const total = healthy.calls.length;
            // A run that is killed takes its listeners with it; here they stay.
            const signals = ["SIGINT", "SIGTERM"] as const;
            const listeners = signals.map(signal => process.listeners(signal));
            const most = process.getMaxListeners();
            process.setMaxListeners(0);
            for (let last = 1; last < total; last += stride(11)) {
                const fake = world();
                const file = join(folder, `killed-${last}.jsonl`);
                await new Promise<void>(killed => {
                    let count = 0;
                    fake.intercept = () => {
                        count += 1;
                        if (count > last) {
                            // The process is gone: nothing answers, and nothing is carried out any more.
                            fake.perform = () => {
                                killed();
                                return new Promise(() => {}) as never;
                            };
                        }
                        return undefined;
                    };
                    fix(fake, { ...options, saveRollback: file }).then(() => killed());
                });
                const where = `killed after call ${last}`;
                assertOldOrNew(fake, before, after, where);
                const saved = existsSync(file) ? readRollbackFile(file).map(({ trail }) => trail) : [];
                for (const [index, trail] of allTrails(fake).entries()) {
                    if (!sameSelectors(selectorsOf(trail), selectorsOf(before[index]!))) {
                        assert.ok(
                            saved.includes(trail.arn),
                            `${where}: ${trail.arn} is new, and not in the rollback file`,
                        );
                    }
                }
            }
            signals.forEach((signal, index) => {
                for (const listener of process.listeners(signal)) {
                    if (!listeners[index]!.includes(listener)) {
                        process.off(signal, listener);
                    }
                }
            });
            process.setMaxListeners(most);
        });
    });
});
