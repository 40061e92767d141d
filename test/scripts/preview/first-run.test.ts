import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FIRST_RUN, firstRunPicture } from "../../../scripts/pictures";
import { parsePreviewOptions } from "../../../scripts/preview/preview-options";
import { overallSummary } from "../../../scripts/preview/summary";
import { buildPack } from "../../build-pack";
import { needsPulumi } from "../../e2e/needs-pulumi";

const ROOT = join(__dirname, "../../..");
const LINES = 28;

describe("the first run", function () {
    this.timeout(300_000);
    before(buildPack);

    const preview = (args: readonly string[], env: NodeJS.ProcessEnv) =>
        spawnSync(process.execPath, ["-r", "tsx/cjs", "scripts/preview.ts", ...args], {
            cwd: ROOT,
            encoding: "utf8",
            env: { ...process.env, ...env },
        });

    for (const withCli of [false, true]) {
        describe(withCli ? "with the Pulumi CLI" : "without the Pulumi CLI", () => {
            let output = "";

            before(function () {
                if (withCli) {
                    needsPulumi(this);
                }
                const { status, stdout, stderr } = preview([], withCli ? {} : { PATH: "" });
                assert.equal(status, 0, stdout + stderr);
                output = stdout;
            });

            it(`says how it was previewed, in at most ${LINES} lines`, () => {
                assert.ok(output.trimEnd().split("\n").length <= LINES, output);
                const how = withCli ? / with pulumi \S+ and / : / offline: there is no pulumi on PATH$/m;
                assert.match(output, how);
            });

            it("is what the recording in the README shows (npm run pictures)", function () {
                if (withCli) {
                    this.skip();
                }
                assert.equal(readFileSync(FIRST_RUN, "utf8"), firstRunPicture(output));
            });

            it("shows each event that escapes, and the one fix once", () => {
                assert.equal(
                    output.match(/Not logged, for example: (InvokeAgent|Retrieve) on arn:/g)?.length,
                    2,
                    output,
                );
                assert.equal(output.match(/\+ advancedEventSelectors: \[$/gm)?.length, 1, output);
                assert.equal(output.match(/name: "Log all AWS::Bedrock::AgentAlias data events"/g)?.length, 1, output);
            });

            it("counts advisory findings, and says what to do next", () => {
                assert.match(output, /^Also found: [1-9]\d* advisory \(npm run preview -- --verbose\)$/m);
                for (const next of ["--policy-pack ", "trail-guard check ", "check --aws", "-- --all"]) {
                    assert.ok(output.slice(output.indexOf("Next:")).includes(next), next);
                }
            });
        });
    }

    it("shows advisory findings and whole messages with --verbose", () => {
        const { status, stdout } = preview(["--verbose"], { PATH: "" });
        assert.equal(status, 0);
        assert.match(stdout, /^Advisory:$/m);
        assert.match(stdout, /^ +More:\s+https:\/\/\S+\/cloudtrail-bedrock-agent-alias-events\.md$/m);
        assert.doesNotMatch(stdout, /^Also found/m);
    });

    it("previews the examples that are named, each once", () => {
        const known = ["aws-native", "default-trail", "narrowed-selectors"];
        const examplesOf = (...args: readonly string[]) => parsePreviewOptions(args, known).examples;
        assert.deepEqual(examplesOf("narrowed-selectors", "examples/default-trail/", "narrowed-selectors"), [
            "narrowed-selectors",
            "default-trail",
        ]);
        assert.deepEqual(examplesOf("--all"), known);
        assert.deepEqual(examplesOf("--verbose"), ["bedrock-agents-typescript"]);
    });

    it("says at the end what all examples have", () => {
        const outcome = (isRemediated: boolean) => ({
            violations: ["mandatory", "mandatory", "advisory"].map(level => ({ level, urn: "", message: "" })),
            remediations: [],
            isRemediated,
        });
        assert.deepEqual(overallSummary([outcome(true), outcome(true)], "again"), [
            "Also found: 2 advisory (again)",
            "2 examples: 4 mandatory violations, all fixed by config/remediate.json",
        ]);
        assert.deepEqual(overallSummary([outcome(true), outcome(false)]), [
            "2 examples: 4 mandatory violations, 1 of 2 examples fixed by config/remediate.json",
        ]);
        assert.deepEqual(overallSummary([outcome(true)]), []);
    });

    it("ends silently when its reader has seen enough", () => {
        const { status, stderr } = spawnSync(
            "bash",
            ["-o", "pipefail", "-c", `"${process.execPath}" -r tsx/cjs scripts/preview.ts --help | true`],
            { cwd: ROOT, encoding: "utf8" },
        );
        assert.equal(stderr, "");
        assert.equal(status, 0);
    });

    it("refuses an option that it doesn't have, and the real provider without the CLI, in one line", () => {
        const { status, stdout, stderr } = preview(["--real-provider"], { PATH: "" });
        assert.equal(status, 2);
        assert.equal(stdout, "");
        assert.match(stderr, /^preview: --real-provider needs the Pulumi CLI.+\n$/);
        const known = ["default-trail", "aws-native"];
        for (const [args, message] of [
            [["--everything"], /^Unknown option '--everything': see npm run preview -- --help$/],
            [["defaul-trail"], /"defaul-trail" is not an example .*: did you mean default-trail\?$/],
            [["terraform"], /: use one of default-trail, aws-native$/],
            [["--all", "aws-native"], /^--all previews every example: name none$/],
        ] as const) {
            assert.throws(() => parsePreviewOptions(args, known), { message });
        }
    });

    it("says in one line before npm ci that it must be run", () => {
        const folder = mkdtempSync(join(tmpdir(), "not-installed-"));
        try {
            mkdirSync(join(folder, "scripts"));
            copyFileSync(join(ROOT, "scripts/build.js"), join(folder, "scripts/build.js"));
            const { status, stderr } = spawnSync(process.execPath, ["scripts/build.js"], {
                cwd: folder,
                encoding: "utf8",
            });
            assert.equal(status, 2);
            assert.equal(stderr, "The packages of this repository are not installed yet: run `npm ci` first.\n");
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });
});
