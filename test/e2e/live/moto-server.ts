import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { findPythonCommand } from "./from-pypi";

/** The moto server that MOTO_SERVER names, or one from PyPI; `undefined` if there is neither. */
export function findMotoServer(): string | undefined {
    return findPythonCommand({
        variable: "MOTO_SERVER",
        requirement: "moto[server]==5.2.5",
        command: "moto_server",
    });
}

/** A separate moto server, on a free port. */
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
