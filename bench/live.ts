// Checking live accounts: against Prowler on the moto server, and 1,000 accounts against a fake with 50 ms latency.
// Run: npm run build && node -r ts-node/register/transpile-only bench/live.ts [prowler|accounts]
// Needs `prowler` and `moto_server` on PATH (or PROWLER and MOTO_SERVER), and GNU time.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Report } from "../checker/src/report";
import { createTrail } from "../test/e2e/live/account";
import { findMotoServer, startMotoServer } from "../test/e2e/live/moto-server";
import { TRAILS_A_TO_M } from "../test/e2e/live/trails-a-to-m";

const COMMAND = join(__dirname, "../checker/bin/trail-guard.js");
const PROWLER = process.env.PROWLER ?? "prowler";
/** Prowler's checks of CloudTrail that are about Bedrock or about data events. */
const CHECKS = ["cloudtrail_bedrock_logging_enabled", "cloudtrail_multi_region_enabled"];

interface Run {
    readonly seconds: number;
    readonly megabytes: number;
    readonly stdout: string;
    readonly exitCode: number | null;
}

/** Runs a command to its end, with its peak memory as GNU time tells it. */
function measure(command: string, args: readonly string[], env: Record<string, string | undefined>): Promise<Run> {
    const started = process.hrtime.bigint();
    const child = spawn("/usr/bin/time", ["-f", "\n%M", command, ...args], { env: { ...process.env, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", text => {
        stdout += text;
    });
    child.stderr.on("data", text => {
        stderr += text;
    });
    return new Promise(resolve => {
        child.on("close", exitCode =>
            resolve({
                seconds: Number(process.hrtime.bigint() - started) / 1e9,
                megabytes: Number(stderr.trim().split("\n").at(-1)) / 1024,
                stdout,
                exitCode,
            }),
        );
    });
}

const environment = (url: string) => ({
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
});

const show = ({ seconds, megabytes }: Run) => `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MiB`;

async function againstProwler(): Promise<void> {
    const command = process.env.MOTO_SERVER ?? findMotoServer();
    if (command === undefined || spawnSync(PROWLER, ["--version"]).status !== 0) {
        console.log("prowler or moto_server is missing: skipped");
        return;
    }
    console.log(String(spawnSync(PROWLER, ["--version"]).stdout).trim());
    const moto = await startMotoServer(command);
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-bench-"));
    const own = {
        url: moto.url,
        region: "us-east-1",
        credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    };
    const prowler = (name: string) =>
        measure(
            PROWLER,
            ["aws", "--checks", ...CHECKS, "--region", "us-east-1", "-M", "json-ocsf", "-o", folder, "-F", name, "-b"],
            environment(moto.url),
        );
    const ours = () =>
        measure(process.execPath, [COMMAND, "check", "--aws", "--format", "json"], environment(moto.url));
    try {
        for (const trail of TRAILS_A_TO_M.slice(0, 5)) {
            await createTrail(own, trail);
        }
        console.log("\nOne account with 5 trails on the moto server, whole process:");
        for (let round = 1; round <= 3; round++) {
            const theirs = await prowler(`five-${round}`);
            const mine = await ours();
            const ratio = `${(theirs.seconds / mine.seconds).toFixed(1)} times faster, ${(mine.megabytes / theirs.megabytes).toFixed(2)} of the memory`;
            console.log(`  Prowler ${show(theirs)} (exit ${theirs.exitCode}); trail-guard ${show(mine)}: ${ratio}`);
        }
        console.log("\n| trail | truth | trail-guard | Prowler |\n| --- | --- | --- | --- |");
        for (const trail of TRAILS_A_TO_M) {
            // One at a time: Prowler answers for the account, whether any one trail complies.
            await fetch(`${moto.url}/moto-api/reset`, { method: "POST" });
            await createTrail(own, trail);
            await prowler(trail.name);
            const mine = JSON.parse((await ours()).stdout) as Report;
            const word = (complies: boolean) => (complies ? "complies" : "violates");
            const answer = word(mine.summary.compliant === 1);
            console.log(
                `| ${trail.what} | ${word(trail.complies)} | ${answer} | ${prowlerVerdict(folder, trail.name)} |`,
            );
        }
    } finally {
        moto.process.kill();
        rmSync(folder, { recursive: true, force: true });
    }
}

/** All of Prowler's checks pass, or not. */
function prowlerVerdict(folder: string, name: string): string {
    const file = readdirSync(folder).find(entry => entry.startsWith(name) && entry.endsWith(".json"));
    if (file === undefined || !existsSync(join(folder, file))) {
        return "no answer";
    }
    const findings = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        status_code: string;
        metadata: { event_code: string };
    }[];
    const statuses = CHECKS.map(check =>
        findings.some(({ metadata, status_code }) => metadata.event_code === check && status_code === "PASS"),
    );
    return statuses.every(passes => passes) ? "complies" : "violates";
}

async function manyAccounts(accounts: number): Promise<void> {
    const server = spawn(process.execPath, [
        "-r",
        "ts-node/register/transpile-only",
        join(__dirname, "live-fake-server.ts"),
        String(accounts),
    ]);
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

async function main(): Promise<void> {
    const [part = "all"] = process.argv.slice(2);
    if (part !== "accounts") {
        await againstProwler();
    }
    if (part === "prowler") {
        return;
    }
    console.log("\nAccounts with 3 trails each, against a fake that takes 50 ms for each answer:");
    for (const accounts of [250, 500, 1000, 2000]) {
        await manyAccounts(accounts);
    }
}

main();
