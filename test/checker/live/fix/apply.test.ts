import assert from "node:assert/strict";
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { readRollbackFile } from "../../../../checker/src/live/fix/rollback/rollback-file";
import { FakeAws } from "../fake-aws";
import { ACCOUNT, fixing, LAMBDA, logsEverything, writes } from "./fixing";

describe("fix --aws --apply", () => {
    const { fix, file } = fixing();

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

    it("asks on a terminal, and treats anything but yes as no", async () => {
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

    it("needs --yes without a terminal, before anything is read", async () => {
        const fake = new FakeAws();
        await assert.rejects(fix(fake, { yes: false }), UserError);
        assert.deepEqual(fake.calls, []);
    });

    it("saves the old selectors first, readable only by its owner, and never over an older file", async () => {
        const path = file("rollback.jsonl");
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        fake.intercept = ({ operation }) => {
            if (operation === "PutEventSelectors") {
                assert.equal(readRollbackFile(path).entries.length, 1, "it is on the disk before the call");
            }
            return undefined;
        };
        await fix(fake, { saveRollback: path });
        assert.equal(statSync(path).mode & 0o777, 0o600);
        fake.addTrail(ACCOUNT, "b");
        const before = readFileSync(path, "utf8");
        await assert.rejects(fix(fake, { saveRollback: path }), /it already exists/);
        assert.equal(readFileSync(path, "utf8"), before);
    });

    it("records who did what, when, before and after", async () => {
        const auditLog = file("audit.jsonl");
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

    it("stops if it can't record what it does", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        await assert.rejects(fix(fake, { auditLog: file("missing/audit.jsonl") }), UserError);
        assert.deepEqual(writes(fake), []);
    });

    it("makes an existing audit log readable only by its owner, and follows no symbolic link", async () => {
        const auditLog = file("audit.jsonl");
        writeFileSync(auditLog, "", { mode: 0o644 });
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        await fix(fake, { auditLog });
        assert.equal(statSync(auditLog).mode & 0o777, 0o600);
        const link = file("link.jsonl");
        symlinkSync(auditLog, link);
        fake.addTrail(ACCOUNT, "b");
        fake.calls.length = 0;
        await assert.rejects(fix(fake, { auditLog: link }), UserError);
        assert.deepEqual(writes(fake), []);
    });
});
