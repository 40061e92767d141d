import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Builds the pack and the command, as `npm run build` does. */
export function buildPack(): void {
    const { status } = spawnSync(process.execPath, ["scripts/build.js"], {
        cwd: join(__dirname, ".."),
        stdio: "inherit",
    });
    assert.equal(status, 0);
}
