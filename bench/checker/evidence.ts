// Reading log files: how fast one and two cores are, how much memory many files take, and the official command.
// Run: npm run build && npm run --prefix bench evidence [cores|memory|official]
//   cores     200 files, on one core with one thread and on two with two, in turns (1 minute)
//   memory    200 and 2,000 files of the same size (3 minutes)
//   official  200 files on the moto server, beside `aws cloudtrail validate-logs`: without any latency, and with 100 ms for
//             an object, the least of the "roughly 100-200 milliseconds" that S3's user guide gives for small ones (5 minutes)
// Needs GNU time and taskset; for `official` also Python, from which moto and awscli come (or MOTO_SERVER, AWS_CLI).
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../checker/src/evidence/evidence";
import { startKeyServer } from "../../test/e2e/evidence/key-server";
import { upload } from "../../test/e2e/evidence/upload";
import { findPythonCommand } from "../../test/e2e/live/from-pypi";
import { findMotoServer, startMotoServer } from "../../test/e2e/live/moto-server";
import { median, ratio } from "../figures";
import { benchBucket } from "./evidence-logs";

const COMMAND = join(__dirname, "../../checker/bin/trail-guard.js");
const BYTES_A_FILE = 2_680_000;
const ROUNDS = 5;

/**
 * Milliseconds for an object. Source: S3 user guide, "Best practices design patterns: optimizing Amazon S3
 * performance": small objects and first bytes take "roughly 100-200 milliseconds".
 */
const LATENCY = 100;

/** The target to reach. */
const LIMITS = { megabytesASecond: 60, twoCores: 1.6, memoryMiB: 300, official: 5 };

interface Run {
    readonly seconds: number;
    readonly memoryMiB: number;
    readonly stdout: string;
}

/** Runs a command to its end, with its peak memory according to GNU time. */
function measure(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
    const started = process.hrtime.bigint();
    const child = spawn("/usr/bin/time", ["-f", "\n%M", command, ...args], { env: { ...process.env, ...env } });
    const written = { stdout: "", stderr: "" };
    child.stdout.on("data", text => {
        written.stdout += text;
    });
    child.stderr.on("data", text => {
        written.stderr += text;
    });
    return new Promise(resolve =>
        child.on("close", () =>
            resolve({
                seconds: Number(process.hrtime.bigint() - started) / 1e9,
                memoryMiB: Number(written.stderr.trim().split("\n").at(-1)) / 1024,
                stdout: written.stdout,
            }),
        ),
    );
}

async function evidence(
    source: string,
    time: readonly string[],
    more: readonly string[],
    { env = {}, cores = "0,1" }: { readonly env?: Record<string, string>; readonly cores?: string } = {},
) {
    const args = [process.execPath, COMMAND, "evidence", source, ...time, "--format", "json", ...more];
    const run = await measure("taskset", ["--cpu-list", cores, ...args], env);
    const { logFiles, inventory } = JSON.parse(run.stdout) as Evidence;
    if (logFiles.invalid.length + logFiles.unnamed.length > 0 || inventory.length === 0) {
        throw new Error("the run did not do its work");
    }
    return { ...run, megabytes: logFiles.bytes / 1e6, files: logFiles.valid + logFiles.unverified };
}

const failed: string[] = [];
function limit(name: string, isKept: boolean): void {
    if (!isKept) {
        failed.push(name);
    }
}

/** With one thread, a second core would still read files and collect garbage: so it is taken away. */
const CORES = { one: { cores: "0", workers: "1" }, two: { cores: "0,1", workers: "2" } };

async function cores(folder: string): Promise<void> {
    const made = benchBucket(25, 8, BYTES_A_FILE);
    made.copyTo(folder);
    const time = ["--from", made.from, "--to", made.to].map(text => text.replace(".000", ""));
    const seconds = { one: [] as number[], two: [] as number[] };
    let megabytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
        for (const number of ["one", "two"] as const) {
            const { workers, ...on } = CORES[number];
            const run = await evidence(folder, time, ["--workers", workers], on);
            seconds[number].push(run.seconds);
            megabytes = run.megabytes;
        }
    }
    const [one, two] = [median(seconds.one), median(seconds.two)];
    console.log(`${megabytes.toFixed(0)} MB in 200 files, whole runs, medians of ${ROUNDS}`);
    console.log(`one core   ${one.toFixed(2)} s   ${(megabytes / one).toFixed(0)} MB/s`);
    console.log(`two cores  ${two.toFixed(2)} s   ${(megabytes / two).toFixed(0)} MB/s   ${ratio(one, two)} times one`);
    limit("throughput of one core", megabytes / one >= LIMITS.megabytesASecond);
    limit("two cores", one / two >= LIMITS.twoCores);
}

