// `trail-guard check` on Terraform source: beside Checkov with its CloudTrail checks alone on the same 1,000 files; 1,000 to
// 8,000 trails by itself; and a folder of 100,000 files without Terraform. Linux, GNU time; checkov on PATH, or CHECKOV=….
// Run: npm run build && npm run --prefix bench terraform-source [checkov] [growth] [unrelated]
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOV, CHECKOV_CHECKS, compare, measure, ROOT, runChosen, trailGuard, versionOf } from "./peers";
import { terraformDirectory } from "./terraform-trails";

function benchCheckov(folder: string): string[] {
    const directory = terraformDirectory(folder, 1000);
    const theirs = [CHECKOV, "-d", directory, "--framework", "terraform", "-c", CHECKOV_CHECKS, "-o", "json"];
    return [
        `1,000 trails, each in a .tf file of its own; Checkov ${versionOf(CHECKOV, "--version")}`,
        ...compare("checkov", directory, theirs, folder),
    ];
}

/** Twice the trails should take twice the time. */
function benchGrowth(folder: string): string[] {
    const sizes = [1000, 2000, 4000, 8000].map(trails => {
        const directory = terraformDirectory(folder, trails);
        const { seconds, cpu, mebibytes } = measure(trailGuard(directory), folder, [1]);
        rmSync(directory, { recursive: true });
        return `${trails} trails: ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s on the processor, ${mebibytes.toFixed(0)} MiB`;
    });
    return ["Terraform source by itself", ...sizes];
}

/** Files that have nothing to do with trails are only listed. */
function benchUnrelated(folder: string): string[] {
    const directory = join(folder, "unrelated");
    for (let index = 0; index < 100_000; index++) {
        const inner = join(directory, String(index % 100));
        if (index < 100) {
            mkdirSync(inner, { recursive: true });
        }
        writeFileSync(join(inner, `${index}.txt`), "x");
    }
    const version = measure([process.execPath, join(ROOT, "checker/bin/trail-guard.js"), "--version"], folder, [0]);
    const all = measure(trailGuard(directory), folder, [3]);
    rmSync(directory, { recursive: true });
    return [
        "A folder of 100,000 files without Terraform",
        `--version: ${version.seconds.toFixed(2)} s; check: ${all.seconds.toFixed(2)} s, ${all.cpu.toFixed(2)} s on the processor, ${all.mebibytes.toFixed(0)} MiB`,
    ];
}

runChosen({ checkov: benchCheckov, growth: benchGrowth, unrelated: benchUnrelated });
