import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { codeBlocks } from "../e2e/code-blocks";
import { packRelease } from "../scripts/action/packed-release";

const ROOT = join(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
const RELEASE = /https:\S+\/releases\/download\/v[\d.]+\/trail-guard\.tgz/g;

const trail = (...types: readonly string[]) =>
    `resource "aws_cloudtrail" "audit" {\n  name = "audit"\n  s3_bucket_name = "logs"\n${types
        .map(
            type =>
                `  advanced_event_selector {\n    field_selector {\n      field = "eventCategory"\n      equals = ["${type}"]\n    }\n  }\n`,
        )
        .join("")}}\n`;

it("the documents install the current version", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const named = ["README.md", "docs/ci.md", "docs/diff.md"].flatMap(page => [
        ...readFileSync(join(ROOT, page), "utf8").matchAll(/(?:download\/|bedrock-trail-guard@|git#|rev: )v([\d.]+)/g),
    ]);
    assert.ok(named.length > 5);
    assert.deepEqual([...new Set(named.map(([, each]) => each))], [version]);
});

/** The jobs for other CI systems, run here in a repository whose trail records less than before. */
describe("docs/ci.md", function () {
    this.timeout(120_000);
    let home: string;

    before(() => {
        home = mkdtempSync(join(tmpdir(), "ci-"));
        packRelease("trail-guard", home);
        mkdirSync(join(home, "main/infra"), { recursive: true });
        git("main", "init", "--quiet", "--initial-branch", "main");
        git("main", "config", "uploadpack.allowAnySHA1InWant", "true");
        commit(trail());
        commit(trail("NetworkActivity"));
    });
    after(() => rmSync(home, { recursive: true, force: true }));
    beforeEach(() => {
        rmSync(join(home, "job"), { recursive: true, force: true });
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${join(home, "main")}`, join(home, "job")]);
    });

    function git(folder: string, ...args: readonly string[]): string {
        const identity = ["-c", "user.name=A Test", "-c", "user.email=test@example.com"];
        return execFileSync("git", [...identity, ...args], { cwd: join(home, folder), encoding: "utf8" }).trim();
    }
    function commit(text: string): void {
        writeFileSync(join(home, "main/infra/main.tf"), text);
        git("main", "add", "--all");
        git("main", "commit", "--quiet", "--message", "infra");
    }
    const block = (name: string) => parse(codeBlocks(PAGE, `yaml ${name}`)[0] ?? "");
    /** Runs the lines of a job until one fails, with the release's file from here. */
    const run = (lines: readonly string[]) =>
        spawnSync("bash", ["-e", "-c", lines.join("\n").replace(RELEASE, join(home, "trail-guard.tgz"))], {
            cwd: join(home, "job"),
            encoding: "utf8",
            env: {
                ...process.env,
                NPM_CONFIG_PREFIX: join(home, "global"),
                NPM_CONFIG_OFFLINE: "true",
                PATH: `${join(home, "global/bin")}${delimiter}${process.env.PATH}`,
                CI_MERGE_REQUEST_DIFF_BASE_SHA: git("main", "rev-parse", "HEAD^"),
            },
        });

    it("has jobs for GitLab that check and compare", () => {
        const { trails, "trails-diff": diff } = block("gitlab");
        const checked = run(trails.script);
        assert.equal(checked.status, 1, checked.stdout + checked.stderr);
        assert.match(readFileSync(join(home, "job", trails.artifacts.reports.junit), "utf8"), /<failure /);
        const compared = run(diff.script);
        assert.equal(compared.status, 1, compared.stdout + compared.stderr);
        assert.match(compared.stdout, /no longer logs all the events that it logged/);
    });

    it("has steps for Azure Pipelines that check, and name the published report", () => {
        const { steps } = block("azure");
        const scripts = steps.flatMap(({ script }: { readonly script?: string }) => script ?? []);
        const { status, stdout, stderr } = run(scripts);
        assert.equal(status, 1, stdout + stderr);
        const published = steps.find(({ task }: { readonly task?: string }) => task?.startsWith("PublishTestResults"));
        assert.ok(existsSync(join(home, "job", published.inputs.testResultsFiles)));
        assert.ok(existsSync(join(home, "job/trails.sarif")));
    });
});
