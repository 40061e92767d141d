import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { EXIT } from "../../../checker/src/command-line/exit-code";
import { printable } from "../../../src/cloudtrail/quote";
import { here, isAlive, OBSERVER, type Previewed, runPreview, type Surroundings, toldProcesses } from "./run-preview";

const FAILING = here("program", "failing");
const DEV = ["--stack", "dev"];
const TRAIL = [here("program", "trail"), "--config", 'inputs={"s3BucketName": "logs"}'];
const HOSTILE = ["--policy-pack", here("pack", "hostile")];

/** A failed preview says one line of its own, prints no result, and leaves no process. */
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
        ["runError", /^trail-guard: the program failed$/, /a RunError has no stack\n/],
        ["logs", /^trail-guard: the program failed$/, /logged as an error/],
        ["exits", /^trail-guard: the program failed \(exit code 7\)$/, /^/],
        ["killed", /^trail-guard: the program failed \(signal SIGKILL\)$/, /^/],
        ["missing", /^trail-guard: the program failed$/, /Cannot find module '\.\/not-there'/],
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

    it("is ended when it takes too long, with what it started", async () => {
        const previewed = await run("endless", "--timeout", "12");
        assertFailed(previewed, /^trail-guard: the program took longer than 12 s: --timeout gives more time$/);
        assert.equal(toldProcesses(previewed.stderr).length, 2, previewed.stderr);
    });

    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
        it(`is ended with what it started when the command gets ${signal}`, async () => {
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
        ["throws", /the policy pack .*hostile ended before it was ready \(exit code \d+\)/, /the pack's own mistake/],
        ["exits", /the policy pack .*hostile ended before it was ready \(exit code 3\)/, /^/],
        ["chats", /the policy pack .*hostile printed "Hello! \\u001b\[31m" where its port was expected/, /^/],
        [
            "closed-port",
            /the connection to the policy pack .*hostile failed|the policy pack .*hostile failed: .*UNAVAILABLE|failed: No connection/,
            /^/,
        ],
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
        ["dies", /the policy pack .*hostile ended while it was asked \(exit code 9\)/, /^/],
    ] as const) {
        it(`ends with its reason: ${way}`, async () => {
            const previewed = await run(way);
            assertFailed(previewed, message);
            assert.match(previewed.stderr, details);
            assert.equal(stripVTControlCharacters(previewed.stderr), previewed.stderr);
        });
    }

    for (const way of ["silent", "hangs"]) {
        it(`is ended when it takes too long: ${way}`, async () => {
            const previewed = await run(way, "--timeout", "5");
            assertFailed(previewed, /^trail-guard: the (policy packs|program) took longer than 5 s/);
        });
    }

    it("that starts a process and hears no signal leaves none behind when all goes well", async () => {
        const previewed = await run("family");
        assert.equal(previewed.exitCode, EXIT.violated);
        const processes = toldProcesses(previewed.stderr);
        assert.equal(processes.length, 2, previewed.stderr);
        assert.deepEqual(processes.filter(isAlive), []);
    });

    it("steers no terminal, in text or JSON", async () => {
        for (const format of ["text", "json"]) {
            const { exitCode, stdout } = await run("", "--format", format);
            assert.equal(exitCode, EXIT.violated);
            assert.match(stdout, /second/);
            assert.equal(stdout.split("\n").map(printable).join("\n"), stdout);
        }
    });

    it("fills no memory with what it prints", async () => {
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

describe("offline preview: wrong input", () => {
    const cases: readonly (readonly [name: string, args: readonly string[], message: RegExp, around?: Surroundings])[] =
        [
            ["no folder", ["/not/there"], /^trail-guard: \/not\/there is no Pulumi project: there is no such folder$/],
            ["no Pulumi.yaml", [here("pack")], /is no Pulumi project: there is no Pulumi\.yaml in it$/],
            [
                "no pack",
                [FAILING],
                /^trail-guard: no policy pack: name the folder of one with --policy-pack$/,
                { folder: tmpdir() },
            ],
            [
                "a pack that isn't there",
                [FAILING, "--policy-pack", "/not/there"],
                /\/not\/there is no policy pack: there is no such folder$/,
            ],
            [
                "a folder that is no pack",
                [FAILING, "--policy-pack", FAILING],
                /is no policy pack: there is no PulumiPolicy\.yaml in it$/,
            ],
            [
                "a configuration that isn't there",
                [FAILING, ...OBSERVER, "--policy-pack-config", "/not/there"],
                /can't read \/not\/there: no such file/,
            ],
            [
                "more configurations than packs",
                [FAILING, ...OBSERVER, "--policy-pack-config", "a", "--policy-pack-config", "b"],
                /must be given once for each --policy-pack$/,
            ],
            [
                "mocks that aren't there",
                [FAILING, ...OBSERVER, "--mocks", "/not/there"],
                /can't read \/not\/there: no such file/,
            ],
            [
                "a value without a key",
                [FAILING, ...OBSERVER, "--config", "way"],
                /--config "way": write it as KEY=VALUE$/,
            ],
            [
                "a stack with a hostile name",
                [FAILING, ...OBSERVER, "--stack", "../\u001b[31m"],
                /--stack "\.\.\/\\u001b\[31m": a stack's name has/,
            ],
            ["several stacks", [here("program", "javascript"), ...OBSERVER], /choose one with --stack: "dev", "prod"$/],
            [
                "a missing value",
                [here("program", "javascript"), ...OBSERVER, "--stack", "new"],
                /stack new has no value for "javascript:owner", which Pulumi\.yaml asks for: give it with --config javascript:owner=VALUE$/,
            ],
            ["no time", [FAILING, ...OBSERVER, "--timeout", "0"], /'--timeout <seconds>' argument '0' is invalid/],
            ["a format that isn't one", [FAILING, "--format", "xml"], /Allowed choices are text, json/],
        ];
    for (const [name, args, message, around] of cases) {
        it(`is one line: ${name}`, async () => assertFailed(await runPreview(args, around), message));
    }

    it("is one line: a program of another language", async () => {
        const folder = temporary();
        writeFileSync(join(folder, "Pulumi.yaml"), "name: p\nruntime: python\n");
        assertFailed(
            await runPreview([folder, ...OBSERVER]),
            /Pulumi\.yaml: an offline preview runs Node programs .*"python": use `pulumi preview/,
        );
        rmSync(folder, { recursive: true });
    });

    it("says which command installs what is missing, and where", async () => {
        const folder = temporary();
        cpSync(here("program", "trail"), folder, { recursive: true });
        const args = [folder, ...OBSERVER, "--config", "inputs={}"];
        assertFailed(
            await runPreview(args),
            new RegExp(`SDK of the program isn't installed: run \`npm install\` in ${folder}$`),
        );
        writeFileSync(join(folder, "package-lock.json"), "{}");
        assertFailed(await runPreview(args), new RegExp(`isn't installed: run \`npm ci\` in ${folder}$`));

        const pack = join(folder, "pack");
        cpSync(here("pack", "observer"), pack, { recursive: true });
        const withPack = [...TRAIL, "--policy-pack", pack];
        assertFailed(
            await runPreview(withPack),
            new RegExp(`SDK of the policy pack isn't installed: run \`npm install\` in ${pack}$`),
        );
        rmSync(folder, { recursive: true });
    });

    it("finds the SDK that the program itself has installed", async () => {
        const folder = temporary();
        cpSync(here("program", "trail"), folder, { recursive: true });
        mkdirSync(join(folder, "node_modules"));
        symlinkSync(here("../../../node_modules/@pulumi"), join(folder, "node_modules/@pulumi"));
        const { exitCode, stderr } = await runPreview([folder, ...OBSERVER, "--config", "inputs={}"]);
        assert.deepEqual({ exitCode, stderr }, { exitCode: EXIT.ok, stderr: "" });
        rmSync(folder, { recursive: true });
    });

    it("hints at encrypted values where a program fails that has some", async () => {
        const args = [FAILING, ...OBSERVER, "--stack", "encrypted", "--config", "way=throws"];
        const hint =
            /the program failed; the encrypted values of .*Pulumi\.encrypted\.yaml are unknown offline: --config can give others$/;
        assertFailed(await runPreview(args), hint);
    });
});
