// `trail-guard check` and other commands under GNU time, in turns.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ratio } from "../figures";

export const ROOT = join(__dirname, "../..");
export const CHECKOV = process.env.CHECKOV ?? "checkov";
export const CHECKOV_CHECKS = "CKV_AWS_35,CKV_AWS_36,CKV_AWS_67,CKV_AWS_251,CKV_AWS_252,CKV2_AWS_10";
const RUNS = 3;

export interface Measured {
    readonly seconds: number;
    readonly cpu: number;
    readonly mebibytes: number;
}

/** Runs a command under GNU time. Whatever it finds, it must have run. */
export function measure(command: readonly string[], folder: string, accepted: readonly number[], env = {}): Measured {
    const times = join(folder, "times.txt");
    const { status, stderr } = spawnSync("/usr/bin/time", ["-f", "%e %U %S %M", "-o", times, ...command], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 1024 ** 3,
        env: { ...process.env, ...env },
    });
    if (!accepted.includes(status ?? -1)) {
        throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
    }
    const [seconds, user, system, kibibytes] = readFileSync(times, "utf8").trim().split("\n").at(-1)!.split(" ");
    return { seconds: Number(seconds), cpu: Number(user) + Number(system), mebibytes: Number(kibibytes) / 1024 };
}

/** `trail-guard check` and a peer on the same trails, in turns. */
export function compare(name: string, file: string, peer: readonly string[], folder: string, env = {}): string[] {
    const runs = Array.from({ length: RUNS }, () => ({
        theirs: measure(peer, folder, [1], env),
        ours: measure(trailGuard(file), folder, [1]),
    }));
    const middle = (of: "ours" | "theirs", what: keyof Measured) => median(runs.map(run => run[of][what]));
    const line = (of: "ours" | "theirs", label: string) =>
        `${label}: ${middle(of, "seconds").toFixed(2)} s, ${middle(of, "cpu").toFixed(2)} s on the processor, ${middle(of, "mebibytes").toFixed(0)} MiB`;
    return [
        line("theirs", name),
        line("ours", "trail-guard check"),
        `${ratio(middle("theirs", "seconds"), middle("ours", "seconds"))} times faster (${ratio(middle("theirs", "cpu"), middle("ours", "cpu"))} times less of the processor), in ${ratio(middle("ours", "mebibytes"), middle("theirs", "mebibytes"))} of its memory`,
    ];
}

export function trailGuard(file: string): string[] {
    return [process.execPath, join(ROOT, "checker/bin/trail-guard.js"), "check", file, "--format", "json"];
}

export function versionOf(command: string, ...args: readonly string[]): string {
    return spawnSync(command, args, { encoding: "utf8" }).stdout.trim();
}

/** Runs the benches that the command line names, or all, in their own folder, and prints their lines. */
export function runChosen(benches: Readonly<Record<string, (folder: string) => readonly string[]>>): void {
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-bench-"));
    try {
        for (const [name, bench] of Object.entries(benches)) {
            if (process.argv.length < 3 || process.argv.includes(name)) {
                process.stdout.write(`${bench(folder).join("\n")}\n\n`);
            }
        }
    } finally {
        rmSync(folder, { recursive: true });
    }
}
