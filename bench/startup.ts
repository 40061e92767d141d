// How long `trail-guard --version` takes beyond bare node, and commands on a small input: medians of alternating runs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROUNDS = 40;
const LIMIT_MS = 100;
const bin = join(__dirname, "../checker/bin/trail-guard.js");
const built = join(__dirname, "../checker/dist/trail-guard.js");
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

function milliseconds(args: readonly string[]): number {
    const start = process.hrtime.bigint();
    const { error, status } = spawnSync(process.execPath, args);
    if (error !== undefined || status === 2) {
        throw error ?? new Error(`${args.join(" ")} failed`);
    }
    return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
    return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const times = new Map(Object.keys(runs).map(name => [name, [] as number[]]));
for (let round = -2; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(runs)) {
        const time = milliseconds(args);
        if (round >= 0) {
            times.get(name)?.push(time);
        }
    }
}
rmSync(folder, { recursive: true });

const bare = median(times.get("node -e 0") ?? []);
console.log(`node ${process.version}, ${ROUNDS} rounds, one file of ${(statSync(built).size / 1e6).toFixed(1)} MB\n`);
console.log("| command | of bare node | beyond bare node |\n| --- | --- | --- |");
for (const [name, measured] of times) {
    const time = median(measured);
    console.log(`| \`${name}\` | ${(time / bare).toFixed(2)} | ${(time - bare).toFixed(0)} ms |`);
}
const beyond = median(times.get("trail-guard --version") ?? []) - bare;
if (beyond > LIMIT_MS) {
    console.error(
        `trail-guard --version takes ${beyond.toFixed(0)} ms more than bare node: the limit is ${LIMIT_MS} ms`,
    );
    process.exitCode = 1;
}
