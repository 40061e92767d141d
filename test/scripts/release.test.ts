import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { releaseChangelog } from "../../scripts/release/changelog";
import { nextVersion } from "../../scripts/release/version";

const ROOT = join(__dirname, "../..");

describe("nextVersion", () => {
    for (const [current, wanted, expected] of [
        ["0.1.0", "patch", "0.1.1"],
        ["0.1.9", "minor", "0.2.0"],
        ["0.9.9", "major", "1.0.0"],
        ["0.1.0", "0.1.1", "0.1.1"],
        ["0.9.0", "0.10.0", "0.10.0"],
        ["1.0.0", "0.9.9", "0.9.9 is not greater than the present version 1.0.0"],
        ["1.0.0", "1.0.0", "1.0.0 is not greater than the present version 1.0.0"],
        ["1.0.0", "v1.0.1", '"v1.0.1" is no version: use major, minor, patch or one like 1.2.3'],
        ["1.0.0", "1.0.1-rc.1", '"1.0.1-rc.1" is no version: use major, minor, patch or one like 1.2.3'],
        ["1.0.0", "constructor", '"constructor" is no version: use major, minor, patch or one like 1.2.3'],
    ] as const) {
        it(`${current}, ${wanted}: ${expected}`, () => {
            const result = nextVersion(current, wanted);
            assert.equal("version" in result ? result.version : result.problem, expected);
        });
    }
});

describe("releaseChangelog", () => {
    const head = "# Changelog\n\nWords.\n\n";

    it("gives what is unreleased a version and a day", () => {
        assert.deepEqual(releaseChangelog(`${head}## [Unreleased]\n\n### Added\n\n- A.\n`, "0.2.0", "2026-01-15"), {
            changelog: `${head}## [Unreleased]\n\n## [0.2.0] - 2026-01-15\n\n### Added\n\n- A.\n`,
            notes: "### Added\n\n- A.",
        });
    });

    it("leaves older releases as they are", () => {
        const older = "## [0.1.0] - 2025-01-01\n\n- Old.\n";
        const result = releaseChangelog(`${head}## [Unreleased]\n\n- New.\n\n${older}`, "0.2.0", "2026-01-15");
        assert.ok("changelog" in result);
        assert.equal(result.changelog, `${head}## [Unreleased]\n\n## [0.2.0] - 2026-01-15\n\n- New.\n\n${older}`);
    });

    it("refuses to release nothing", () => {
        for (const changelog of [head, `${head}## [Unreleased]\n\n## [0.1.0] - 2025-01-01\n`]) {
            assert.ok("problem" in releaseChangelog(changelog, "0.2.0", "2026-01-15"));
        }
    });
});

