import { spawn } from "node:child_process";
import type { PulumiCloud } from "./pulumi-cloud";

/** Where the CLI is run. */
export interface CloudRun {
    readonly cwd: string;
    /** What the CLI keeps for itself. */
    readonly home: string;
    readonly environment?: NodeJS.ProcessEnv;
}

/** Runs the CLI against a stand-in of Pulumi Cloud. Not with `spawnSync`: the stand-in is in this process. */
export function runInCloud(
    { url }: PulumiCloud,
    args: readonly string[],
    { cwd, home, environment }: CloudRun,
): Promise<{ readonly status: number; readonly output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
            cwd,
            env: {
                ...process.env,
                PULUMI_HOME: home,
                PULUMI_BACKEND_URL: url,
                PULUMI_ACCESS_TOKEN: "not-a-token",
                PULUMI_SKIP_UPDATE_CHECK: "true",
                ...environment,
            },
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", chunk => {
                output += chunk;
            });
        }
        child.once("error", reject);
        child.once("close", status => resolve({ status: status ?? 1, output }));
    });
}
