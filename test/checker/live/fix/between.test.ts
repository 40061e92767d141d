import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parsePolicyConfig } from "../../../../checker/src/configuration/policy-config";
import { policies } from "../../../../policies";
import { FakeAws } from "../fake-aws";
import { COMPLETE, dataEvents } from "../trails";
import { ACCOUNT, atCall, fixing, LAMBDA, logsEverything, writes } from "./fixing";

describe("fix --aws --apply, when something interferes", () => {
    const { fix, rollback, file } = fixing();

    it("skips a trail whose selectors have changed since they were read", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        atCall(fake, "GetEventSelectors", 2, () => {
            trail.selectors = { advanced: [LAMBDA] };
        });
        const { exitCode, stdout } = await fix(fake, { only: ["selectors"] });
        assert.equal(exitCode, 1);
        assert.match(stdout, /PutEventSelectors: old, unchanged: its selectors have changed since they were read/);
        assert.deepEqual(trail.selectors, { advanced: [LAMBDA] });
    });

    it("puts the old selectors back if nothing more is logged than before", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [...COMPLETE.slice(0, 1), LAMBDA] } });
        const before = structuredClone(trail.selectors);
        atCall(fake, "GetEventSelectors", 3, () => {
            trail.selectors = { advanced: COMPLETE.slice(0, 1) };
        });
        const auditLog = file("audit.jsonl");
        const { exitCode, stdout } = await fix(fake, { auditLog });
        assert.equal(exitCode, 1);
        assert.match(stdout, /old, put back: an event that was logged before no longer is/);
        assert.deepEqual(trail.selectors, before);
        assert.deepEqual(outcomesIn(auditLog), ["begin", "not-verified", "begin", "restored"]);
    });

    it("leaves alone what someone else has written since, even if less is logged than before", async () => {
        for (const others of [
            // An event that was logged is lost, but others are logged that were not.
            COMPLETE,
            // The requirement is still not met.
            [LAMBDA, ...COMPLETE.slice(0, 2)],
            [LAMBDA, dataEvents("AWS::S3::Object")],
        ]) {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [LAMBDA] } });
            atCall(fake, "GetEventSelectors", 3, () => {
                trail.selectors = { advanced: others };
            });
            const auditLog = file(`audit-${others.length}-${others[1]?.Name}.jsonl`);
            const { exitCode, stdout } = await fix(fake, { auditLog, only: ["selectors"] });
            assert.equal(exitCode, 1);
            assert.match(stdout, /PutEventSelectors: changed by someone since, left alone: /);
            assert.deepEqual(trail.selectors, { advanced: others });
            assert.deepEqual(outcomesIn(auditLog), ["begin", "overtaken"]);
        }
    });

    it("undoes nothing of a concurrent fix with another configuration", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        const text = JSON.stringify({
            "cloudtrail-bedrock-data-events": {
                enforcementLevel: "mandatory",
                resourceTypes: ["AWS::Bedrock::FlowAlias"],
            },
        });
        const config = parsePolicyConfig({ text }, policies);
        assert.ok("settings" in config);
        const other: { ran?: ReturnType<typeof fix> } = {};
        // The other one reads before this one writes, and writes before this one reads again.
        atCall(fake, "PutEventSelectors", 1, () => {
            fake.intercept = () => undefined;
            other.ran = fix(fake, { settings: config.settings, saveRollback: file("other.jsonl") });
        });
        const { exitCode } = await fix(fake);
        const otherRan = await other.ran;
        const logged = JSON.stringify(trail.selectors);
        // A run that has verified its selectors still finds them there.
        assert.ok(otherRan?.exitCode !== 0 || logged.includes("FlowAlias"), logged);
        assert.ok(exitCode !== 0 || logsEverything(trail), logged);
        assert.ok(exitCode === 0 || otherRan?.exitCode === 0, "one of them has changed it");
    });

    it("can't tell, and puts nothing back, if AWS still shows the old selectors", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        fake.intercept = ({ operation }) =>
            operation === "GetEventSelectors" && writes(fake).length > 0 ? { kind: "stale" } : undefined;
        const auditLog = file("audit.jsonl");
        const { exitCode, stdout } = await fix(fake, { auditLog });
        assert.equal(exitCode, 3);
        assert.match(stdout, /old or new: unknown: AWS has confirmed the change; AWS still shows the old value/);
        assert.ok(logsEverything(trail));
        assert.equal(writes(fake).length, 1);
        assert.deepEqual(outcomesIn(auditLog), ["begin", "unknown"]);
    });

    it("can't tell if a call fails, is carried out, and AWS shows the old selectors", async () => {
        for (const call of ["PutEventSelectors", "UpdateTrail", "StartLogging"]) {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a", { isLogging: false, isMultiRegionTrail: false });
            fake.intercept = ({ operation }) =>
                operation === call
                    ? { kind: "error", code: "InternalFailure", status: 500, after: true }
                    : /^Get(Ev|Tr)/.test(operation) && writes(fake).at(-1)?.operation === call
                      ? { kind: "stale" }
                      : undefined;
            const { exitCode, stdout } = await fix(fake);
            assert.match(stdout, new RegExp(`${call}: old or new: unknown: ${call} failed: InternalFailure`));
            assert.equal(exitCode, 3, stdout);
        }
    });

    it("can't tell if the old selectors could not be put back", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [...COMPLETE.slice(0, 1), LAMBDA] } });
        const before = trail.selectors;
        let reads = 0;
        fake.intercept = ({ operation }) => {
            const puts = writes(fake).filter(call => call.operation === "PutEventSelectors").length;
            reads += operation === "GetEventSelectors" ? 1 : 0;
            if (operation === "GetEventSelectors" && reads === 3) {
                trail.selectors = { advanced: COMPLETE.slice(0, 1) };
                trail.previous = { selectors: before };
            }
            if (puts < 2) {
                return undefined;
            }
            return operation === "PutEventSelectors"
                ? { kind: "error", code: "AccessDeniedException" }
                : { kind: "stale" };
        };
        const auditLog = file("audit.jsonl");
        const { exitCode, stdout } = await fix(fake, { auditLog });
        assert.match(stdout, /old or new: unknown: .*the old selectors could not be put back: .*denied/);
        assert.equal(exitCode, 3);
        assert.deepEqual(outcomesIn(auditLog), ["begin", "not-verified", "begin", "unknown"]);
    });

    it("reads once if AWS has refused a change", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        atCall(fake, "PutEventSelectors", 1, () => ({ kind: "error", code: "InvalidEventSelectorsException" }));
        const { exitCode, stdout } = await fix(fake);
        assert.equal(exitCode, 1);
        assert.match(stdout, /PutEventSelectors: old, unchanged: .*InvalidEventSelectors/);
        const reads = fake.calls.filter(({ operation }) => operation === "GetEventSelectors");
        assert.equal(reads.length, 3, "for the plan, before and after");
    });

    it("does not claim what someone else has switched on in the meantime, and --rollback leaves it on", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a", {
            isMultiRegionTrail: false,
            isLogging: false,
            logFileValidation: false,
            selectors: { advanced: COMPLETE },
        });
        atCall(fake, "GetTrail", 1, () => {
            Object.assign(trail, { isMultiRegionTrail: true, isLogging: true });
        });
        const saveRollback = file("saved.jsonl");
        const only = ["multi-region", "logging", "log-file-validation"] as const;
        const { exitCode, stdout } = await fix(fake, { saveRollback, only });
        assert.equal(exitCode, 0, stdout);
        assert.deepEqual(
            writes(fake).map(({ input }) => input),
            [{ Name: trail.arn, EnableLogFileValidation: true }],
        );
        assert.equal((await rollback(fake, saveRollback)).exitCode, 0);
        assert.deepEqual([trail.isMultiRegionTrail, trail.isLogging, trail.logFileValidation], [true, true, false]);
    });

    for (const operation of ["GetEventSelectors", "GetTrail", "GetTrailStatus"]) {
        it(`changes nothing that it can't read just before: ${operation} answers {}`, async () => {
            const fake = new FakeAws();
            fake.addTrail(ACCOUNT, "a", { isMultiRegionTrail: false, isLogging: false });
            let planned = false;
            fake.intercept = call => {
                // A run that changes something first looks up the caller's identity.
                planned ||= call.operation === "GetCallerIdentity" && fake.calls.length > 1;
                return planned && call.operation === operation ? { kind: "empty" } : undefined;
            };
            const { exitCode, stdout } = await fix(fake);
            assert.equal(exitCode, 1);
            assert.match(stdout, new RegExp(`old, unchanged: ${operation} failed: the answer has no `));
            assert.equal(writes(fake).length, 2, stdout);
        });
    }

    it("waits for what AWS shows late", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        let late = 0;
        fake.intercept = ({ operation }) =>
            operation === "GetEventSelectors" && writes(fake).length > 0 && late++ < 2 ? { kind: "stale" } : undefined;
        const { exitCode, stdout } = await fix(fake);
        assert.equal(exitCode, 0, stdout);
        assert.equal(late, 3);
        assert.ok(logsEverything(trail));
        assert.equal(writes(fake).length, 1);
    });

    it("waits while another change is in progress", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        atCall(fake, "PutEventSelectors", 1, () => ({ kind: "error", code: "ConflictException" }));
        const { exitCode, stderr } = await fix(fake);
        assert.equal(exitCode, 0);
        assert.ok(logsEverything(trail));
        assert.match(stderr, /trail\/a: another change is in progress; trying again in 0 s/);
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

    it("says that it can't tell if nothing can be read any more", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        let written = false;
        fake.intercept = ({ operation }) => {
            written ||= operation === "PutEventSelectors";
            return written ? { kind: "hang", after: true } : undefined;
        };
        const auditLog = file("audit.jsonl");
        const { exitCode, stdout } = await fix(fake, { auditLog });
        assert.equal(exitCode, 3);
        assert.match(stdout, /old or new: unknown/);
        assert.match(stdout, /1 unknown \(once AWS answers: trail-guard fix --aws --rollback \S+ --plan\)/);
        assert.match(readFileSync(auditLog, "utf8"), /"outcome":"unknown"/);
    });

    it("finishes what it began when it is stopped, begins nothing else, and says which", async () => {
        const fake = new FakeAws();
        const trails = ["a", "b", "c"].map(name => fake.addTrail(ACCOUNT, name, { isLogging: false }));
        atCall(fake, "PutEventSelectors", 2, () => {
            process.emit("SIGINT", "SIGINT");
        });
        const { exitCode, stdout, stderr } = await fix(fake);
        assert.equal(exitCode, 1);
        assert.deepEqual(
            trails.map(trail => logsEverything(trail) && trail.isLogging),
            [true, true, false],
        );
        assert.match(stderr, /stopping once this is finished: arn:.*trail\/b\n/);
        assert.match(stdout, /trail\/b\n {2}PutEventSelectors: new, and verified\n {2}StartLogging: new, and verified/);
        assert.match(stdout, /trail\/c\n {2}PutEventSelectors: old, unchanged: the run was stopped before its turn/);
        assert.equal(process.listenerCount("SIGINT"), 0);
    });
});

/** How the lines of an audit log say that it ended. */
function outcomesIn(auditLog: string): string[] {
    const lines = readFileSync(auditLog, "utf8").trim().split("\n");
    return lines.map(line => (JSON.parse(line) as { outcome: string }).outcome);
}
