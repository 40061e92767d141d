import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { codeBlocks } from "../code-blocks";

const ROOT = join(__dirname, "../../..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");
const MANIFEST = JSON.parse(text("offline-preview/package.json"));

/** What the reader's own pack and program have installed. */
const OF_THE_READER = ["@pulumi/aws", "@pulumi/policy", "@types/mocha", "@types/node", "mocha", "tsx", "typescript"];

describe("the offline preview as it is published", function () {
    this.timeout(240_000);
    let home: string;
    let files: readonly string[];

    before(() => {
        home = mkdtempSync(join(tmpdir(), "offline-preview-"));
        const packed = run(ROOT, "npm", "pack", "--json", "--workspace", "offline-preview", "--pack-destination", home);
        const [{ filename, files: listed }] = JSON.parse(packed.slice(packed.indexOf("[")));
        files = listed.map(({ path }: { readonly path: string }) => path);
        const installed = join(home, "node_modules", MANIFEST.name);
        mkdirSync(installed, { recursive: true });
        run(home, "tar", "-xzf", join(home, filename), "--strip-components=1", "-C", installed);
        // Only the packages that it names itself.
        const { dependencies, peerDependencies } = MANIFEST;
        for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...OF_THE_READER]) {
            const link = join(home, "node_modules", name);
            mkdirSync(dirname(link), { recursive: true });
            symlinkSync(join(ROOT, "node_modules", name), link);
        }
    });
    after(() => rmSync(home, { recursive: true, force: true }));

    it("has its documentation, its licence and its types, and none of the tests", () => {
        for (const file of ["LICENSE", "README.md", "dist/index.js", "dist/index.d.ts"]) {
            assert.ok(files.includes(file), `${file} is not in ${files.join(" ")}`);
        }
        assert.deepEqual(
            files.filter(file => !/^dist\/.*\.(js|d\.ts)$/.test(file)),
            ["LICENSE", "README.md", "package.json"],
        );
        assert.equal(text("offline-preview/LICENSE"), text("LICENSE"));
    });

    it("tests the policy pack of its own documentation: types, and every test", () => {
        const [pack, test] = codeBlocks(text("offline-preview/README.md"), "ts");
        const [program] = codeBlocks(text("offline-preview/README.md"), "js");
        write({
            "PulumiPolicy.yaml": "runtime: nodejs\n",
            "package.json": JSON.stringify({ name: "buckets", version: "1.0.0" }),
            "tsconfig.json": JSON.stringify({
                compilerOptions: {
                    strict: true,
                    module: "nodenext",
                    target: "es2022",
                    types: ["node", "mocha"],
                    skipLibCheck: true,
                },
                include: ["index.ts", "test"],
            }),
            "index.ts": pack,
            "test/no-public-bucket.test.ts": test,
            "infra/Pulumi.yaml": "{name: infra, runtime: {name: nodejs, options: {typescript: false}}}",
            "infra/package.json": JSON.stringify({ name: "infra", main: "index.js" }),
            "infra/index.js": program,
        });
        run(home, process.execPath, join(ROOT, "node_modules/typescript/bin/tsc"), "--noEmit", "--project", home);
        const [command] = /(?<=`npx )mocha [^`]*/.exec(text("offline-preview/README.md")) ?? [];
        const { stdout, stderr, status } = spawnSync(
            `node_modules/mocha/bin/${command?.replace(/^mocha/, "mocha.js")} --reporter json`,
            {
                cwd: home,
                shell: true,
                // Types are checked above, not again for each preview.
                env: { ...process.env, PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
                encoding: "utf8",
            },
        );
        assert.equal(status, 0, `${stdout}${stderr}`);
        const { stats } = JSON.parse(stdout.slice(stdout.indexOf("{")));
        assert.equal(stats.passes, test.match(/^ {4}it\(/gm)?.length);
    });

    it("is found in the same repository as the pack, which provenance needs", () => {
        assert.equal(MANIFEST.repository.url, JSON.parse(text("package.json")).repository.url);
    });

    function write(contents: Readonly<Record<string, string>>): void {
        for (const [file, content] of Object.entries(contents)) {
            mkdirSync(dirname(join(home, file)), { recursive: true });
            writeFileSync(join(home, file), content);
        }
    }
});

function run(cwd: string, command: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
    assert.equal(status, 0, `${command} ${args[0]}: ${stdout}${stderr}`);
    return stdout;
}
