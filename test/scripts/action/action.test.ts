import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { PullRequestComments } from "./comments";
import { type ActionRun, type Job, runAction } from "./composite-action";
import { packRelease } from "./packed-release";

const ROOT = join(__dirname, "../../..");
const UPLOAD = "github/codeql-action/upload-sarif";
const CREDENTIALS = "aws-actions/configure-aws-credentials";

const trail = (...selectors: readonly string[]) =>
    `resource "aws_cloudtrail" "audit" {
  name                          = "audit"
  s3_bucket_name                = "logs"
  is_multi_region_trail         = true
  include_global_service_events = true
${selectors.join("")}}
`;
const selector = (...fields: readonly (readonly [string, string])[]) =>
    `  advanced_event_selector {\n${fields
        .map(
            ([field, value]) => `    field_selector {\n      field  = "${field}"\n      equals = ["${value}"]\n    }\n`,
        )
        .join("")}  }\n`;
const MANAGEMENT = selector(["eventCategory", "Management"]);
const DATA = ["AgentAlias", "KnowledgeBase"]
    .map(type => selector(["eventCategory", "Data"], ["resources.type", `AWS::Bedrock::${type}`]))
    .join("");
const COMPLIANT = trail(MANAGEMENT, DATA);
const DEFAULT = trail();

