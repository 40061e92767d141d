import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

const CACHE = join(__dirname, "../../../.cache");

/**
 * The moto server that MOTO_SERVER names, or one of the version that these tests were written for, installed from PyPI
 * (one that happens to be on PATH may lack what they need); `undefined` where there is neither.
 */
export function findMotoServer(): string | undefined {
    if (process.env.MOTO_SERVER !== undefined) {
        return process.env.MOTO_SERVER;
    }
    const venv = join(CACHE, "moto-5.2.5");
    const installed = join(venv, "bin/moto_server");
    try {
        if (!existsSync(installed)) {
            execFileSync("python3", ["-m", "venv", venv], { stdio: "ignore" });
            execFileSync(join(venv, "bin/pip"), ["install", "--quiet", "moto[server]==5.2.5"], {
                stdio: "ignore",
                timeout: 240_000,
            });
        }
        return installed;
    } catch {
        return undefined;
    }
}

/** A moto server of its own, at a free port. */
export async function startMotoServer(command: string): Promise<{ url: string; process: ChildProcess }> {
    const port = await freePort();
    const server = spawn(command, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}`;
    for (let tries = 0; tries < 300; tries++) {
        const up = await fetch(`${url}/moto-api/`).then(
            () => true,
            () => false,
        );
        if (up) {
            return { url, process: server };
        }
        await new Promise(resolve => setTimeout(resolve, 100));
    }
    server.kill();
    throw new Error("the moto server does not answer");
}

function freePort(): Promise<number> {
    return new Promise(resolve => {
        const probe = createServer();
        probe.listen(0, "127.0.0.1", () => {
            const address = probe.address();
            const port = typeof address === "object" && address !== null ? address.port : 0;
            probe.close(() => resolve(port));
        });
    });
}
