import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stack } from "../../offline-preview/src/engine/stack";
import { Log } from "../../offline-preview/src/log";
import { PackProcess } from "../../offline-preview/src/pack/pack-process";
import { PreviewError } from "../../offline-preview/src/preview-error";
import { Children } from "../../offline-preview/src/program/children";
import { runProgram } from "../../offline-preview/src/program/program";
import type { Project } from "../../offline-preview/src/program/project";
import type { Sdk } from "../../offline-preview/src/program/sdk";
import { Secrets } from "../../offline-preview/src/values/secrets";
import { secret } from "../../offline-preview/src/values/wire";
import { isAlive } from "../is-alive";

/** What makes a process end only by force. */
const STUBBORN = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";

let folder: string;
let children: Children;
let written: string;
let log: Log;

/** A script in place of one of Pulumi's. */
function script(code: string): Sdk {
    const file = join(folder, "script.js");
    writeFileSync(file, code);
    return { script: file } as Sdk;
}

describe("offline preview", () => {
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        children = new Children();
        written = "";
        const secrets = new Secrets();
        secrets.note(secret("hunter2"));
        log = new Log(({ kind, text }) => (written += `${kind === "warning" ? "warning: " : ""}${text}\n`), secrets);
    });

    afterEach(async () => {
        await children.end();
        rmSync(folder, { recursive: true });
    });

    describe("processes of a preview", () => {
        it("end with every process that they have started, even if they ignore signals", async () => {
            const grandchild = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(STUBBORN)}])`;
            const { script: file } = script(`${STUBBORN} console.log(process.pid + " " + ${grandchild}.pid);`);
            const child = children.start([file], { folder, env: process.env });
            const line = await new Promise<string>(resolve => child.onOutput(resolve));
            const processes = line.split(" ").map(Number);
            assert.deepEqual(processes.map(isAlive), [true, true]);
            await children.end();
            assert.deepEqual(processes.map(isAlive), [false, false]);
            assert.deepEqual(await child.ended, { code: null, signal: "SIGKILL" });
        });

        it("have ended only when all their output is read", async () => {
            const { script: file } = script(
                "process.stdout.write('x'.repeat(300000) + '\\nlast\\n'); process.exitCode = 4;",
            );
            const child = children.start([file], { folder, env: process.env });
            const lines: string[] = [];
            child.onOutput(text => lines.push(text));
            assert.deepEqual(await child.ended, { code: 4, signal: null });
            assert.equal(lines.at(-1), "last");
        });

        it("leave no signal handler behind", async () => {
            const before = process.listenerCount("SIGTERM");
            const others = new Children();
            assert.equal(process.listenerCount("SIGTERM"), before + 1);
            await others.end();
            assert.equal(process.listenerCount("SIGTERM"), before);
        });
    });

    describe("the log of a preview", () => {
        it("contains no secrets, and nothing that colours a terminal", () => {
            log.line("\u001b[31mred\u001b[39m\u0001\thunter2\nnext");
            log.warn("hunter2");
            assert.equal(written, "red\u0001\t[secret]\nnext\nwarning: [secret]\n");
        });
    });

    describe("the process of a pack", () => {
        const start = (code: string) => new PackProcess({ folder, sdk: script(code) }, children, process.env, log);

        it("prints its port on its first line; whatever else it writes goes to the log", async () => {
            const pack = start("console.error('starting'); console.log('54321'); console.log('hunter2 is served');");
            assert.equal(await pack.port, "54321");
            assert.match((await pack.endedError("ended")).message, /^the policy pack \S+ ended \(exit code 0\)$/);
            assert.deepEqual(written.split("\n").sort(), ["", "[secret] is served", "starting"]);
        });

        for (const [name, code, message] of [
            [
                "throws",
                "throw new Error('its own mistake')",
                /^the policy pack \S+ ended before it was ready \(exit code 1\)$/,
            ],
            ["exits", "process.exit(3)", /ended before it was ready \(exit code 3\)$/],
            ["is killed", "process.kill(process.pid, 'SIGKILL')", /ended before it was ready \(signal SIGKILL\)$/],
            ["exits well", "", /ended before it was ready \(exit code 0\)$/],
            [
                "chats",
                "console.log('Hello \\u001b[31m'); console.log('54321')",
                /printed 'Hello \\x1B\[31m' where its port was expected/,
            ],
            ["prints a colour", "console.log('\\u001b[33m54321\\u001b[39m')", /where its port was expected/],
        ] as const) {
            it(`fails if it ${name}`, async () => {
                const pack = start(code);
                await assert.rejects(
                    pack.port,
                    (error: Error) => error instanceof PreviewError && message.test(error.message),
                );
            });
        }
    });

    describe("the process of a program", () => {
        const stack = { organization: "o", name: "s", config: new Map(), hasEncrypted: false } as unknown as Stack;
        const run = (code: string, errors: string[] = [], ofStack: Partial<Stack> = {}) => {
            const project = {
                name: "p",
                folder,
                programFolder: folder,
                entryPoint: ".",
                nodeArguments: [],
            } as unknown as Project;
            const parts = { sdk: script(code), project, stack: { ...stack, ...ofStack }, address: "127.0.0.1:1" };
            return runProgram(parts, children, log, errors);
        };

        it("gets the arguments and the environment of Pulumi's language host", async () => {
            await run("console.log(process.argv.slice(2).join(' ')); console.log(process.env.PULUMI_CONFIG)", [], {
                config: new Map([["p:a", { value: "1", secret: true }]]),
            });
            assert.deepEqual(written.split("\n"), [
                `--monitor 127.0.0.1:1 --engine 127.0.0.1:1 --organization o --project p --stack s --root-directory ${folder} --pwd ${folder} --dry-run --parallel 16 .`,
                '{"p:a":"1"}',
                "",
            ]);
        });

        for (const [name, code, errors, message] of [
            ["exits with a code", "process.exit(7)", [], /^the program failed \(exit code 7\)$/],
            ["is killed", "process.kill(process.pid, 'SIGKILL')", [], /^the program failed \(signal SIGKILL\)$/],
            [
                "has logged an error, and exits with the SDK's code for that",
                "process.exit(32)",
                ["a\nb"],
                /^the program failed$/,
            ],
            ["has logged an error, and exits well", "", ["a\nb"], /^the program failed$/],
        ] as const) {
            it(`has failed if it ${name}`, async () => {
                await assert.rejects(run(code, [...errors]), (error: Error) => {
                    assert.ok(error instanceof PreviewError);
                    assert.match(error.message, message);
                    assert.deepEqual(error.details, errors.length === 0 ? [] : ["a", "b"]);
                    return true;
                });
            });
        }

        it("may have failed because of a missing encrypted value", async () => {
            const encrypted = { hasEncrypted: true, file: "Pulumi.s.yaml" };
            await assert.rejects(run("process.exit(1)", [], encrypted), {
                reason: "the program failed (exit code 1); the encrypted values of Pulumi.s.yaml are unknown offline",
                remedy: { option: "stackConfig" },
            });
        });
    });
});
