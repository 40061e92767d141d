// `npm run release -- major|minor|patch|VERSION [--dry-run]`: gives the changelog and both packages the next version,
// commits that and tags it. Pushing the tag publishes (.github/workflows/release.yml). All is worked out before anything
// is written.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { releaseChangelog } from "./release/changelog";
import { nextVersion, PARTS } from "./release/version";

const USAGE = `usage: npm run release -- ${PARTS.join("|")}|VERSION [--dry-run]`;

class ReleaseError extends Error {}

function main(args: readonly string[], root: string): void {
    const dryRun = args.includes("--dry-run");
    const [wanted, ...more] = args.filter(arg => arg !== "--dry-run");
    if (wanted === undefined || more.length > 0) {
        throw new ReleaseError(USAGE);
    }
    const read = (path: string) => readFileSync(join(root, path), "utf8");
    const git = (...command: string[]) => runGit(command, root);

    const { version } = orThrow(nextVersion(JSON.parse(read("package.json")).version, wanted));
    const tag = `v${version}`;
    const { changelog, notes } = orThrow(
        releaseChangelog(read("CHANGELOG.md"), version, new Date().toISOString().slice(0, 10)),
    );
    const files = new Map([
        ["CHANGELOG.md", changelog],
        ...["package.json", "checker/package.json"].map(path => [path, withVersion(read(path), version)] as const),
        ["package-lock.json", withLockedVersions(read("package-lock.json"), version)],
    ]);
    if (git("status", "--porcelain") !== "") {
        throw new ReleaseError("there are changes that are not committed");
    }
    if (git("tag", "--list", tag) !== "") {
        throw new ReleaseError(`there is a tag ${tag} already`);
    }

    process.stdout.write(
        `${dryRun ? "Would release" : "Releases"} ${tag}: ${[...files.keys()].join(", ")}\n\n${notes}\n`,
    );
    if (dryRun) {
        return;
    }
    for (const [path, content] of files) {
        writeFileSync(join(root, path), content);
    }
    try {
        git("commit", "--quiet", "--message", `Release ${version}`, "--", ...files.keys());
    } catch (error) {
        // Nothing else was changed: that was asked above.
        git("checkout", "--quiet", "HEAD", "--", ...files.keys());
        throw error;
    }
    git("tag", "--annotate", tag, "--message", `Release ${version}`);
    process.stdout.write(`\nTo publish it: git push --follow-tags\n`);
}

function runGit(args: readonly string[], root: string): string {
    const { status, stdout, stderr, error } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
    if (status !== 0) {
        const reason = error?.message ?? stderr.trim().split("\n").filter(Boolean).at(-1);
        throw new ReleaseError(`git ${args[0]}: ${reason}`);
    }
    return stdout.trim();
}

function orThrow<T extends object>(result: T | { readonly problem: string }): T {
    if ("problem" in result) {
        throw new ReleaseError(result.problem);
    }
    return result;
}

/** A package.json with another version, and nothing else changed. */
function withVersion(text: string, version: string): string {
    return text.replace(/^(\s*"version": )"[^"]*"/m, `$1"${version}"`);
}

function withLockedVersions(text: string, version: string): string {
    const lock = JSON.parse(text);
    lock.version = version;
    for (const workspace of ["", "checker"]) {
        lock.packages[workspace].version = version;
    }
    const indent = /^( +)"/m.exec(text)?.[1]?.length ?? 2;
    return `${JSON.stringify(lock, undefined, indent)}\n`;
}

try {
    main(process.argv.slice(2), process.cwd());
} catch (error) {
    if (!(error instanceof ReleaseError)) {
        throw error;
    }
    process.stderr.write(`release: ${error.message}\n`);
    process.exitCode = 2;
}
