// How long `trail-guard --version` takes beyond bare node, and commands on a small input: medians of alternating runs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ratio } from "../figures";

const ROUNDS = 40;
const LIMIT_MS = 100;
const bin = join(__dirname, "../../checker/bin/trail-guard.js");
const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
const selectors = join(folder, "selectors.json");
writeFileSync(selectors, JSON.stringify({ EventSelectors: [{ ReadWriteType: "All" }] }));

const runs: Readonly<Record<string, readonly string[]>> = {
    "node -e 0": ["-e", "0"],
    "trail-guard --version": [bin, "--version"],
    "trail-guard --help": [bin, "--help"],
    "trail-guard policies": [bin, "policies"],
    "trail-guard coverage": [bin, "coverage", selectors],
};

/** Prints, when it ends, the process's processor time, on which other work on the machine has no effect. */
const meter = join(folder, "meter.js");
writeFileSync(
    meter,
    'process.on("exit", () => { const { user, system } = process.cpuUsage(); require("fs").writeSync(3, String(user + system)); });',
);

interface Time {
    readonly elapsed: number;
    readonly processor: number;
}

/** In milliseconds. */
function measure(args: readonly string[]): Time {
    const start = process.hrtime.bigint();
    const { error, status, output } = spawnSync(process.execPath, ["--require", meter, ...args], {
        stdio: ["ignore", "pipe", "pipe", "pipe"],
        encoding: "utf8",
    });
    if (error !== undefined || status === 2) {
        throw error ?? new Error(`${args.join(" ")} failed`);
    }
    return { elapsed: Number(process.hrtime.bigint() - start) / 1e6, processor: Number(output[3]) / 1e3 };
}

const times = new Map(Object.keys(runs).map(name => [name, [] as Time[]]));
for (let round = -2; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(runs)) {
        const time = measure(args);
        if (round >= 0) {
            times.get(name)?.push(time);
        }
    }
}
rmSync(folder, { recursive: true });

const bare = times.get("node -e 0") ?? [];
const beyond = (of: keyof Time, measured: readonly Time[]) =>
    median(measured.map(time => time[of])) - median(bare.map(time => time[of]));
console.log(`node ${process.version}, ${ROUNDS} rounds\n`);
console.log("| command | beyond bare node | on the processor beyond bare node | times bare node |");
console.log("| --- | --- | --- | --- |");
for (const [name, measured] of times) {
    const processor = (runs: readonly Time[]) => median(runs.map(time => time.processor));
    console.log(
        `| \`${name}\` | ${beyond("elapsed", measured).toFixed(0)} ms | ${beyond("processor", measured).toFixed(0)} ms | ${ratio(processor(measured), processor(bare))} |`,
    );
}
const version = beyond("processor", times.get("trail-guard --version") ?? []);
if (version > LIMIT_MS) {
    console.error(
        `trail-guard --version takes ${version.toFixed(0)} ms more than bare node: the limit is ${LIMIT_MS} ms`,
    );
    process.exitCode = 1;
}
