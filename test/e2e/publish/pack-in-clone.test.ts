import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");
const PACKAGES = [
    { of: "the pack", args: [], folder: ".", name: "pack" },
    { of: "the command", args: ["--workspace", "checker"], folder: "checker", name: "command" },
];

describe("npm pack, in a clone", function () {
    this.timeout(120_000);
    let clone: string;

    before(() => {
        clone = mkdtempSync(join(tmpdir(), "clone-"));
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${ROOT}`, clone]);
    });
    after(() => rmSync(clone, { recursive: true, force: true }));

    const tarballs = () => readdirSync(clone).filter(name => name.endsWith(".tgz"));
    const npm = (...args: readonly string[]) => spawnSync("npm", args, { cwd: clone, encoding: "utf8" });
    const manifest = (file: string) => JSON.parse(readFileSync(join(clone, file), "utf8"));

    for (const { of, args } of PACKAGES) {
        it(`makes no tarball of ${of} if nothing was installed, and says what to run`, () => {
            const { status, stderr } = npm("pack", ...args);
            assert.notEqual(status, 0);
            assert.match(stderr, /The packages of this repository are not installed yet: run `npm ci` first\./);
            assert.deepEqual(tarballs(), []);
        });
    }

    describe("where everything is installed", () => {
        before(() => symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules")));
        afterEach(() => {
            rmSync(join(clone, "dist"), { recursive: true, force: true });
            rmSync(join(clone, "checker/dist"), { recursive: true, force: true });
            for (const tarball of tarballs()) {
                rmSync(join(clone, tarball));
            }
        });

        // With other names than ours, which are only in the two package.json. The release is tested with ours.
        for (const { of, args, folder, name } of PACKAGES) {
            it(`builds ${of} under its name, and prints only the file's name, as \`pulumi policy publish\` needs`, () => {
                assert.equal(npm("pkg", "set", `name=@acme/${name}`, ...args).status, 0);
                const { status, stdout, stderr } = npm("pack", "--loglevel=error", ...args);
                assert.equal(status, 0, stderr);
                const { version } = manifest(join(folder, "package.json"));
                assert.equal(stdout.trim(), `acme-${name}-${version}.tgz`);
                assert.deepEqual([stdout.trim()], tarballs());
                const built = execFileSync("tar", ["-tzf", stdout.trim()], { cwd: clone, encoding: "utf8" });
                assert.match(built, /^package\/dist\/(index|trail-guard)\.js$/m);
                if (of === "the command") {
                    const command = ["--package", join(clone, stdout.trim()), "--", "trail-guard", "--version"];
                    const run = npm("exec", "--offline", "--yes", ...command);
                    assert.equal(run.stdout.trim(), version, run.stderr);
                }
            });
        }
    });
});

it("every package is private, or has what publishing needs, and runs nothing when it is installed", () => {
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