async function memory(folder: string): Promise<void> {
    for (const hours of [25, 250]) {
        const made = benchBucket(hours, 8, BYTES_A_FILE);
        const place = join(folder, String(hours));
        made.copyTo(place);
        const time = ["--from", made.from, "--to", made.to].map(text => text.replace(".000", ""));
        const { files, megabytes, memoryMiB, seconds } = await evidence(place, time, ["--workers", "2"]);
        console.log(
            `${files} files, ${megabytes.toFixed(0)} MB: ${seconds.toFixed(1)} s, peak memory ${memoryMiB.toFixed(0)} MiB`,
        );
        limit(`memory with ${files} files`, memoryMiB < LIMITS.memoryMiB);
    }
}

async function official(folder: string): Promise<void> {
    const motoServer = findMotoServer();
    const aws = findPythonCommand({ variable: "AWS_CLI", requirement: "awscli==1.45.11", command: "aws" });
    if (motoServer === undefined || aws === undefined) {
        throw new Error("moto or awscli is missing");
    }
    const moto = await startMotoServer(motoServer);
    const keys = await startKeyServer(moto.url);
    try {
        const made = benchBucket(25, 8, BYTES_A_FILE);
        keys.keys = made.keys.map(key => ({ key, from: 0, to: Date.parse("2100-01-01") }));
        const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
        const arn = await upload(made, { url: moto.url, region: "us-east-1", credentials });
        const env = {
            HOME: folder,
            AWS_ENDPOINT_URL: keys.url,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_REGION: "us-east-1",
            AWS_DEFAULT_REGION: "us-east-1",
        };
        keys.keepsObjects = true;
        const time = ["--from", made.from, "--to", made.to].map(text => text.replace(".000", ""));
        await evidence(`s3://${made.plan.bucket}`, time, ["--workers", "2"], { env });
        for (const latency of [0, LATENCY]) {
            keys.latency = latency;
            const seconds: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
            for (let round = 0; round < ROUNDS; round++) {
                seconds.ours.push(
                    (await evidence(`s3://${made.plan.bucket}`, time, ["--workers", "2"], { env })).seconds,
                );
                const args = ["cloudtrail", "validate-logs", "--trail-arn", arn, "--start-time", made.from];
                const run = await measure(aws, [...args, "--end-time", made.to], env);
                if (!run.stdout.includes("200/200 log files valid")) {
                    throw new Error(run.stdout);
                }
                seconds.theirs.push(run.seconds);
            }
            const [ours, theirs] = [median(seconds.ours), median(seconds.theirs)];
            console.log(`200 files on the moto server, ${latency} ms an object, whole runs, medians of ${ROUNDS}`);
            console.log(`trail-guard evidence           ${ours.toFixed(2)} s`);
            console.log(`aws cloudtrail validate-logs   ${theirs.toFixed(2)} s   ${ratio(theirs, ours)} times ours`);
            // Without latency, both spend most of their time on the same unzipping and hashing, on the same processor.
            limit("the official command", latency === 0 || theirs / ours >= LIMITS.official);
        }
    } finally {
        keys.close();
        moto.process.kill();
    }
}

async function main(): Promise<void> {
    const only = process.argv[2];
    for (const [name, run] of Object.entries({ cores, memory, official })) {
        if (only === undefined || only === name) {
            const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
            try {
                await run(folder);
            } finally {
                rmSync(folder, { recursive: true });
            }
        }
    }
    if (failed.length > 0) {
        console.log(`not reached: ${failed.join(", ")}`);
        process.exitCode = 1;
    }
}

main();
