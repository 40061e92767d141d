import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * Runs a benchmark with the Node that `--node PATH` names: all of it, and the programs and packs that it starts. Other versions
 * come from npm: `npm install --prefix FOLDER node@24` puts one at `FOLDER/node_modules/node/bin/node`.
 * @param main gets the other arguments
 */
export function runWithNode(main: (args: readonly string[]) => Promise<void>): void {
    const { values, positionals } = parseArgs({ options: { node: { type: "string" } }, allowPositionals: true });
    if (values.node === undefined) {
        void main(positionals);
        return;
    }
    // The Pulumi CLI starts the `node` that it finds on PATH.
    const folder = mkdtempSync(join(tmpdir(), "node-"));
    try {
        symlinkSync(resolve(values.node), join(folder, "node"));
        const args = [...process.execArgv, process.argv[1] ?? "", ...positionals];
        const { status, error } = spawnSync(join(folder, "node"), args, {
            stdio: "inherit",
            env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ""}` },
        });
        if (error !== undefined) {
            process.stderr.write(`${values.node} does not start: ${error.message}\n`);
        }
        process.exitCode = status ?? 2;
    } finally {
        rmSync(folder, { recursive: true });
    }
}
