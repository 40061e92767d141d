// How long an offline preview takes beside `pulumi preview` with the same pack and program, in turns. The CLI gets its
// fastest surroundings: a file backend, and an echo provider in place of the AWS plugin.
// Run it with `npm run build && npm run --prefix bench offline-preview`, with a pulumi on PATH.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findPulumi, ThrowAwayStack } from "../../scripts/throw-away-stack";
import { median, ratio } from "../figures";

const ROOT = join(__dirname, "../..");
const ROUNDS = 5;
const PROGRAMS = [
    "test/e2e/offline-preview/program/values",
    "examples/default-trail",
    "examples/bedrock-agents-typescript",
];
const PACK = ["--policy-pack", ROOT];

function main(): number {
    const pulumi = findPulumi();
    if ("problem" in pulumi) {
        process.stderr.write(`bench: ${pulumi.problem}\n`);
        return 2;
    }
    for (const program of PROGRAMS) {
        const stack = new ThrowAwayStack(join(ROOT, program));
        try {
            const times = { offline: [] as number[], cli: [] as number[] };
            for (let round = 0; round < ROUNDS; round++) {
                times.cli.push(time(() => stack.preview(PACK).events.length > 0));
                times.offline.push(time(() => previewOffline(stack.directory)));
            }
            const [offline, cli] = [median(times.offline), median(times.cli)];
            process.stdout.write(
                `${program}: offline ${offline.toFixed(0)} ms, pulumi preview ${cli.toFixed(0)} ms, ratio ${ratio(offline, cli)}\n`,
            );
        } finally {
            stack.dispose();
        }
    }
    return 0;
}

function previewOffline(program: string): boolean {
    const command = join(ROOT, "checker/bin/trail-guard.js");
    const args = [command, "preview", program, "--stack", "dev", "--format", "json", ...PACK];
    return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout.startsWith("{");
}

/** The time that a piece of work takes, in milliseconds; it must succeed, or the time means nothing. */
function time(work: () => boolean): number {
    const started = performance.now();
    if (!work()) {
        throw new Error("a preview has failed");
    }
    return performance.now() - started;
}

process.exitCode = main();
