// What an organization installs on each machine that enforces the pack: the packed tarball in an empty folder, with
// production dependencies, beside @pulumi/policy alone. Run it with `npm run --prefix bench pack-install`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ratio } from "../figures";

const ROOT = join(__dirname, "../..");

interface Size {
    readonly files: number;
    readonly bytes: number;
}

function main(): void {
    const work = mkdtempSync(join(tmpdir(), "pack-install-"));
    try {
        const [packed] = JSON.parse(npm(ROOT, ["pack", "--json", "--pack-destination", work])) as [
            { filename: string },
        ];
        const { version } = require("@pulumi/policy/package.json") as { version: string };
        const alone = install(join(work, "alone"), `@pulumi/policy@${version.replace(/^v/, "")}`);
        const ours = install(join(work, "ours"), join(work, packed.filename));
        process.stdout.write(
            [
                `@pulumi/policy ${version} alone: ${alone.files} files, ${alone.bytes} bytes`,
                `this pack: ${ours.files} files, ${ours.bytes} bytes`,
                `ratio: ${ratio(ours.files, alone.files)} of the files, ${ratio(ours.bytes, alone.bytes)} of the bytes`,
                "",
            ].join("\n"),
        );
    } finally {
        rmSync(work, { recursive: true, force: true });
    }
}

function install(folder: string, what: string): Size {
    execFileSync("mkdir", [folder]);
    writeFileSync(join(folder, "package.json"), "{}");
    npm(folder, ["install", "--omit=dev", "--ignore-scripts", what]);
    return sizeOf(join(folder, "node_modules"));
}

function npm(cwd: string, args: readonly string[]): string {
    return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

function sizeOf(folder: string): Size {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    return { files: files.length, bytes };
}

main();
