import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE } from "../trails";
import { ACCOUNT, atCall, fixing, LAMBDA, logsEverything, writes } from "./fixing";

describe("fix --aws --apply, when something comes between", () => {
    const { fix, file } = fixing();

    it("stops for a trail whose selectors have changed since they were read", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        atCall(fake, "GetEventSelectors", 2, () => {
            trail.selectors = { advanced: [LAMBDA] };
        });
        const { exitCode, stdout } = await fix(fake, { only: ["selectors"] });
        assert.equal(exitCode, 1);
        assert.match(stdout, /PutEventSelectors: old, unchanged: its selectors have been changed since they were read/);
        assert.deepEqual(trail.selectors, { advanced: [LAMBDA] });
    });

    it("puts the old selectors back where the new ones are not what they should be", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a", { selectors: { advanced: [...COMPLETE.slice(0, 1), LAMBDA] } });
        const before = structuredClone(trail.selectors);
        let sabotaged = false;
        atCall(fake, "GetEventSelectors", 3, () => {
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
        atCall(fake, "GetEventSelectors", 3, () => {
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
        const ran = await fix(fake, {}, undefined, lagging);
        assert.equal(ran.exitCode, 0, ran.stdout);
        assert.ok(logsEverything(trail));
        assert.equal(writes(fake).length, 1);
    });

    it("waits where another change is going on", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        atCall(fake, "PutEventSelectors", 1, () => ({ kind: "error", code: "ConflictException" }));
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
        const auditLog = file("audit.jsonl");
        const { exitCode, stdout } = await fix(fake, { auditLog });
        assert.equal(exitCode, 3);
        assert.match(stdout, /old or new: it can't be told/);
        assert.match(stdout, /1 can't be told \(once AWS answers: trail-guard fix --aws --rollback \S+ --plan\)/);
        assert.match(readFileSync(auditLog, "utf8"), /"outcome":"unknown"/);
    });

    it("brings to an end what was begun when it is stopped, begins no more, and says which", async () => {
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
        assert.match(stderr, /stopping as soon as this is brought to an end: arn:.*trail\/b\n/);
        assert.match(stdout, /trail\/b\n {2}PutEventSelectors: new, and verified\n {2}StartLogging: new, and verified/);
        assert.match(stdout, /trail\/c\n {2}PutEventSelectors: old, unchanged: the run was stopped before its turn/);
        assert.equal(process.listenerCount("SIGINT"), 0);
    });
});
