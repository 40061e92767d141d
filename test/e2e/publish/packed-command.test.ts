import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { buildSync } from "esbuild";
import { buildPack } from "../../build-pack";

const ROOT = join(__dirname, "../../..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");
const MEGABYTE = 1_000_000;

describe("the command as it is published", function () {
    this.timeout(120_000);
    let home: string;
    let tarball: string;

    before(() => {
        home = mkdtempSync(join(tmpdir(), "command-"));
        buildPack();
        const pack = ["pack", "--silent", "--ignore-scripts", "--workspace", "checker"];
        const { stdout } = npm(ROOT, ...pack, "--pack-destination", home);
        tarball = join(home, stdout.trim());
        npm(home, "install", "--offline", "--no-audit", "--no-fund", "--prefix", join(home, "installed"), tarball);
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    const packageFolder = () => join(home, "installed/node_modules/trail-guard");

    it("has its description, the licences and everything that it loads", () => {
        const { stdout } = npm(home, "pack", "--dry-run", "--json", "--ignore-scripts", packageFolder());
        const [{ files }] = JSON.parse(stdout) as [{ files: readonly { readonly path: string }[] }];
        const paths = files.map(({ path }) => path).filter(path => !/^dist\/shared-\w+\.js$/.test(path));
        const commands = readdirSync(join(ROOT, "checker/src/commands")).filter(file => file !== "index.ts");
        const loadedLater = [
            ...commands.map(file => `dist/${basename(file, ".ts")}.js`),
            "dist/gather-athena.js",
            "dist/gather-evidence.js",
            "dist/live-fix.js",
            "dist/live.js",
            "dist/terraform-source.js",
        ];
        assert.deepEqual(paths.filter(path => !loadedLater.includes(path)).sort(), [
            "LICENSE",
            "README.md",
            "THIRD-PARTY-NOTICES.txt",
            "bin/trail-guard.js",
            "dist/aws-sdk.js",
            "dist/bedrock-sdk.js",
            "dist/evidence-worker.js",
            "dist/lambda.js",
            "dist/trail-guard.js",
            "dist/tree-sitter-terraform.wasm",
            "dist/tree-sitter.js",
            "dist/web-tree-sitter.wasm",
            "man/trail-guard.1",
            "package.json",
        ]);
        assert.deepEqual(
            loadedLater.filter(path => !paths.includes(path)),
            [],
        );
    });

    it("loads little to print its version, and no command's code", () => {
        const noteSizes = join(home, "note-sizes.js");
        writeFileSync(
            noteSizes,
            `const { statSync } = require("node:fs");
const load = require.extensions[".js"];
let bytes = 0;
require.extensions[".js"] = (module, file) => { bytes += statSync(file).size; load(module, file); };
process.on("exit", () => console.error(bytes));`,
        );
        const { stdout, stderr } = spawnSync(
            process.execPath,
            ["--require", noteSizes, join(packageFolder(), "bin/trail-guard.js"), "--version"],
            { encoding: "utf8" },
        );
        assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
        assert.ok(Number(stderr) > 1_000 && Number(stderr) < 0.2 * MEGABYTE, stderr);
    });

    it("has no dependency and no install script, and is small", () => {
        const manifest = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"));
        assert.equal(manifest.dependencies, undefined);
        assert.deepEqual(Object.keys(manifest.scripts), ["prepack"]);
        assert.deepEqual(
            readdirSync(join(home, "installed/node_modules")).filter(name => !name.startsWith(".")),
            ["trail-guard"],
        );
        assert.ok(statSync(tarball).size < 2 * MEGABYTE);
    });

    it("is as large as the documents say", () => {
        const size = statSync(tarball).size / MEGABYTE;
        for (const [file, stated] of [
            ["README.md", /install it from a release: ([\d.]+) MB,/],
            ["docs/ci.md", /it is a package of ([\d.]+) MB/],
            ["docs/ci.md", /installs the command of that release, ([\d.]+) MB/],
        ] as const) {
            const [, megabytes] = stated.exec(text(file)) ?? [];
            assert.ok(Math.abs(Number(megabytes) - size) < 0.1, `${file}: ${megabytes} MB, but it has ${size}`);
        }
    });

    it("runs from the tarball with npx, in an empty folder, without a registry", () => {
        const empty = join(home, "empty");
        mkdirSync(empty);
        const { version } = JSON.parse(text("checker/package.json"));
        const printed = npm(
            empty,
            "exec",
            "--offline",
            "--yes",
            "--package",
            tarball,
            "--",
            "trail-guard",
            "--version",
        );
        assert.equal(printed.stdout.trim(), version);
        const template = "Resources: { Audit: { Type: AWS::CloudTrail::Trail, Properties: { IsLogging: true } } }\n";
        const checked = spawnSync(join(home, "installed/node_modules/.bin/trail-guard"), ["check"], {
            cwd: empty,
            input: template,
            encoding: "utf8",
        });
        assert.equal(checked.status, 1, checked.stderr);
        assert.match(checked.stdout, /1 trail: 1 violating/);
    });

    it("has the licence of the repository, and says where that is, as provenance needs", () => {
        assert.equal(text("checker/LICENSE"), text("LICENSE"));
        const { url } = JSON.parse(text("package.json")).repository;
        assert.deepEqual(JSON.parse(text("checker/package.json")).repository, {
            type: "git",
            url,
            directory: "checker",
        });
    });

    it("names every package that is bundled, with its licence", () => {
        const notices = readFileSync(join(packageFolder(), "THIRD-PARTY-NOTICES.txt"), "utf8");
        const named = new Set([...notices.matchAll(/^(\S+) \d\S* \([^)]+\)$/gm)].map(([, name = ""]) => name));
        const bundled = packagesIn("checker/src/main.ts");
        const installed = Object.keys(JSON.parse(text("checker/package.json")).devDependencies);
        const expected = new Set([...bundled, ...installed.filter(name => !name.startsWith("@types/"))]);
        assert.ok(expected.size > 20);
        assert.deepEqual(
            [...expected].filter(name => !named.has(name)),
            [],
        );
        for (const text of ["Apache License", "Copyright (c) 2011 TJ Holowaychuk", "Copyright Eemeli Aro"]) {
            assert.ok(notices.includes(text), text);
        }
    });
});

/** The packages that a source file loads. */
function packagesIn(file: string): Set<string> {
    const { metafile } = buildSync({
        absWorkingDir: ROOT,
        entryPoints: [file],
        bundle: true,
        platform: "node",
        mainFields: ["module", "main"],
        logLevel: "error",
        metafile: true,
        write: false,
    });
    const paths = Object.keys(metafile.inputs);
    return new Set(paths.flatMap(path => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []));
}

function npm(cwd: string, ...args: readonly string[]) {
    const run = spawnSync("npm", args, { cwd, encoding: "utf8" });
    assert.equal(run.status, 0, run.stdout + run.stderr);
    return run;
}
