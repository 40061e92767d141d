#!/usr/bin/env node
// The hooks of .pre-commit-hooks.yaml. pre-commit clones this repository at the tag that its user names; the first run
// there installs and builds the command, which takes a minute. `preview` gets the policy pack of the same clone.
const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "..");
const bundle = join(root, "checker/dist/trail-guard.js");

/** Builds what is not there yet; its output would be taken for the hook's. */
function install() {
    if (existsSync(bundle)) {
        return 0;
    }
    const options = { cwd: root, encoding: "utf8", shell: process.platform === "win32" };
    const { status, stderr, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options);
    if (status !== 0 || !existsSync(bundle)) {
        const reason = error?.message ?? stderr.trim().split("\n").at(-1);
        process.stderr.write(`trail-guard: it could not be built: ${reason}\n`);
        return 2;
    }
    return 0;
}

function run([command = "", ...args]) {
    const pack = command === "preview" && !args.includes("--policy-pack") ? ["--policy-pack", root] : [];
    const script = join(root, "checker/bin/trail-guard.js");
    return spawnSync(process.execPath, [script, command, ...pack, ...args], { stdio: "inherit" }).status ?? 2;
}

process.exitCode = install() || run(process.argv.slice(2));
