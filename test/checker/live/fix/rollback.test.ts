import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
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
        const plan = await rollback(fake, path, { plan: true });
        assert.equal(plan.exitCode, 1);
        assert.match(plan.stdout, /trail\/a\n {2}selectors: new, as fix made it\n/);
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

    const ENTRY = {
        trail: "arn:aws:cloudtrail:us-east-1:111111111111:trail/a",
        homeRegion: "us-east-1",
        time: "",
    };

    it("refuses a file that is not its own", async () => {
        const path = file("notes");
        for (const text of ["", "notes\n", `${JSON.stringify(ENTRY)}\n`]) {
            writeFileSync(path, text);
            await assert.rejects(rollback(new FakeAws(), path), UserError);
        }
        await assert.rejects(rollback(new FakeAws(), file("missing")), UserError);
    });

    const DAMAGED: readonly (readonly [string, string])[] = [
        ["an empty entry", "{}"],
        ["half of a line", JSON.stringify({ ...ENTRY, settings: { before: {}, after: {} } }).slice(0, -9)],
        [
            "a setting that fix never changes",
            JSON.stringify({ ...ENTRY, settings: { before: { S3BucketName: "x" }, after: {} } }),
        ],
        ["malformed selectors", JSON.stringify({ ...ENTRY, selectors: { before: { EventSelectors: [] }, after: {} } })],
        ["selectors without a trail", JSON.stringify({ selectors: { before: {}, after: {} } })],
    ];
    for (const [name, line] of DAMAGED) {
        for (const place of ["first", "last"] as const) {
            it(`names a damaged line, and puts back what the other lines saved: ${name}, ${place}`, async () => {
                const fake = new FakeAws();
                const trail = fake.addTrail(ACCOUNT, "a");
                const path = file("rollback.jsonl");
                await fix(fake, { saveRollback: path });
                const [header, entry] = readFileSync(path, "utf8").split("\n");
                // The last line of a run that was killed has no end.
                writeFileSync(path, [header, ...(place === "first" ? [line, entry, ""] : [entry, line])].join("\n"));
                const { exitCode, stderr } = await rollback(fake, path);
                assert.equal(exitCode, 1);
                assert.match(stderr, new RegExp(`line ${place === "first" ? 2 : 3}: damaged, so what it saved`));
                assert.ok(trail.selectors !== undefined && "basic" in trail.selectors);
            });
        }
    }

    it("asks before it puts anything back, and needs --yes without a terminal", async () => {
        for (const [answer, changed] of [
            ["y\n", true],
            ["n\n", false],
            ["", false],
        ] as const) {
            const fake = new FakeAws();
            const trail = fake.addTrail(ACCOUNT, "a");
            const path = file(`rollback-${changed}-${answer.length}.jsonl`);
            await fix(fake, { saveRollback: path });
            const { exitCode, stderr } = await rollback(fake, path, { yes: false, answer });
            assert.match(stderr, /Put back 1 trail\? \[y\/N\]/);
            assert.deepEqual([exitCode === 0, !logsEverything(trail)], [changed, changed]);
            fake.calls.length = 0;
            await assert.rejects(rollback(fake, path, { yes: false }), UserError);
            assert.deepEqual(fake.calls, []);
            assert.equal((await rollback(fake, path, { yes: false, plan: true })).exitCode, changed ? 0 : 1);
        }
    });

    it("says that it can't tell if a call fails and AWS still shows the new selectors", async () => {
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        const path = file("rollback.jsonl");
        await fix(fake, { saveRollback: path });
        for (const [fault, code, words] of [
            [
                { kind: "error", code: "AccessDeniedException" },
                1,
                /could not be put back: PutEventSelectors was denied/,
            ],
            [{ kind: "hang" }, 3, /old or new: unknown: PutEventSelectors got no answer in time/],
        ] as const) {
            fake.intercept = ({ operation }) => (operation === "PutEventSelectors" ? fault : undefined);
            const { exitCode, stdout } = await rollback(fake, path);
            assert.equal(exitCode, code);
            assert.match(stdout, words);
        }
    });
});
