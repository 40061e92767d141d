import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { EXIT } from "../../../checker/src/command-line/exit-code";
import { printable } from "../../../src/cloudtrail/quote";
import { isAlive } from "../../is-alive";
import { here, OBSERVER, type Previewed, runPreview, toldProcesses } from "./run-preview";

const FAILING = here("program", "failing");
const DEV = ["--stack", "dev"];
const TRAIL = [here("program", "trail"), "--config", 'inputs={"s3BucketName": "logs"}'];
const HOSTILE = ["--policy-pack", here("pack", "hostile")];

/** A failed preview prints one line, no result, and leaves no process. */
function assertFailed({ exitCode, stdout, stderr }: Previewed, message: RegExp): void {
    const own = stderr.split("\n").filter(line => line.startsWith("trail-guard: "));
    assert.equal(own.length, 1, stderr);
    assert.match(own[0], message);
    assert.equal(stdout, "");
    assert.equal(exitCode, EXIT.failed);
    assert.deepEqual(toldProcesses(stderr).filter(isAlive), []);
}

function temporary(): string {
    return realpathSync(mkdtempSync(join(tmpdir(), "trail-guard-")));
}

describe("offline preview: a program that fails", () => {
    const run = (way: string, ...more: string[]) =>
        runPreview([FAILING, ...DEV, ...OBSERVER, "--config", `way=${way}`, ...more]);

    it("shows the stack of its error, once", async () => {
        const previewed = await run("throws");
        assertFailed(previewed, /^trail-guard: the program failed$/);
        assert.equal(previewed.stderr.split("the program's own mistake").length, 2, previewed.stderr);
        assert.match(previewed.stderr, /failing\/index\.js:\d+:\d+/);
        assert.equal(stripVTControlCharacters(previewed.stderr), previewed.stderr);
        assert.ok(!previewed.stderr.includes("\\u001b"));
    });

    for (const [way, message, details] of [
        ["rejects", /^trail-guard: the program failed$/, /Error: rejected in the dark/],
        ["twice", /two resources have the URN "urn:pulumi:dev::failing::test:index:A::same"/, /^/],
        ["transform", /a transform of the program failed: .*the transform's own mistake/, /^/],
        ["lookup", /the program looks up a resource that it doesn't declare: urn:pulumi:dev::failing::.*::nobody/, /^/],
    ] as const) {
        it(`ends with its reason: ${way}`, async () => {
            const previewed = await run(way);
            assertFailed(previewed, message);
            assert.match(previewed.stderr, details);
        });
    }

    it("shows no secret", async () => {
        const previewed = await run("secret");
        assertFailed(previewed, /^trail-guard: the program failed$/);
        assert.match(previewed.stderr, /\[secret\] is in the message/);
        assert.doesNotMatch(previewed.stderr, /hunter2/);
    });

    it("is ended when it takes too long, with the processes that it started", async () => {
        const previewed = await run("endless", "--timeout", "10");
        assertFailed(previewed, /^trail-guard: the program took longer than 10 s: --timeout allows more time$/);
        assert.equal(toldProcesses(previewed.stderr).length, 2, previewed.stderr);
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`is ended with the processes that it started when the command gets ${signal}`, async () => {
            let sent = false;
            const { stdout, stderr, ...ending } = await runPreview(
                [FAILING, ...DEV, ...OBSERVER, "--config", "way=endless"],
                {
                    onOutput: (child, written) => {
                        if (!sent && toldProcesses(written).length === 2) {
                            sent = true;
                            child.kill(signal);
                        }
                    },
                },
            );
            assert.deepEqual(ending, { exitCode: null, signal });
            assert.equal(stdout, "");
            assert.doesNotMatch(stderr, /trail-guard: /);
            assert.deepEqual(toldProcesses(stderr).filter(isAlive), []);
        });
    }
});

describe("offline preview: a pack that fails", () => {
    const run = (way: string, ...more: string[]) =>
        runPreview([...TRAIL, ...HOSTILE, ...more], { env: { HOSTILE_WAY: way } });

    for (const [way, message, details] of [
        ["closed-port", /the policy pack .*hostile failed: No connection established/, /^/],
        [
            "throws-later",
            /the policy pack hostile failed: Error validating resource with policy/,
            /the policy's own mistake/,
        ],
        [
            "unknown-remediation",
            /the policy pack hostile failed: Error remediating resource/,
            /the remediation's own mistake/,
        ],
        ["dies", /the policy pack .*hostile ended during a call \(exit code 9\)/, /^/],
    ] as const) {
        it(`ends with its reason: ${way}`, async () => {
            const previewed = await run(way);
            assertFailed(previewed, message);
            assert.match(previewed.stderr, details);
            assert.equal(stripVTControlCharacters(previewed.stderr), previewed.stderr);
        });
    }

    it("is ended when it takes too long, before it is ready or in a call", async () => {
        for (const previewed of await Promise.all(["silent", "hangs"].map(way => run(way, "--timeout", "5")))) {
            assertFailed(previewed, /^trail-guard: the (policy packs|program) took longer than 5 s/);
        }
    });

    it("leaves no process behind when all goes well, even one that ignores signals", async () => {
        const previewed = await run("family");
        assert.equal(previewed.exitCode, EXIT.violated);
        const processes = toldProcesses(previewed.stderr);
        assert.equal(processes.length, 2, previewed.stderr);
        assert.deepEqual(processes.filter(isAlive), []);
    });

    it("steers no terminal", async () => {
        const { exitCode, stdout } = await run("");
        assert.equal(exitCode, EXIT.violated);
        assert.match(stdout, /second/);
        assert.equal(stdout.split("\n").map(printable).join("\n"), stdout);
    });

    it("does not fill memory with its output", async () => {
        const { exitCode, stdout } = await run("floods", "--format", "json");
        assert.equal(exitCode, EXIT.violated);
        assert.equal(JSON.parse(stdout).violations.length > 0, true);
    });

    it("can't reach the prototype of anything", async () => {
        const { exitCode, stdout, stderr } = await run("proto", "--format", "json");
        assert.equal(stderr.includes("defect"), false, stderr);
        assert.equal(exitCode, EXIT.violated);
        assert.equal(JSON.parse(stdout).remediations.length, 3);
    });
});

describe("offline preview: where it finds what it needs", () => {
    it("finds the SDK that the program itself has installed", async () => {
        const folder = temporary();
        cpSync(here("program", "trail"), folder, { recursive: true });
        mkdirSync(join(folder, "node_modules"));
        symlinkSync(here("../../../node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
        const { exitCode, stderr } = await runPreview([folder, ...OBSERVER, "--config", "inputs={}"]);
        assert.deepEqual({ exitCode, stderr }, { exitCode: EXIT.ok, stderr: "" });
        rmSync(folder, { recursive: true });
    });

    it("uses the pack that contains the working directory, and no other", async () => {
        const inside = here("pack", "observer", "node_modules");
        mkdirSync(inside, { recursive: true });
        const found = await runPreview([...TRAIL, "--format", "json"], { folder: inside });
        rmSync(inside, { recursive: true });
        assert.match(found.stdout, /"policy": "resources"/);

        assertFailed(
            await runPreview(TRAIL, { folder: tmpdir() }),
            /^trail-guard: no policy pack: name the folder of one with --policy-pack$/,
        );
    });
});
