import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** What was downloaded before is not requested again, and there is no audit. */
const QUICK_INSTALL = { npm_config_prefer_offline: "true", npm_config_audit: "false", npm_config_fund: "false" };

describe("npm run release, in a clone", function () {
    this.timeout(300_000);
    let clone: string;

    before(function () {
        // It is not a dependency: it is fetched for a release.
        if (spawnSync("npm", ["view", "release-it@19", "version"], { timeout: 60_000 }).status !== 0) {
            this.skip();
        }
        clone = mkdtempSync(join(tmpdir(), "release-"));
        execFileSync("git", ["clone", "--quiet", ROOT, clone]);
        git("config", "user.name", "A Test");
        git("config", "user.email", "test@example.com");
        const changelog = readFileSync(join(clone, "CHANGELOG.md"), "utf8");
        writeFileSync(
            join(clone, "CHANGELOG.md"),
            changelog.replace(/## \[Unreleased\][\s\S]*/, "## [Unreleased]\n\n### Added\n\n- Something new.\n"),
        );
        git("commit", "--quiet", "--all", "--message", "Something new");
    });

    after(() => {
        if (clone !== undefined) {
            rmSync(clone, { recursive: true, force: true });
        }
    });

    const git = (...args: readonly string[]) =>
        execFileSync("git", args, { cwd: clone, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const version = (file: string) => JSON.parse(readFileSync(join(clone, file), "utf8")).version;

    it("raises all versions, those of the lock file and of the documents, dates the changelog, commits and tags", () => {
        const { status, stdout, stderr } = spawnSync("npm", ["run", "release", "--", "major", "--ci"], {
            cwd: clone,
            encoding: "utf8",
            env: { ...process.env, ...QUICK_INSTALL },
        });
        assert.equal(status, 0, stdout + stderr);
        for (const file of [
            "package.json",
            "checker/package.json",
            "offline-preview/package.json",
            "package-lock.json",
        ]) {
            assert.equal(version(file), "1.0.0", file);
        }
        for (const file of ["docs/ci.md", "docs/diff.md"]) {
            const text = readFileSync(join(clone, file), "utf8");
            assert.match(text, /\/releases\/download\/v1\.0\.0\//, file);
            assert.doesNotMatch(text, /v0\.\d/, file);
        }
        const { packages } = JSON.parse(readFileSync(join(clone, "package-lock.json"), "utf8"));
        assert.equal(packages.checker.version, "1.0.0");
        assert.equal(packages["offline-preview"].version, "1.0.0");
        assert.match(
            readFileSync(join(clone, "CHANGELOG.md"), "utf8"),
            /## \[Unreleased\]\s+## \[1\.0\.0\] - \d{4}-\d\d-\d\d/,
        );
        assert.equal(git("log", "-1", "--format=%s"), "Release 1.0.0");
        assert.equal(git("status", "--porcelain"), "");
        // The release's page is made of the tag's message.
        assert.match(git("tag", "-n9", "--list", "v1.0.0"), /Something new/);
    });
});
