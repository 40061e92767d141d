import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { codeBlocks } from "../e2e/code-blocks";
import { findPythonCommand } from "../e2e/live/from-pypi";
import { packRelease } from "./action/packed-release";

const ROOT = join(__dirname, "../..");
const PRE_COMMIT = { variable: "PRE_COMMIT", requirement: "pre-commit==4.6.0", command: "pre-commit" };

const PROGRAM = `const { Trail } = require("@pulumi/aws/cloudtrail");\nnew Trail("audit", { s3BucketName: "logs" });\n`;

/** The hooks, as pre-commit itself runs them in a repository of a user. */
describe(".pre-commit-hooks.yaml", function () {
    this.timeout(300_000);
    let preCommit: string;
    let home: string;

    before(function () {
        const found = findPythonCommand(PRE_COMMIT);
        if (found === undefined) {
            console.log("    skipped: pre-commit is installed with Python from PyPI, which is not here");
            this.skip();
        }
        preCommit = found;
        home = mkdtempSync(join(tmpdir(), "pre-commit-"));
        for (const folder of ["release", "repository", "hooks"]) {
            mkdirSync(join(home, folder));
        }
        packRelease("trail-guard", join(home, "release"));
        packRelease("policy-pack", join(home, "release"));
        // As pre-commit clones it: what is tracked, and nothing that was installed.
        for (const path of [".pre-commit-hooks.yaml", "package.json", "scripts"]) {
            cpSync(join(ROOT, path), join(home, "hooks", path), { recursive: true });
        }
        for (const folder of ["repository", "hooks"]) {
            git(folder, "init", "--quiet", "--initial-branch", "main");
            git(folder, "add", "--all");
            git(folder, "commit", "--quiet", "--allow-empty", "--message", "first");
        }
        const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
        git("hooks", "tag", `v${version}`);
        const [snippet = ""] = codeBlocks(readFileSync(join(ROOT, "docs/ci.md"), "utf8"), "yaml pre-commit");
        write(".pre-commit-config.yaml", snippet.replace(/https:\S+/, `file://${join(home, "hooks")}`));
    });
    after(() => {
        if (home !== undefined) {
            rmSync(home, { recursive: true, force: true });
        }
    });

    function git(folder: string, ...args: readonly string[]): string {
        const identity = ["-c", "user.name=A Test", "-c", "user.email=test@example.com"];
        return execFileSync("git", [...identity, ...args], { cwd: join(home, folder), encoding: "utf8" });
    }
    const write = (file: string, text: string) => {
        const path = join(home, "repository", file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
        git("repository", "add", file);
    };
    const run = (hook: string, ...files: readonly string[]) => {
        const { status, stdout, stderr } = spawnSync(preCommit, ["run", hook, "--files", ...files], {
            cwd: join(home, "repository"),
            encoding: "utf8",
            env: {
                ...process.env,
                PRE_COMMIT_HOME: join(home, "cache"),
                TRAIL_GUARD_TARBALLS: join(home, "release"),
                // What was downloaded before is not requested again.
                npm_config_prefer_offline: "true",
            },
        });
        return { status, output: stdout + stderr };
    };

    it("checks templates", () => {
        write("cfn/template.yaml", readFileSync(join(ROOT, "examples/cloudformation/template.yaml"), "utf8"));
        const { status, output } = run("trail-guard-check", "cfn/template.yaml");
        assert.equal(status, 1, output);
        assert.match(output, /exit code: 1/);
        assert.match(output, /Trail "Audit" logs only some Bedrock knowledge base data events/);
    });

    it("checks configurations", () => {
        write("policy-config.json", '{ "cloudtrail-multi-region": "advisory" }\n');
        const valid = run("trail-guard-validate-config", "policy-config.json");
        assert.equal(valid.status, 0, valid.output);
        write("policy-config.json", '{ "cloudtrail-multi-regions": "advisory" }\n');
        write("trail-guard.jsonc", '// mine\n{ "cloudtrail-s3-deliveries": "advisory" }\n');
        const { output } = run("trail-guard-validate-config", "policy-config.json", "trail-guard.jsonc");
        assert.match(output, /cloudtrail-multi-regions/);
        assert.match(output, /cloudtrail-s3-deliveries/);
    });

    it("previews the programs that the files belong to, wherever they are, and all programs for any other file", () => {
        symlinkSync(join(ROOT, "node_modules"), join(home, "repository/node_modules"));
        for (const program of ["one", "two"]) {
            write(`stacks/${program}/Pulumi.yaml`, `name: ${program}\nruntime: nodejs\nmain: index.js\n`);
            write(`stacks/${program}/index.js`, PROGRAM);
        }
        // The name of a runtime may follow its options.
        const options = "runtime:\n  options:\n    typescript: false\n  # the name\n";
        write("stacks/two/Pulumi.yaml", `name: two\n${options}  name: nodejs\nmain: index.js\n`);
        write("stacks/three/Pulumi.yaml", `name: three\n${options}  name: python\n`);
        write("shared.ts", "export {};\n");
        const one = run("trail-guard-preview", "stacks/one/index.js");
        assert.equal(one.status, 1, one.output);
        assert.match(one.output, /logs no Bedrock agent alias data events/);
        assert.deepEqual(programsIn(one.output), ["stacks/one"]);
        assert.deepEqual(programsIn(run("trail-guard-preview", "shared.ts").output), ["stacks/one", "stacks/two"]);
    });

    it("says how to write options", () => {
        const { status, stderr } = spawnSync(
            process.execPath,
            [join(home, "hooks/scripts/pre-commit-hook.js"), "preview", "--stack", "prod"],
            { cwd: join(home, "repository"), encoding: "utf8" },
        );
        assert.equal(status, 2);
        assert.equal(stderr, "trail-guard: prod is not a file: write an option as --NAME=VALUE\n");
    });
});

function programsIn(output: string): string[] {
    return output.split("\n").filter(line => line.startsWith("stacks/"));
}
