// Checking live accounts: against Prowler on the moto server, and 1,000 accounts against a fake with 50 ms latency.
// Run: npm run build && npm run --prefix bench live [prowler|trails|accounts]
//   prowler   one account with 5 trails, whole processes (1 to 2 minutes)
//   trails    the verdicts on the thirteen trails (3 to 8 minutes: Prowler is run once for each)
//   accounts  250, 1,000 and 4,000 accounts (2 to 4 minutes)
// Needs GNU time; except for `accounts`, also `prowler` on PATH (or PROWLER), and moto (or MOTO_SERVER; otherwise from PyPI).
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Report } from "../../checker/src/report/report";
import { type Access, createTrail } from "../../test/e2e/live/account";
import { findMotoServer, startMotoServer } from "../../test/e2e/live/moto-server";
import { TRAILS_A_TO_M } from "../../test/e2e/live/trails-a-to-m";
import { ratio } from "../figures";

const COMMAND = join(__dirname, "../../checker/bin/trail-guard.js");
const PROWLER = process.env.PROWLER ?? "prowler";
/** Prowler's CloudTrail checks that are about Bedrock or data events. */
const CHECKS = ["cloudtrail_bedrock_logging_enabled", "cloudtrail_multi_region_enabled"];

/** How often a process without an answer is run again: on a busy machine Prowler's own timeouts run out. */
const TRIES = 3;

interface Run {
    readonly seconds: number;
    /** Processor time: it is the same on a busy machine. */
    readonly cpuSeconds: number;
    readonly megabytes: number;
    readonly stdout: string;
    readonly exitCode: number | null;
}

/** Runs a command to its end, with its peak memory according to GNU time. */
function measure(command: string, args: readonly string[], env: Record<string, string | undefined>): Promise<Run> {
    const started = process.hrtime.bigint();
    const child = spawn("/usr/bin/time", ["-f", "\n%M %U %S", command, ...args], { env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", text => {
        stdout += text;
    });
    child.stderr.on("data", text => {
        stderr += text;
    });
    return new Promise(resolve => {
        child.on("close", exitCode => {
            const [kilobytes = 0, user = 0, system = 0] = (stderr.trim().split("\n").at(-1) ?? "")
                .split(" ")
                .map(Number);
            resolve({
                seconds: Number(process.hrtime.bigint() - started) / 1e9,
                cpuSeconds: user + system,
                megabytes: kilobytes / 1024,
                stdout,
                exitCode,
            });
        });
    });
}

const environment = (url: string) => ({
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
});

const show = ({ seconds, cpuSeconds, megabytes }: Run) =>
    `${seconds.toFixed(2)} s (${cpuSeconds.toFixed(2)} s of the processor), ${megabytes.toFixed(0)} MiB`;

/** What is compared with Prowler: a moto server, and both commands against it. */
interface Comparison {
    readonly url: string;
    readonly account: Access;
    readonly prowler: (name: string) => Promise<Run>;
    readonly ours: () => Promise<Run>;
    /** Prowler's verdict on the account: do all of its checks pass? */
    readonly verdict: (name: string) => string | undefined;
}

async function withProwler(compare: (comparison: Comparison) => Promise<void>): Promise<void> {
    const command = process.env.MOTO_SERVER ?? findMotoServer();
    if (command === undefined || spawnSync(PROWLER, ["--version"]).status !== 0) {
        console.log("prowler or moto_server is missing: skipped");
        return;
    }
    console.log(String(spawnSync(PROWLER, ["--version"]).stdout).trim());
    const moto = await startMotoServer(command);
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-bench-"));
    const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
    const settings = ["--region", "us-east-1", "-M", "json-ocsf", "-o", folder, "-b"];
    try {
        await compare({
            url: moto.url,
            account: { url: moto.url, region: "us-east-1", credentials },
            prowler: name =>
                measure(PROWLER, ["aws", "--checks", ...CHECKS, ...settings, "-F", name], environment(moto.url)),
            ours: () =>
                measure(process.execPath, [COMMAND, "check", "--aws", "--format", "json"], environment(moto.url)),
            verdict: name => prowlerVerdict(folder, name),
        });
    } finally {
        moto.process.kill();
        rmSync(folder, { recursive: true, force: true });
    }
}

