import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const SOURCES = ["index.ts", "package-lock.json", "policies", "src", "checker/src", "offline-preview/src", "scripts"];
const BUILT = ["dist/index.js", "checker/dist/trail-guard.js"];

/** Builds the pack and the command, as `npm run build` does, unless what is built is newer than all sources. */
export function buildPack(): void {
    if (BUILT.every(file => existsSync(join(ROOT, file)) && changedAt(file) > Math.max(...SOURCES.map(newest)))) {
        return;
    }
    const { status } = spawnSync(process.execPath, ["scripts/build.js"], { cwd: ROOT, stdio: "inherit" });
    assert.equal(status, 0);
}

/** When the last of a folder's files was changed. */
function newest(path: string): number {
    if (!statSync(join(ROOT, path)).isDirectory()) {
        return changedAt(path);
    }
    const files = readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" });
    return Math.max(...files.map(file => changedAt(join(path, file))));
}

function changedAt(path: string): number {
    return statSync(join(ROOT, path)).mtimeMs;
}