describe("npm run release, in a clone", function () {
    this.timeout(60_000);
    let clone: string;

    beforeEach(() => {
        clone = mkdtempSync(join(tmpdir(), "release-"));
        git("clone", "--quiet", "--no-hardlinks", ROOT, ".");
        git("config", "user.name", "Test");
        git("config", "user.email", "test@example.com");
        write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- Something new.\n");
        git("commit", "--quiet", "--all", "--allow-empty", "--message", "Something new");
    });
    afterEach(() => rmSync(clone, { recursive: true, force: true }));

    it("raises the version of both packages and of the lock file, dates the changelog, commits and tags", () => {
        const before = json("package.json");
        const { status, stdout, stderr } = release("minor");
        assert.equal(status, 0, stderr);
        const [major, minor] = before.version.split(".").map(Number);
        const version = `${major}.${minor + 1}.0`;
        assert.match(stdout, new RegExp(`^Releases v${version}: .*\\n\\n- Something new\\.\\n`));
        assert.deepEqual(json("package.json"), { ...before, version });
        assert.equal(json("checker/package.json").version, version);
        const lock = json("package-lock.json");
        assert.deepEqual(
            [lock.version, lock.packages[""].version, lock.packages.checker.version],
            [version, version, version],
        );
        assert.match(
            read("CHANGELOG.md"),
            new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d\\n\\n- Something`, "m"),
        );
        assert.equal(git("status", "--porcelain"), "");
        assert.equal(git("describe", "--exact-match"), `v${version}`);
        assert.equal(
            git("show", "--format=", "--name-only"),
            ["CHANGELOG.md", "checker/package.json", "package-lock.json", "package.json"].join("\n"),
        );
        // Only versions change in the lock file.
        assert.equal(git("show", "--format=", "--numstat", "--", "package-lock.json"), "3\t3\tpackage-lock.json");
    });

    it("tells the notes of the version that was tagged, and of no other", () => {
        assert.equal(release("minor").status, 0);
        const tag = git("describe", "--exact-match");
        assert.deepEqual(run("release-notes.ts", tag), { status: 0, stdout: "- Something new.\n", stderr: "" });
        for (const [args, message] of [
            [["v99.0.0"], `release: the tag "v99.0.0" is not that of version ${tag.slice(1)}\n`],
            [[], "release: usage: npm run release:notes -- TAG\n"],
        ] as const) {
            assert.deepEqual(run("release-notes.ts", ...args), { status: 2, stdout: "", stderr: message });
        }
        write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n");
        const { status, stderr } = run("release-notes.ts", tag);
        assert.deepEqual([status, stderr], [2, `release: CHANGELOG.md has no section [${tag.slice(1)}]\n`]);
    });

    it("writes nothing in a dry run", () => {
        const head = git("rev-parse", "HEAD");
        const { status, stdout } = release("patch", "--dry-run");
        assert.equal(status, 0);
        assert.match(stdout, /^Would release v/);
        assert.equal(git("status", "--porcelain"), "");
        assert.equal(git("rev-parse", "HEAD"), head);
        assert.equal(git("tag", "--list"), "");
    });

    it("puts everything back where git refuses the commit", () => {
        writeFileSync(join(clone, ".git/hooks/pre-commit"), "#!/bin/sh\necho not today >&2\nexit 1\n", { mode: 0o755 });
        const { status, stderr } = release("minor");
        assert.equal(status, 2);
        assert.equal(stderr, "release: git commit: not today\n");
        assert.equal(git("status", "--porcelain"), "");
        assert.equal(git("tag", "--list"), "");
    });

    for (const [name, prepare, args, message] of [
        ["no version", () => {}, [], /^release: usage: npm run release/],
        ["too many versions", () => {}, ["minor", "patch"], /^release: usage/],
        ["no such version", () => {}, ["next"], /^release: "next" is no version/],
        [
            "an unclean tree",
            () => write("LICENSE", "mine"),
            ["minor"],
            /^release: there are changes that are not committed/,
        ],
        [
            "an empty changelog",
            () => write("CHANGELOG.md", "## [Unreleased]\n"),
            ["minor"],
            /^release: CHANGELOG\.md says of nothing/,
        ],
        [
            "a version that is tagged",
            () => git("tag", "v99.0.0"),
            ["99.0.0"],
            /^release: there is a tag v99\.0\.0 already/,
        ],
    ] as const) {
        it(`refuses ${name} in one line, and changes nothing`, () => {
            prepare();
            const before = git("status", "--porcelain");
            const head = git("rev-parse", "HEAD");
            const { status, stdout, stderr } = release(...args);
            assert.equal(status, 2);
            assert.equal(stdout, "");
            assert.match(stderr, message);
            assert.equal(stderr.trim().split("\n").length, 1);
            assert.equal(git("status", "--porcelain"), before);
            assert.equal(git("rev-parse", "HEAD"), head);
        });
    }

    function release(...args: readonly string[]) {
        return run("release.ts", ...args);
    }

    /** A script of the working tree, in the clone. */
    function run(script: string, ...args: readonly string[]) {
        const loader = join(ROOT, "node_modules/ts-node/register/transpile-only");
        const command = ["-r", loader, join(ROOT, "scripts", script), ...args];
        const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: clone, encoding: "utf8" });
        return { status, stdout, stderr };
    }

    function git(...args: readonly string[]): string {
        return execFileSync("git", args, { cwd: clone, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
    }

    function read(path: string): string {
        return readFileSync(join(clone, path), "utf8");
    }

    function write(path: string, text: string): void {
        writeFileSync(join(clone, path), text);
    }

    function json(path: string) {
        return JSON.parse(read(path));
    }
});