describe("action.yml", function () {
    this.timeout(120_000);
    let home: string;
    let api: PullRequestComments;

    before(async () => {
        home = mkdtempSync(join(tmpdir(), "action-"));
        // As GitHub has it: a clone, in which nothing was installed.
        for (const path of ["action.yml", "package.json", "scripts"]) {
            cpSync(join(ROOT, path), join(home, "action", path), { recursive: true });
        }
        mkdirSync(join(home, "release"));
        packRelease("trail-guard", join(home, "release"));
        api = await PullRequestComments.start();
    });
    after(() => {
        api?.stop();
        rmSync(home, { recursive: true, force: true });
    });
    beforeEach(() => {
        rmSync(join(home, "workspace"), { recursive: true, force: true });
        mkdirSync(join(home, "workspace"));
    });

    const workspace = () => join(home, "workspace");
    const run = (job: Partial<Job> = {}): Promise<ActionRun> =>
        runAction({
            action: join(home, "action"),
            workspace: workspace(),
            temp: join(home, "temp"),
            // Installed once, by the first run.
            kept: join(home, "kept"),
            ...job,
            env: {
                TRAIL_GUARD_TARBALLS: join(home, "release"),
                GITHUB_API_URL: api.url,
                GITHUB_REPOSITORY: "acme/infra",
                ...job.env,
            },
        });
    const write = (file: string, text: string) => {
        mkdirSync(dirname(join(workspace(), file)), { recursive: true });
        writeFileSync(join(workspace(), file), text);
    };

    it("shows what is violated in the log and the summary, uploads it, and fails", async () => {
        write("infra/main.tf", DEFAULT);
        const { status, log, summary, used, outputs } = await run({ inputs: { path: "infra" } });
        assert.equal(status, 1, log);
        assert.match(log, /Trail "audit" logs no Bedrock agent alias data events/);
        assert.match(log, /^::error::trail-guard ended with exit code 1$/m);
        assert.match(summary, /^### ❌ trail-guard: 1 of 1 trail in violation$/m);
        const { sarif_file: sarif = "", category } = used[UPLOAD] ?? {};
        assert.equal(category, "trail-guard infra");
        assert.equal(outputs.check?.["sarif-file"], sarif);
        const [{ results }] = JSON.parse(readFileSync(sarif, "utf8")).runs;
        assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, "infra/main.tf");
        assert.deepEqual(Object.keys(used), [UPLOAD]);
    });

    it("passes if everything complies, with the whole repository as its default", async () => {
        write("infra/main.tf", COMPLIANT);
        const { status, log, outputs } = await run();
        assert.equal(status, 0, log);
        assert.equal(outputs.check?.["exit-code"], "0");
        assert.match(log, /^1 trail: 1 compliant$/m);
    });

    const FAIL_ON: readonly (readonly [name: string, failOn: string, file: string, status: number])[] = [
        ["a violation", "violation", DEFAULT, 1],
        ["a violation", "never", DEFAULT, 0],
        ["what can't be decided", "undetermined", "# no trail\n", 3],
        ["what can't be decided", "violation", "# no trail\n", 0],
        ["what can't be decided", "never", "# no trail\n", 0],
        ["what can't be read", "never", "resource {", 2],
    ];
    for (const [name, failOn, file, status] of FAIL_ON) {
        it(`ends with ${status} for ${name}, with fail-on: ${failOn}`, async () => {
            write("main.tf", file);
            const result = await run({ inputs: { path: "main.tf", "fail-on": failOn } });
            assert.equal(result.status, status, result.log);
            assert.match(result.log, /^::(error|warning)::trail-guard ended with exit code \d$/m);
        });
    }

    it("passes on the configuration, the format and every word of the arguments unchanged", async () => {
        write("main.tf", DEFAULT);
        write("policy config.json", '{ "all": "advisory" }');
        const { status, log } = await run({
            inputs: { config: "policy config.json", format: "json", arguments: "--var\nname=$(touch pwned) 'x\n" },
        });
        assert.equal(status, 2, log);
        assert.match(log, /--var .*\bname\b/);
        assert.ok(!existsSync(join(workspace(), "pwned")));
        const fine = await run({ inputs: { config: "policy config.json", format: "json" } });
        assert.equal(fine.status, 0, fine.log);
        assert.match(fine.log, /"schemaVersion": 2/);
    });

    it("executes nothing that an input contains", async () => {
        const path = "$(touch pwned)\"; touch pwned; '`touch pwned`";
        write(`${path}/main.tf`, COMPLIANT);
        const { status, log } = await run({ inputs: { path } });
        assert.equal(status, 0, log);
        assert.ok(!existsSync(join(workspace(), "pwned")));
    });

    const WRONG: readonly (readonly [inputs: Readonly<Record<string, string>>, message: RegExp])[] = [
        [{ "fail-on": "errors" }, /^::error::fail-on is "errors"; expected violation, undetermined or never$/m],
        [{ path: "" }, /^::error::there is nothing to check: give a path or role-to-assume$/m],
        [{ "role-to-assume": "arn" }, /^::error::role-to-assume needs aws-region$/m],
        [{ "aws-region": "eu-west-1" }, /^::error::aws-region has no effect without role-to-assume$/m],
    ];
    for (const [inputs, message] of WRONG) {
        it(`refuses ${JSON.stringify(inputs)} before it installs anything`, async () => {
            const { status, log } = await run({ inputs, kept: join(home, "none") });
            assert.equal(status, 2);
            assert.match(log, message);
            assert.ok(!existsSync(join(home, "temp/trail-guard")));
        });
    }

    it("checks a live account with the role's credentials, and fails without them", async () => {
        const role = "arn:aws:iam::111122223333:role/trail-guard";
        const inputs = { path: "", "role-to-assume": role, "aws-region": "eu-west-1" };
        const { status, log, used } = await run({ inputs, env: { AWS_CONFIG_FILE: "/dev/null" } });
        assert.deepEqual(used, { [CREDENTIALS]: { "role-to-assume": role, "aws-region": "eu-west-1" } });
        assert.match(log, /credentials/);
        assert.equal(status, 2);
    });

    it("says in one line that the command can't be installed", async () => {
        const { status, log } = await run({
            env: { TRAIL_GUARD_TARBALLS: join(home, "nowhere") },
            kept: join(home, "none"),
        });
        assert.equal(status, 2);
        assert.match(log, /^trail-guard can't be installed: npm install .*nowhere\/trail-guard\.tgz.*\n$/);
    });

    describe("in a pull request", () => {
        let author: string;
        /** The merge commit that GitHub creates for a pull request, in a checkout as actions/checkout leaves it. */
        const pullRequest = (change: () => void) => {
            git(author, "switch", "--quiet", "--force-create", "change", "main");
            change();
            git(author, "add", "--all");
            git(author, "commit", "--quiet", "--allow-empty", "--message", "change");
            git(author, "switch", "--quiet", "--detach", "main");
            git(author, "merge", "--quiet", "--no-ff", "--no-edit", "change");
            git(author, "update-ref", "refs/pull/7/merge", "HEAD");
            rmSync(workspace(), { recursive: true, force: true });
            git(home, "init", "--quiet", workspace());
            git(workspace(), "remote", "add", "origin", `file://${author}`);
            git(workspace(), "fetch", "--quiet", "--depth", "1", "origin", "refs/pull/7/merge");
            git(workspace(), "checkout", "--quiet", "FETCH_HEAD");
            return git(author, "rev-parse", "HEAD");
        };
        const inPullRequest = (sha: string, inputs: Readonly<Record<string, string>> = {}) =>
            run({
                inputs: { path: "infra", "fail-on": "violation", ...inputs },
                event: {
                    name: "pull_request",
                    payload: { pull_request: { number: 7, head: { repo: { fork: false } } } },
                },
                env: { GITHUB_SHA: sha },
            });
        const infra = (text: string) => writeFileSync(join(author, "infra/main.tf"), text);

        before(() => {
            author = join(home, "author");
            mkdirSync(join(author, "infra"), { recursive: true });
            git(author, "init", "--quiet", "--initial-branch", "main");
            git(author, "config", "uploadpack.allowAnySHA1InWant", "true");
            infra(trail(MANAGEMENT, DATA));
            // What a release leaves out is compared anyway.
            writeFileSync(join(author, ".gitattributes"), "infra export-ignore\n");
            git(author, "add", "--all");
            git(author, "commit", "--quiet", "--message", "main");
        });
        beforeEach(() => {
            api.comments.length = 0;
            api.readOnly = false;
        });

        it("comments on what a change takes away, and updates that comment when it no longer does", async () => {
            api.comments.push({ id: 1, body: "Looks good to me" });
            const worse = await inPullRequest(pullRequest(() => infra(trail(DATA))));
            assert.equal(worse.status, 1, worse.log);
            assert.equal(worse.outputs.diff?.["exit-code"], "1");
            const comment = () => api.comments[1]?.body ?? "";
            assert.match(comment(), /^<!-- trail-guard diff infra -->\n### ❌/);
            assert.match(comment(), /Not logged, for example: InvokeModel/);
            assert.match(worse.summary, /^## What the pull request changes$/m);

            const better = await inPullRequest(pullRequest(() => infra(trail(MANAGEMENT, DATA, "  tags = {}\n"))));
            assert.equal(better.status, 0, better.log);
            assert.match(comment(), /^<!-- trail-guard diff infra -->\n### ✅/);
            assert.deepEqual(
                api.comments.map(({ id }) => id),
                [1, 2],
            );
        });

        it("is silent on one that takes nothing away, and if comments are off", async () => {
            const sha = pullRequest(() => writeFileSync(join(author, "README.md"), "infra\n"));
            const { status, log, outputs } = await inPullRequest(sha);
            assert.equal(status, 0, log);
            assert.equal(outputs.diff?.["exit-code"], "0");
            await inPullRequest(
                pullRequest(() => infra(trail(DATA))),
                { comment: "false" },
            );
            assert.deepEqual(api.comments, []);
        });

        it("compares an absolute path with the same one before", async () => {
            const sha = pullRequest(() => infra(trail(DATA)));
            const { log, outputs } = await inPullRequest(sha, { path: join(workspace(), "infra") });
            assert.equal(outputs.diff?.["exit-code"], "1", log);
        });

        it("treats a new folder as one that had no trail", async () => {
            const sha = pullRequest(() => {
                mkdirSync(join(author, "new"));
                writeFileSync(join(author, "new/main.tf"), COMPLIANT);
            });
            const { status, log, outputs } = await inPullRequest(sha, { path: "new" });
            assert.equal(status, 0, log);
            assert.equal(outputs.diff?.["exit-code"], "0");
        });

        it("reads both sides from a plan that the job created", async () => {
            const sha = pullRequest(() => {});
            const change = { actions: ["delete"], before: { name: "audit", s3_bucket_name: "logs" }, after: null };
            write(
                "plan.json",
                JSON.stringify({
                    format_version: "1.2",
                    terraform_version: "1.9.8",
                    resource_changes: [
                        {
                            address: "aws_cloudtrail.audit",
                            mode: "managed",
                            type: "aws_cloudtrail",
                            name: "audit",
                            provider_name: "registry.terraform.io/hashicorp/aws",
                            change,
                        },
                    ],
                }),
            );
            const { log, outputs } = await inPullRequest(sha, { path: "plan.json" });
            assert.equal(outputs.diff?.["exit-code"], "1", log);
            assert.match(api.comments[0]?.body ?? "", /Trail "audit" is deleted/);
        });

        it("says that it could not comment, and decides anyway", async () => {
            api.readOnly = true;
            const { status, log } = await inPullRequest(pullRequest(() => infra(trail(DATA))));
            assert.equal(status, 1);
            assert.match(log, /^::warning::trail-guard could not comment on the pull request: POST .* answers 403/m);
        });

        it("finds its comment after those of a long discussion", async () => {
            api.comments.push(...Array.from({ length: 250 }, (_, index) => ({ id: index + 1, body: "+1" })));
            const [report, event] = ["report.md", "event.json"].map(name => join(home, name)) as [string, string];
            writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
            for (const text of ["less", "even less"]) {
                writeFileSync(report, text);
                await promisify(execFile)(process.execPath, [join(home, "action/scripts/action/comment.js")], {
                    env: {
                        GITHUB_API_URL: api.url,
                        GITHUB_REPOSITORY: "acme/infra",
                        GITHUB_EVENT_PATH: event,
                        TOKEN: "the-token",
                        REPORT: report,
                        CHECKED: "a--b > c",
                        EXIT_CODE: "1",
                    },
                });
            }
            assert.equal(api.comments.length, 251);
            assert.equal(api.comments[250]?.body, "<!-- trail-guard diff a%2D%2Db%20%3E%20c -->\neven less");
        });
    });
});

function git(cwd: string, ...args: readonly string[]): string {
    const identity = ["-c", "user.name=A Test", "-c", "user.email=test@example.com"];
    return execFileSync("git", [...identity, ...args], {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
    }).trim();
}
