import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Makes a file of a release in a folder, as the workflow does that publishes. */
export function packRelease(name: "trail-guard" | "policy-pack", folder: string): void {
    const workspace = name === "trail-guard" ? ["--workspace", "checker"] : [];
    const packed = execFileSync("npm", ["pack", "--silent", ...workspace, "--pack-destination", folder], {
        cwd: ROOT,
        encoding: "utf8",
    });
    renameSync(join(folder, packed.trim()), join(folder, `${name}.tgz`));
}
