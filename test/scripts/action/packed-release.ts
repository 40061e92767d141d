import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";
import { buildPack } from "../../build-pack";

const ROOT = join(__dirname, "../../..");

/** Packs a file of a release into a folder, as the publishing workflow does, but builds only what has changed. */
export function packRelease(name: "trail-guard" | "policy-pack", folder: string): void {
    const workspace = name === "trail-guard" ? ["--workspace", "checker"] : [];
    buildPack();
    const packed = execFileSync(
        "npm",
        ["pack", "--silent", "--ignore-scripts", ...workspace, "--pack-destination", folder],
        {
            cwd: ROOT,
            encoding: "utf8",
        },
    );
    renameSync(join(folder, packed.trim()), join(folder, `${name}.tgz`));
}