async function fiveTrails({ account, prowler, ours }: Comparison): Promise<void> {
    for (const trail of TRAILS_A_TO_M.slice(0, 5)) {
        await createTrail(account, trail);
    }
    console.log("\nOne account with 5 trails on the moto server, whole processes, in turns:");
    for (let round = 1; round <= 3; round++) {
        const theirs = await prowler(`five-${round}`);
        const mine = await ours();
        const times = (part: "seconds" | "cpuSeconds") => (theirs[part] / mine[part]).toFixed(1);
        console.log(`- Prowler ${show(theirs)}; trail-guard ${show(mine)}:`);
        console.log(
            `  ${times("seconds")} times faster (${times("cpuSeconds")} by the processor), ${ratio(mine.megabytes, theirs.megabytes)} of the memory`,
        );
    }
}

async function thirteenTrails({ url, account, prowler, ours, verdict }: Comparison): Promise<void> {
    console.log("\n| trail | truth | trail-guard | Prowler |\n| --- | --- | --- | --- |");
    for (const trail of TRAILS_A_TO_M) {
        // One at a time: Prowler judges the account by whether any one trail complies.
        await fetch(`${url}/moto-api/reset`, { method: "POST" });
        await createTrail(account, trail);
        const mine = JSON.parse((await ours()).stdout) as Report;
        const answer = word(mine.summary.compliant === 1);
        let theirs: string | undefined;
        for (let tries = 1; theirs === undefined && tries <= TRIES; tries++) {
            const name = `${trail.name}-${tries}`;
            await prowler(name);
            theirs = verdict(name);
        }
        console.log(`| ${trail.what} | ${word(trail.complies)} | ${answer} | ${theirs ?? "no answer"} |`);
    }
}

const word = (complies: boolean) => (complies ? "complies" : "violates");

/** All of Prowler's checks pass, or not. */
function prowlerVerdict(folder: string, name: string): string | undefined {
    const file = readdirSync(folder).find(entry => entry.startsWith(name) && entry.endsWith(".json"));
    if (file === undefined || !existsSync(join(folder, file))) {
        return undefined;
    }
    const findings = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        status_code: string;
        metadata: { event_code: string };
    }[];
    const statuses = CHECKS.map(check =>
        findings.some(({ metadata, status_code }) => metadata.event_code === check && status_code === "PASS"),
    );
    return word(statuses.every(passes => passes));
}

async function manyAccounts(accounts: number): Promise<void> {
    const server = spawn(process.execPath, ["-r", "tsx/cjs", join(__dirname, "live-fake-server.ts"), String(accounts)]);
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const { value: url } = await lines.next();
    const run = await measure(process.execPath, [COMMAND, "check", "--aws", "--organization", "--format", "json"], {
        ...environment(url),
        AWS_ACCESS_KEY_ID: "ASIA111111111111",
    });
    server.stdin.end();
    const { value: requests } = await lines.next();
    const { summary } = JSON.parse(run.stdout) as Report;
    const perAccount = (Number(requests) / accounts).toFixed(2);
    console.log(
        `  ${accounts} accounts, ${summary.trails} trails (${summary.compliant} compliant): ${show(run)}, ${requests} calls (${perAccount} an account)`,
    );
}

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
    prowler: () => withProwler(fiveTrails),
    trails: () => withProwler(thirteenTrails),
    accounts: async () => {
        console.log("\nAccounts with 3 trails each, against a fake that takes 50 ms for each answer:");
        for (const accounts of [250, 1000, 4000]) {
            await manyAccounts(accounts);
        }
    },
};

async function main(): Promise<void> {
    const [part] = process.argv.slice(2);
    for (const [name, run] of Object.entries(PARTS)) {
        if (part === undefined || part === name) {
            await run();
        }
    }
}

main();
