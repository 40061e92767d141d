import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../../checker/src/command-line/user-error";
import { beginStep } from "../../../../checker/src/live/fix/apply/step-record";
import type { TrailPlan } from "../../../../checker/src/live/fix/plan/trail-plan";
import { FakeAws } from "../fake-aws";
import { ACCOUNT, fixing, writes } from "./fixing";

/** A file that can be opened, but not written to. */
const FULL = "/dev/full";

/** Writes to a private log as long as it can; a limit on the file size stands in for a full disk. */
const SCRIPT = `
require("tsx/cjs");
const { openPrivateLog } = require(process.argv[1]);
const log = openPrivateLog(process.argv[2], "append");
let written = 0;
try {
    for (;;) {
        log.write({ entry: written, text: "x".repeat(300) });
        written += 1;
    }
} catch (error) {
    process.stdout.write(written + " " + error.constructor.name + " " + error.message);
}
`;

describe("a private log on a full disk", function () {
    this.timeout(60_000);
    let folder: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("keeps whole lines only, and says that the next one could not be written", function () {
        if (!existsSync("/bin/bash")) {
            this.skip();
        }
        const path = join(folder, "rollback.jsonl");
        const source = join(__dirname, "../../../../checker/src/live/fix/private-log.ts");
        // Blocks of 1024 bytes: the last line that begins within the limit ends after it.
        const limited = 'trap "" XFSZ; ulimit -f 2; exec "$@"';
        const { stdout, stderr } = spawnSync(
            "/bin/bash",
            ["-c", limited, "bash", process.execPath, "-e", SCRIPT, source, path],
            // The limit would cut what tsx compiles, too, where it keeps that.
            {
                encoding: "utf8",
                cwd: join(__dirname, "../../../.."),
                env: { ...process.env, TSX_DISABLE_CACHE: "1" },
            },
        );
        const [, written, name] = /^(\d+) (\w+) can't write/.exec(stdout) ?? [];
        assert.equal(name, "UserError", stdout + stderr);
        const lines = readFileSync(path, "utf8").split("\n");
        assert.equal(lines.pop(), "", "no half of a line stays");
        assert.equal(lines.length, Number(written));
        assert.ok(lines.length > 2);
        lines.forEach((line, index) => {
            assert.equal(JSON.parse(line).entry, index);
        });
    });
});

describe("fix --aws --apply on a full disk", () => {
    const { fix } = fixing();

    it("changes nothing that it can't record, and begins nothing else", async function () {
        if (!existsSync(FULL)) {
            this.skip();
        }
        const fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a");
        fake.addTrail(ACCOUNT, "b");
        const { exitCode, stdout } = await fix(fake, { auditLog: FULL });
        assert.equal(exitCode, 1);
        assert.deepEqual(writes(fake), []);
        assert.match(stdout, /PutEventSelectors: old, unchanged: can't write "\/dev\/full": no space left/);
        assert.match(stdout, /the run was stopped before its turn/);
    });

    it("changes nothing if it can't save the old values", () => {
        const full = (name: string) => () => {
            throw new UserError(`can't write ${name}`);
        };
        const plan = { account: ACCOUNT, through: ACCOUNT, arn: "arn", homeRegion: "us-east-1" } as TrailPlan;
        const what = { call: "UpdateTrail", before: {}, after: {} };
        const settings = { before: {}, after: {} };
        const logs = { stop: new AbortController(), onProblem: () => {} };
        for (const [rollback, audit] of [
            [full("rollback"), () => {}],
            [() => {}, full("audit")],
        ] as const) {
            const context = { ...logs, rollback: { path: "rollback", write: rollback }, audit };
            assert.throws(() => beginStep(plan, what, context, { settings }), UserError);
        }
    });
});
