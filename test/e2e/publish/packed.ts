import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPack } from "../../build-pack";

const ROOT = join(__dirname, "../../..");

/** The pack as `pulumi policy publish` makes it, and as a machine that enforces it installs it. */
export interface PackedPack {
    /** Every file in the tarball. */
    readonly files: readonly string[];
    /** Where it was unpacked. */
    readonly folder: string;
    dispose(): void;
}

/**
 * Packs the pack and unpacks it in an empty folder.
 * @param parent of that folder; the pack finds what is in its `node_modules`
 */
export function packAndUnpack(parent: string = tmpdir()): PackedPack {
    const home = mkdtempSync(join(parent, "pack-"));
    const dispose = () => rmSync(home, { recursive: true, force: true });
    try {
        buildPack();
        const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", home];
        const [{ filename, files }] = JSON.parse(run("npm", pack, ROOT));
        const folder = join(home, "pack");
        mkdirSync(folder);
        run("tar", ["-xzf", join(home, filename), "--strip-components=1", "-C", folder], home);
        return { files: files.map(({ path }: { readonly path: string }) => path).sort(), folder, dispose };
    } catch (error) {
        dispose();
        throw error;
    }
}

/**
 * Installs what the unpacked pack needs to run, with its lifecycle scripts.
 * @returns why there is no package registry, if there is none
 */
export function installProduction(folder: string): string | undefined {
    const { status, stderr } = spawnSync(
        "npm",
        ["install", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
        { cwd: folder, encoding: "utf8" },
    );
    if (status === 0) {
        return undefined;
    }
    const unreachable = /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTCACHED)\b/.exec(stderr)?.[1];
    if (unreachable === undefined) {
        throw new Error(`npm install: ${stderr}`);
    }
    return `no package registry: ${unreachable}`;
}

function run(command: string, args: readonly string[], cwd: string): string {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
    if (status !== 0) {
        throw new Error(`${command} ${args[0]}: ${stderr}`);
    }
    return stdout;
}
