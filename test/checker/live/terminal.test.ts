import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeAws } from "./fake-aws";
import { type FakeServer, startFakeServer } from "./fake-server";
import { type Ran, runLive } from "./run-live";

const ACCOUNT = "111111111111";

describe("fix --aws --apply on a terminal", function () {
    this.timeout(60_000);
    let folder = "";
    let fake: FakeAws;
    let server: FakeServer | undefined;

    before(function () {
        if (spawnSync("python3", ["-c", "import os, pty; os.waitstatus_to_exitcode"]).status !== 0) {
            // Without Python there is no terminal: these tests are skipped, and counted as skipped.
            this.skip();
        }
    });
    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        fake = new FakeAws();
        fake.addTrail(ACCOUNT, "a", { isLogging: false });
        server = await startFakeServer(fake);
    });
    afterEach(async () => {
        await server?.close();
        rmSync(folder, { recursive: true });
    });

    /** Types something when prompted. */
    async function answer(typed: string): Promise<Ran> {
        let asked = false;
        return runLive({ url: server?.url ?? "", account: ACCOUNT, folder }, ["fix", "--aws", "--apply"], {
            terminal: true,
            onOutput: (stdout, { stdin }) => {
                if (!asked && stdout.includes("[y/N] ")) {
                    asked = true;
                    stdin?.write(typed);
                }
            },
        });
    }

    const changes = () => fake.calls.filter(({ operation }) => /^(Put|Update|Start)/.test(operation));

    it("shows the plan and asks, and accepts y as yes", async () => {
        const { exitCode, stdout } = await answer("y\n");
        assert.match(stdout, /PutEventSelectors.*StartLogging.*Change 1 trail in 1 account\? \[y\/N\] /s);
        assert.match(stdout, /PutEventSelectors: new, and verified/);
        assert.equal(exitCode, 0, stdout);
        assert.equal(changes().length, 2);
    });

    const NO: readonly (readonly [string, string])[] = [
        ["n", "n\n"],
        ["nothing", "\n"],
        ["something else", "yesterday\n"],
        ["Ctrl-C", "\u0003"],
        ["Ctrl-D", "\u0004"],
    ];
    for (const [name, typed] of NO) {
        it(`changes nothing after ${name}, and says so`, async () => {
            const { exitCode, stdout } = await answer(typed);
            assert.match(stdout, /\r\ntrail-guard: nothing was changed\r\n/);
            assert.equal(exitCode, 1);
            assert.deepEqual(changes(), []);
            assert.deepEqual(readdirSync(folder), [], "no file is left behind");
        });
    }
});
