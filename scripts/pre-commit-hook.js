#!/usr/bin/env node
// The hooks of .pre-commit-hooks.yaml: pre-commit clones this repository at the user's tag, and the first run installs
// that release's command into the clone, and for previews its pack.
const { execFileSync, spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");
const { installPacked } = require("./install-packed");

const CACHE = join(__dirname, "../.cache/installed");

/** @returns its exit code; what it prints is what the hook prints */
function trailGuard(...args) {
    const { package: folder } = installPacked("trail-guard", CACHE);
    return spawnSync(process.execPath, [join(folder, "bin/trail-guard.js"), ...args], { stdio: "inherit" }).status ?? 2;
}

/**
 * Previews each Pulumi Node program that one of the files belongs to, and all of them if a file belongs to none: they
 * may use it.
 * @param {readonly string[]} args options of `trail-guard preview`, then the files of the commit
 * @returns the worst exit code: violated, failed, undecided
 */
function preview(args) {
    const options = args.filter(arg => arg.startsWith("-"));
    const files = args.filter(arg => !arg.startsWith("-"));
    const stray = files.find(file => !existsSync(file));
    if (stray !== undefined) {
        throw new Error(`${stray} is not a file: write an option as --NAME=VALUE`);
    }
    const programs = programsOfNode();
    const changed = files.map(file => programs.find(program => contains(program, file)));
    const chosen = changed.includes(undefined) ? programs : programs.filter(program => changed.includes(program));
    const pack = options.some(option => option.startsWith("--policy-pack="))
        ? []
        : [`--policy-pack=${installPacked("policy-pack", CACHE).package}`];
    const codes = chosen.map(program => {
        process.stdout.write(`${program}\n`);
        return trailGuard("preview", program, ...pack, ...options);
    });
    return [1, 2, 3].find(code => codes.includes(code)) ?? 0;
}

/** The folders with such a file that git knows, the deepest first. */
function programsOfNode() {
    const projects = ["Pulumi.yaml", "Pulumi.yml"].flatMap(name => [name, `*/${name}`]);
    return execFileSync("git", ["ls-files", "-z", "--", ...projects], { encoding: "utf8" })
        .split("\0")
        .filter(file => file !== "" && existsSync(file))
        .filter(file => mayRunNode(readFileSync(file, "utf8")))
        .map(dirname)
        .sort((a, b) => b.length - a.length);
}

/**
 * Only a project that clearly has another runtime is left out: for an unusual one, the preview says what it is.
 */
function mayRunNode(project) {
    const [runtime = ""] = /^(["']?)runtime\1[ \t]*:.*(\n([ \t#].*)?)*/m.exec(project) ?? [];
    return /\bnodejs\b/.test(runtime) || !/\b(python|go|dotnet|java|yaml|bun)\b/.test(runtime);
}

function contains(folder, file) {
    const path = relative(resolve(folder), resolve(file));
    return !path.startsWith("..");
}

try {
    const [command = "", ...args] = process.argv.slice(2);
    process.exitCode = command === "preview" ? preview(args) : trailGuard(command, ...args);
} catch (error) {
    process.stderr.write(`trail-guard: ${error.message}\n`);
    process.exitCode = 2;
}
