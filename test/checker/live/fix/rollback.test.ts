import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { FakeAws } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, fixing, LAMBDA, logsEverything } from "./fixing";

describe("fix --aws --rollback", () => {
    const { fix, rollback, file } = fixing();

    it("puts the old selectors and settings back, and leaves logging on", async () => {
        const fake = new FakeAws();
        const basic = { basic: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true, DataResources: [] }] };
        const a = fake.addTrail(ACCOUNT, "a", { isMultiRegionTrail: false, isLogging: false, selectors: basic });
        const b = fake.addTrail(ACCOUNT, "b", { selectors: { advanced: [LAMBDA] } });
        const before = structuredClone([a.selectors, b.selectors]);
        const path = file("rollback.jsonl");
        await fix(fake, { saveRollback: path });
        assert.ok(logsEverything(a) && logsEverything(b));
        const plan = await rollback(fake, path, true);
        assert.equal(plan.exitCode, 1);
        assert.match(plan.stdout, /trail\/a\n {2}selectors: new, as fix has made it\n/);
        assert.equal((await rollback(fake, path)).exitCode, 0);
        assert.deepEqual([a.selectors, b.selectors], before);
        assert.deepEqual([a.isMultiRegionTrail, a.isLogging], [false, true]);
        const again = await rollback(fake, path);
        assert.equal(again.exitCode, 0);
        assert.match(again.stdout, /trail\/a\n {2}selectors: old, as it was before\n/);
    });

    it("leaves a trail alone that someone has changed since", async () => {
        const fake = new FakeAws();
        const trail = fake.addTrail(ACCOUNT, "a");
        const path = file("rollback.jsonl");
        await fix(fake, { saveRollback: path });
        trail.selectors = { advanced: [...COMPLETE, LAMBDA] };
        const { exitCode, stdout } = await rollback(fake, path);
        assert.equal(exitCode, 1);
        assert.match(stdout, /changed by someone since: left alone/);
        assert.deepEqual(trail.selectors, { advanced: [...COMPLETE, LAMBDA] });
    });

    it("refuses a file that is not its own", async () => {
        const path = file("notes");
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
            writeFileSync(path, text);
            await assert.rejects(rollback(new FakeAws(), path), UserError);
        }
        await assert.rejects(rollback(new FakeAws(), file("missing")), UserError);
    });
});
