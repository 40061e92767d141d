import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../../checker/package.json";
import type { CommandEntry, Handle } from "../../../checker/src/command-line/command";
import { UserError } from "../../../checker/src/command-line/user-error";
import { commandEntries } from "../../../checker/src/commands";
import { runCommand } from "../run-command";

const BIN = join(__dirname, "../../../checker/bin/trail-guard.js");

/** A command that does what a test needs. */
function entry(name: string, action: () => 0 | 1 | 2 | 3): CommandEntry {
    return {
        name,
        summary: "a command of the test",
        load: () => ({
            register: (command, handle: Handle) => {
                command.option("--known").action(handle(() => action()));
            },
        }),
    };
}

describe("the command line", () => {
    it("prints its version, and nothing else", async () => {
        for (const option of ["--version", "-v"]) {
            assert.deepEqual(await runCommand([option]), { exitCode: 0, stdout: `${version}\n`, stderr: "" });
        }
    });

    it("loads no command for its version or its list of commands", async () => {
        const unloadable = [{ name: "heavy", summary: "is not loaded", load: () => assert.fail("was loaded") }];
        assert.equal((await runCommand(["--version"], {}, unloadable)).exitCode, 0);
        const help = await runCommand(["--help"], {}, unloadable);
        assert.equal(help.exitCode, 0);
        assert.match(help.stdout, /heavy\s+is not loaded/);
    });

    it("passes on the exit code of a command", async () => {
        for (const code of [0, 1, 2, 3] as const) {
            assert.equal((await runCommand(["work"], {}, [entry("work", () => code)])).exitCode, code);
        }
    });

    for (const [title, args, message] of [
        [
            "an unknown option",
            ["work", "--knwn"],
            /^trail-guard: unknown option '--knwn' \(Did you mean --known\?\)\n$/,
        ],
        ["an unknown command", ["wrok"], /^trail-guard: unknown command 'wrok' \(Did you mean work\?\)\n$/],
        [
            "help about an unknown command",
            ["help", "wrok"],
            /^trail-guard: unknown command 'wrok' \(Did you mean work\?\)\n$/,
        ],
        [
            "an unknown command's help",
            ["wrok", "--help"],
            /^trail-guard: unknown command 'wrok' \(Did you mean work\?\)\n$/,
        ],
        [
            "an option before its command",
            ["--known", "work"],
            /^trail-guard: options follow the command: trail-guard work --known\n$/,
        ],
        ["an empty argument", ["work", "", "x"], /^trail-guard: an argument is empty: is a variable not set\?\n$/],
        ["an unknown option alone", ["--knwn"], /^trail-guard: unknown option '--knwn'\n$/],
        ["too many arguments", ["work", "x"], /^trail-guard: too many arguments for 'work'.*\n$/],
        [
            "terminal escapes in an argument",
            ["work", "--\u001b[31m"],
            /^trail-guard: unknown option '--\\u001b\[31m'\n$/,
        ],
    ] as const) {
        it(`answers ${title} with one line and exit code 2`, async () => {
            const { exitCode, stdout, stderr } = await runCommand(args, {}, [entry("work", () => 0)]);
            assert.match(stderr, message);
            assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
        });
    }

    it("answers a missing command with its help and exit code 2", async () => {
        const { exitCode, stdout, stderr } = await runCommand([]);
        assert.match(stderr, /^Usage: trail-guard/);
        assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
    });

    it("shows a user's mistake as one line, safe for a terminal", async () => {
        const fail = entry("work", () => {
            throw new UserError("a\u001b[2Jb:\nno such file");
        });
        assert.deepEqual(await runCommand(["work"], {}, [fail]), {
            exitCode: 2,
            stdout: "",
            stderr: "trail-guard: a\\u001b[2Jb: no such file\n",
        });
    });

    it("reports a defect as a defect, with the stack only on request", async () => {
        const defect = entry("work", () => {
            throw new TypeError("x is undefined");
        });
        const { exitCode, stderr } = await runCommand(["work"], {}, [defect]);
        assert.equal(exitCode, 2);
        assert.match(
            stderr,
            /^trail-guard: a defect in trail-guard, please report it \(https:\S+\): x is undefined\n$/,
        );
        const debugged = await runCommand(["work"], { env: { TRAIL_GUARD_DEBUG: "1" } }, [defect]);
        assert.match(debugged.stderr, /program\.test\.ts/);
    });

    for (const { name } of commandEntries) {
        it(`${name} --help shows examples, in both spellings`, async () => {
            const help = await runCommand([name, "--help"]);
            assert.equal(help.exitCode, 0);
            assert.match(help.stdout, new RegExp(`^Usage: trail-guard ${name}`));
            assert.match(help.stdout, new RegExp(`\\nExamples:\\n {2}# .+\\n {2}\\$ .*trail-guard ${name}`));
            assert.deepEqual(await runCommand(["help", name]), help);
        });
    }

    it("survives a reader that closes the pipe", () => {
        const script = `node ${JSON.stringify(BIN)} policies --format json; echo "exit $?" >&2`;
        const { stderr } = spawnSync("bash", ["-c", `(${script}) | true`], { encoding: "utf8" });
        assert.equal(stderr, "exit 0\n");
    });

    it("fails if standard output can't be written", function () {
        if (process.platform !== "linux") {
            this.skip();
        }
        const full = openSync("/dev/full", "w");
        const { status, stderr } = spawnSync(process.execPath, [BIN, "policies"], {
            stdio: ["ignore", full, "pipe"],
            encoding: "utf8",
        });
        assert.equal(stderr, "trail-guard: can't write to standard output: no space left on the device\n");
        assert.equal(status, 2);
    });
});
