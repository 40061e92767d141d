import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeBlocks } from "../../e2e/code-blocks";

const ROOT = join(__dirname, "../../..");
const VERSION = "1.7.12";
const FOLDER = join(ROOT, ".cache", `actionlint-${VERSION}`);

/** The linter of GitHub workflows, built with Go; `undefined` if Go is missing or has no module proxy. */
function findActionlint(): string | undefined {
    const installed = join(FOLDER, process.platform === "win32" ? "actionlint.exe" : "actionlint");
    try {
        if (!existsSync(installed)) {
            execFileSync("go", ["install", `github.com/rhysd/actionlint/cmd/actionlint@v${VERSION}`], {
                env: { ...process.env, GOBIN: FOLDER, GOFLAGS: "" },
                stdio: "ignore",
                timeout: 240_000,
            });
        }
        return installed;
    } catch {
        return undefined;
    }
}

describe("the workflows and the action", function () {
    this.timeout(300_000);
    let actionlint: string;

    before(function () {
        const found = findActionlint();
        if (found === undefined) {
            console.log(
                "    skipped: actionlint is installed with Go, which is not here or can't reach its module proxy",
            );
            this.skip();
        }
        actionlint = found;
    });

    const lint = (cwd: string, ...files: readonly string[]) =>
        spawnSync(actionlint, ["-no-color", "-oneline", ...files], { cwd, encoding: "utf8" });

    it("pass actionlint", () => {
        const { status, stdout, stderr } = lint(ROOT);
        assert.equal(status, 0, stdout + stderr);
    });

    it("are checked against each other: an input that the action doesn't have is found", () => {
        const { status, stdout } = lintBesideAction("on: push", "- { uses: ./, with: { paths: infra } }");
        assert.equal(status, 1);
        assert.match(stdout, /input "paths" is not defined in action "Bedrock Trail Guard"/);
    });

    for (const page of ["docs/ci.md", "docs/diff.md", "docs/organization.md"]) {
        it(`are valid on ${page}, including the action's inputs`, () => {
            const blocks = codeBlocks(readFileSync(join(ROOT, page), "utf8"), "yaml")
                .map(block => block.replaceAll(/bedrock-trail-guard\/bedrock-trail-guard@\S+/g, "./"))
                .filter(block => /^ *- (uses|run): /m.test(block));
            assert.ok(blocks.length > 0);
            for (const block of blocks) {
                const { status, stdout } = block.startsWith("- ")
                    ? lintBesideAction("on: push", block)
                    : lintBesideAction(block);
                assert.equal(status, 0, stdout + block);
            }
        });
    }

    /** Lints a workflow, or the steps of one, in a separate repository that has the action. */
    function lintBesideAction(workflow: string, steps?: string) {
        const folder = mkdtempSync(join(tmpdir(), "lint-"));
        try {
            mkdirSync(join(folder, ".git"));
            mkdirSync(join(folder, ".github/workflows"), { recursive: true });
            copyFileSync(join(ROOT, "action.yml"), join(folder, "action.yml"));
            const jobs =
                steps === undefined
                    ? ""
                    : `\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n${indent(steps, 6)}`;
            writeFileSync(join(folder, ".github/workflows/trails.yml"), workflow + jobs);
            return lint(folder);
        } finally {
            rmSync(folder, { recursive: true });
        }
    }
});

function indent(text: string, spaces: number): string {
    return text.replace(/^/gm, " ".repeat(spaces));
}
