import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const PACKAGES = [
    { of: "the pack", args: [] },
    { of: "the command", args: ["--workspace", "checker"] },
];

describe("npm pack, in a clone", function () {
    this.timeout(120_000);
    let clone: string;

    beforeEach(() => {
        clone = mkdtempSync(join(tmpdir(), "clone-"));
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
    });
    afterEach(() => rmSync(clone, { recursive: true, force: true }));

    const tarballs = () => readdirSync(clone).filter(name => name.endsWith(".tgz"));
    const npm = (...args: readonly string[]) => spawnSync("npm", args, { cwd: clone, encoding: "utf8" });

    for (const { of, args } of PACKAGES) {
        it(`makes no tarball of ${of} where nothing was installed, and says what to run`, () => {
            const { status, stderr } = npm("pack", ...args);
            assert.notEqual(status, 0);
            assert.match(stderr, /The packages of this repository are not installed yet: run `npm ci` first\./);
            assert.deepEqual(tarballs(), []);
        });

        it(`builds ${of}, and prints its file's name alone, as \`pulumi policy publish\` needs`, () => {
            symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
            const { status, stdout, stderr } = npm("pack", "--loglevel=error", ...args);
            assert.equal(status, 0, stderr);
            assert.deepEqual([stdout.trim()], tarballs());
            const built = execFileSync("tar", ["-tzf", stdout.trim()], { cwd: clone, encoding: "utf8" });
            assert.match(built, /^package\/dist\/(index|trail-guard)\.js$/m);
        });
    }

    it("takes other names than ours from the two package.json, where alone they stand", () => {
        symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
        for (const { args } of PACKAGES) {
            const name = args.length === 0 ? "@acme/pack" : "@acme/command";
            assert.equal(npm("pkg", "set", `name=${name}`, ...args).status, 0);
            const { status, stdout, stderr } = npm("pack", "--loglevel=error", ...args);
            assert.equal(status, 0, stderr);
            const packed = `${name.slice(1).replace("/", "-")}-${manifest("package.json").version}.tgz`;
            assert.equal(stdout.trim(), packed);
        }
        const command = join(clone, `acme-command-${manifest("checker/package.json").version}.tgz`);
        const run = npm("exec", "--offline", "--yes", "--package", command, "--", "trail-guard", "--version");
        assert.equal(run.stdout.trim(), manifest("checker/package.json").version, run.stderr);
    });

    const manifest = (file: string) => JSON.parse(readFileSync(join(clone, file), "utf8"));
});

it("every package is private, or says what publishing needs, and runs nothing where it is installed", () => {
    const files = execFileSync("git", ["ls-files", "package.json", "*/package.json"], { cwd: ROOT, encoding: "utf8" });
    const published = files
        .trim()
        .split("\n")
        .map(file => JSON.parse(readFileSync(join(ROOT, file), "utf8")))
        .filter(manifest => manifest.private !== true);
    assert.ok(published.length >= PACKAGES.length);
    for (const { name, license, repository, scripts } of published) {
        assert.equal(license, "Apache-2.0", name);
        assert.match(repository.url, /^git\+https:\/\/github\.com\/.*\.git$/, name);
        for (const script of ["preinstall", "install", "postinstall", "prepublish", "prepare"]) {
            assert.equal(scripts[script], undefined, `${name}: ${script}`);
        }
    }
});
