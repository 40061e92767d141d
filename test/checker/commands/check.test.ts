import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { Report } from "../../../checker/src/report/report";
import schema from "../../../docs/report.schema.json";
import table from "../../cases/sources/conformance.json";
import { runCommand } from "../run-command";
import { withFiles } from "../sources/gather";
import { FORMATS } from "../sources/written/trails";

const FIXTURES = join(__dirname, "../../fixtures/sources");
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const [state] = FORMATS;
const text = (name: string) => {
    const testCase = table.cases.find(candidate => candidate.name === name);
    assert.ok(testCase !== undefined, name);
    const [written] = Object.values(state.write({ ...table.base, ...testCase.trail }));
    return written;
};
const GOOD = text("complies");
const BAD = text("one Region");
const UNKNOWN = text("an operator whose values aren't known beside one that suffices");

/** The place of an offset, as messages show it. */
function placeIn(whole: string, offset: number): string {
    const lines = whole.slice(0, offset).split("\n");
    return `(line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

async function checkJson(args: readonly string[], stdin = "") {
    const finished = await runCommand(["check", ...args, "--format", "json"], { stdin });
    const report = JSON.parse(finished.stdout) as Report;
    assert.ok(validate(report), JSON.stringify(validate.errors));
    return { ...finished, report: report as Report };
}

describe("trail-guard check", () => {
    it("prints a report that its published schema describes, for every kind of input and outcome", async () => {
        const { report } = await checkJson([FIXTURES]);
        assert.ok(report.summary.violating > 0 && report.summary.undetermined > 0 && report.problems.length > 0);
        const { trails, compliant, violating, undetermined, exempt } = report.summary;
        assert.equal(trails, report.trails.length);
        assert.equal(compliant + violating + undetermined + exempt, trails);
        assert.equal(new Set(report.trails.map(({ id }) => id)).size, trails);
        assert.equal(validate({ ...report, more: 1 }), false);
    });

    for (const [file, source] of [
        ["cdk.out", "cdk"],
        ["terraform-plan-opentofu.json", "terraform-plan"],
    ] as const) {
        it(`judges ${file} as its tool wrote it: one trail complies, one violates`, async () => {
            const { exitCode, report } = await checkJson([join(FIXTURES, file), "--source", source]);
            const { trails, compliant, violating } = report.summary;
            assert.deepEqual([exitCode, trails, compliant, violating, report.problems], [1, 2, 1, 1, []]);
        });
    }

    for (const [name, stdin, args, expected] of [
        ["trails that all comply", GOOD, [], 0],
        ["a violation", BAD, [], 1],
        ["a violation, with --soft-fail", BAD, ["--soft-fail"], 0],
        ["something undetermined", UNKNOWN, [], 3],
        ["something undetermined, with --fail-on undetermined", UNKNOWN, ["--fail-on", "undetermined"], 1],
        ["malformed input", BAD.slice(0, -10), [], 2],
        ["no input", "", [], 2],
        ["another kind of document", '{"name": "package"}', [], 2],
        ["a different source than --source names", GOOD, ["--source", "terraform-plan"], 2],
        ["the source that --source names", GOOD, ["--source", "pulumi-state"], 0],
        ["no trail", '{"version":3,"deployment":{"manifest":{},"resources":[]}}', [], 3],
        ["no trail, with --allow-no-trails", '{"version":3,"deployment":{"manifest":{}}}', ["--allow-no-trails"], 0],
        ["an unknown format", GOOD, ["--output", "pdf=x"], 2],
        ["two reports for one file", GOOD, ["--output", "json=x", "--output", "sarif=./x"], 2],
        ["contradicting options", GOOD, ["--soft-fail", "--fail-on", "undetermined"], 2],
        ["a missing file", GOOD, ["/nowhere/a.json"], 2],
        ["a missing configuration", GOOD, ["-", "--config", "/nowhere/c.json"], 2],
    ] as const) {
        it(`exits with ${expected} for ${name}`, async () => {
            const { exitCode, stderr } = await runCommand(["check", ...args], { stdin });
            assert.equal(exitCode, expected, stderr);
        });
    }

    it("names every bad file, and still reports the good ones", async () => {
        const files = {
            "good.json": GOOD,
            "bad.json": BAD,
            "cut.json": GOOD.slice(0, 300),
            "empty.json": "",
            "binary.yaml": Buffer.from([0x41, 0, 1, 2]),
            "latin-1.json": Buffer.from(GOOD.replace("trail-logs", "caf\xe9"), "latin1"),
            "deep.json": "[".repeat(100_000),
            "binary.tfstate": Buffer.from([0x41, 0, 1, 2]),
            "deep.yaml": `AWS:: ${"{a: ".repeat(50_000)}`,
            "bomb.yaml": `AWS: &a [AWS::, x, x, x, x, x, x, x, x]\n${"bcdefghij"
                .split("")
                .map((name, index) => `${name}: &${name} [${`*${"abcdefghi"[index]}, `.repeat(9)}]`)
                .join("\n")}\n`,
            "template.yaml": "Resources:\n  Main:\n    Type: AWS::CloudTrail::Trail\n   Properties: {}\n",
            "tsconfig.json": '{ // settings of another tool\n  "compilerOptions": {} }',
            "package.json": '{"name": "not ours"}',
            "notes.md": "not ours",
            "node_modules/x/state.json": BAD,
            ".hidden/state.json": BAD,
        };
        await withFiles(files, async folder => {
            execFileSync("mkfifo", [join(folder, "fifo.json")]);
            symlinkSync("loop.json", join(folder, "loop.json"));
            mkdirSync(join(folder, "sub"));
            symlinkSync("..", join(folder, "sub", "up"));
            const { exitCode, report, stderr } = await checkJson([folder]);
            assert.equal(exitCode, 2);
            const problems = Object.fromEntries(
                report.problems.map(({ source, message }) => [source.slice(folder.length + 1), message]),
            );
            assert.deepEqual(problems, {
                "loop.json": "too many symbolic links",
                "fifo.json": "it is a FIFO, not a file: its contents can be piped to standard input (-)",
                "bomb.yaml": "malformed YAML: its aliases stand for more than 100000 values",
                "cut.json": `malformed JSON: it ends in the middle of a value ${placeIn(GOOD, 300)}`,
                "binary.tfstate": "it is binary, or UTF-16 text without a byte order mark",
                "deep.yaml": problems["deep.yaml"],
                "latin-1.json": `it is not UTF-8 text ${placeIn(GOOD, GOOD.indexOf("trail-logs") + 3)}`,
                "template.yaml": "malformed YAML: All mapping items must start at the same column (line 4, column 1)",
            });
            assert.match(problems["deep.yaml"], /^malformed YAML: it is nested too deeply/);
            assert.equal(report.summary.trails, 2);
            // None of these belongs to a source: binary.yaml, deep.json, empty.json, tsconfig.json.
            assert.match(stderr, /skipped 4 unreadable files with no mention of a trail/);
            for (const name of Object.keys(problems)) {
                assert.ok(stderr.includes(name), name);
            }
        });
    });

    it("reads UTF-16 and UTF-8 with byte order marks", async () => {
        for (const stdin of [
            Buffer.from(`\ufeff${GOOD}`),
            Buffer.from(`\ufeff${GOOD}`, "utf16le"),
            Buffer.from(`\ufeff${GOOD}`, "utf16le").swap16(),
        ]) {
            const { exitCode } = await runCommand(["check", "-"], { stdin });
            assert.equal(exitCode, 0);
        }
    });

    it("reads a file once that is named twice or reached through a link", async () => {
        await withFiles({ "a.json": GOOD }, async folder => {
            symlinkSync("a.json", join(folder, "b.json"));
            const { report } = await checkJson([join(folder, "a.json"), folder, join(folder, "b.json")]);
            assert.equal(report.summary.trails, 1);
        });
    });

    it("joins what several files say about a trail", async () => {
        const api = FORMATS.find(({ name }) => name.startsWith("describe-trails"));
        const files = api?.write({ ...table.base, ...table.cases[0].trail }) ?? {};
        await withFiles(files, async folder => {
            const [describe, selectors] = ["describe.json", "selectors.json"].map(name => join(folder, name));
            const statuses = async (...paths: readonly string[]) => {
                const { report } = await checkJson(paths);
                assert.equal(report.trails.length, 1);
                return Object.fromEntries(
                    report.trails[0].results.map(({ policy, status }) => [
                        policy.replace(/^cloudtrail-(bedrock-)?/, ""),
                        status,
                    ]),
                );
            };
            const both = await statuses(selectors, describe, describe);
            assert.equal(both["agent-alias-events"], "pass");
            assert.equal(both["multi-region"], "pass");
            assert.equal(both["logging-enabled"], "undetermined");
            const alone = await statuses(selectors);
            assert.equal(alone["agent-alias-events"], "pass");
            assert.equal(alone["multi-region"], "undetermined");
            const described = await statuses(describe);
            assert.equal(described["agent-alias-events"], "undetermined");
            assert.equal(described["multi-region"], "pass");
        });
    });

    it("shows no secret, in any format", async () => {
        const secret = "s3cr3t-bucket-name";
        const hidden = {
            "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
            plaintext: JSON.stringify([
                {
                    name: secret,
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                        { field: "resources.ARN", startsWiths: [`arn:aws:bedrock:${secret}`], notEquals: [secret] },
                    ],
                },
            ]),
        };
        const resource = { urn: "urn:pulumi:d::p::aws:cloudtrail/trail:Trail::t", type: "aws:cloudtrail/trail:Trail" };
        const inputs = { s3BucketName: "b", advancedEventSelectors: hidden };
        const stdin = JSON.stringify({ version: 3, deployment: { resources: [{ ...resource, inputs }] } });
        await withFiles({}, async folder => {
            const formats = ["table", "json", "sarif", "junit", "markdown", "ocsf"];
            const outputs = formats.flatMap(format => ["--output", `${format}=${join(folder, format)}`]);
            const { exitCode, stdout, stderr } = await runCommand(["check", "-", ...outputs], { stdin });
            assert.equal(exitCode, 1, stderr);
            for (const written of [
                stdout,
                stderr,
                ...formats.map(format => readFileSync(join(folder, format), "utf8")),
            ]) {
                assert.ok(!written.includes("s3cr3t"), written);
            }
            assert.match(stdout, /cloudtrail-bedrock-agent-alias-events/);
        });
    });

    it("accepts hostile names, and lets none of them reach a terminal", async () => {
        const hostile = "\u001b[31mred\u0007</script><b>|`";
        const resource = {
            urn: `urn:pulumi:d::p::aws:cloudtrail/trail:Trail::${hostile}`,
            type: "aws:cloudtrail/trail:Trail",
        };
        const content = JSON.stringify({ deployment: { resources: [{ ...resource, inputs: {} }, {}] } });
        await withFiles({ "\u001b]0;x\u0007\n.json": content, "\u202ecut.tfstate": "{" }, async folder => {
            for (const format of ["table", "json", "sarif", "junit", "markdown", "ocsf"]) {
                const { exitCode, stdout, stderr } = await runCommand(["check", folder, "--format", format]);
                assert.equal(exitCode, 2);
                // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
                assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/, format);
            }
        });
    });

    it("follows the pack's configuration, and refuses one with mistakes in it", async () => {
        const config = { "cloudtrail-multi-region": "disabled", all: "mandatory" };
        await withFiles(
            { "config.json": JSON.stringify(config), "wrong.json": '{\n"cloudtrail-multi": 1}' },
            async folder => {
                const configured = await checkJson(["--config", join(folder, "config.json")], GOOD);
                assert.equal(
                    configured.report.trails[0].results.some(({ policy }) => policy === "cloudtrail-multi-region"),
                    false,
                );
                const { exitCode, stderr } = await runCommand(["check", "--config", join(folder, "wrong.json")], {
                    stdin: GOOD,
                });
                assert.equal(exitCode, 2);
                assert.match(stderr, /wrong\.json:2:1: .*there is no policy/);
            },
        );
    });

    it("refuses to leave things out of a summary that has none of them", async () => {
        const { exitCode, stderr } = await runCommand(["check", "--quiet", "--only-violations"], { stdin: BAD });
        assert.equal(exitCode, 2);
        assert.equal(
            stderr,
            "trail-guard: --only-violations has no effect with --quiet, which prints the summary alone\n",
        );
        await withFiles({}, async folder => {
            const output = `json=${join(folder, "report.json")}`;
            const args = ["check", "--quiet", "--only-violations", "--output", output];
            assert.equal((await runCommand(args, { stdin: BAD })).exitCode, 1);
        });
    });

    it("writes a baseline, and then counts only what is new", async () => {
        await withFiles({}, async folder => {
            const baseline = join(folder, "known.json");
            const written = await checkJson(["--write-baseline", baseline], BAD);
            assert.equal(written.exitCode, 0);
            assert.deepEqual(written.report.summary, {
                trails: 1,
                compliant: 0,
                violating: 0,
                undetermined: 0,
                exempt: 0,
                known: 1,
            });
            const again = await checkJson(["--baseline", baseline], BAD);
            assert.equal(again.exitCode, 0);
            assert.ok(again.report.trails[0].results.some(result => result.baseline === true));
            const worse = await checkJson(["--baseline", baseline], text("no bucket"));
            assert.equal(worse.exitCode, 1);
            writeFileSync(baseline, "{}");
            assert.equal((await runCommand(["check", "--baseline", baseline], { stdin: BAD })).exitCode, 2);
        });
    });

    it("never overwrites an input, and says before reading that a file can't be written", async () => {
        await withFiles({ "t.json": BAD, "c.json": "{}", "old.json": "{}", "sub/s.json": BAD }, async folder => {
            const at = (name: string) => join(folder, name);
            symlinkSync("t.json", at("link"));
            mkdirSync(at("folder"));
            const before = readFileSync(at("t.json"), "utf8");
            for (const [args, message] of [
                [
                    [at("t.json"), "--output", `json=${at("t.json")}`],
                    `--output json would overwrite an input, ${at("t.json")}`,
                ],
                [
                    [at("t.json"), "--output", `sarif=${at("link")}`],
                    `--output sarif would overwrite an input, ${at("link")}`,
                ],
                [
                    [folder, "--output", `json=${at("t.json")}`],
                    `--output json would overwrite an input, ${at("t.json")}`,
                ],
                [[folder, "--output", `json=${at("sub/../sub/s.json")}`], "--output json would overwrite an input"],
                [[at("t.json"), "--write-baseline", at("t.json")], "--write-baseline would overwrite an input"],
                [
                    [at("t.json"), "--config", at("c.json"), "--output", `json=${at("c.json")}`],
                    "would overwrite an input",
                ],
                [
                    [at("nowhere.json"), "--output", `json=${at("none/r.json")}`],
                    `--output json: can't write ${at("none/r.json")}: no such file or directory`,
                ],
                [
                    [at("nowhere.json"), "--output", `json=${at("folder")}`],
                    `--output json: ${at("folder")} is a directory`,
                ],
                [[at("nowhere.json"), "--write-baseline", at("none/r.json")], "--write-baseline: can't write"],
            ] as const) {
                const { exitCode, stderr, stdout } = await runCommand(["check", ...args]);
                assert.equal(exitCode, 2);
                assert.equal(stdout, "");
                assert.ok(stderr.includes(message), stderr);
            }
            assert.equal(readFileSync(at("t.json"), "utf8"), before);
            // A part of a trail that is reported for another file, a file without a trail, one that can't be read.
            const arn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/t";
            const parts = {
                "described.json": JSON.stringify({ trailList: [{ TrailARN: arn }] }),
                "selectors.json": JSON.stringify({ TrailARN: arn, EventSelectors: [] }),
                "state.json": JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [] } }),
                "cut.json": '{ "trailList": [',
                "main.tf": 'resource "aws_cloudtrail" "t" {}\n',
                "variables.tf": 'variable "v" {}\n',
            };
            mkdirSync(at("parts"));
            for (const [name, text] of Object.entries(parts)) {
                writeFileSync(at(`parts/${name}`), text);
            }
            for (const [name, text] of Object.entries(parts)) {
                const path = at(`parts/${name}`);
                const { exitCode, stderr } = await runCommand(["check", at("parts"), "--output", `json=${path}`]);
                assert.equal(exitCode, 2);
                assert.ok(stderr.includes(`--output json would overwrite an input, ${path}`), stderr);
                assert.equal(readFileSync(path, "utf8"), text);
            }
            rmSync(at("parts"), { recursive: true });
            // What declares nothing may be overwritten: the report of an earlier run, the baseline itself.
            assert.equal((await runCommand(["check", folder, "--output", `json=${at("old.json")}`])).exitCode, 1);
            const known = ["--baseline", at("known.json"), "--write-baseline", at("known.json")];
            await runCommand(["check", at("t.json"), ...known.slice(2)]);
            assert.equal((await runCommand(["check", at("t.json"), ...known])).exitCode, 0);
            const over = ["--baseline", at("known.json"), "--output", `json=${at("known.json")}`];
            assert.equal((await runCommand(["check", at("t.json"), ...over])).exitCode, 2);
        });
    });

    it("reports a template's macros and nested stacks, which it can't read", async () => {
        const { report, exitCode, stderr } = await checkJson([join(__dirname, "../../cases/sources/loops.yaml")]);
        assert.equal(exitCode, 1);
        assert.deepEqual(
            report.trails.map(({ name, source }) => [name, source.line]),
            [
                ["trail-A", 4],
                ["trail-B", 4],
                // biome-ignore lint/suspicious/noTemplateCurlyInString: the name as written in the template
                ["More${Name}", 10],
                ['what the macro "Mine" makes of the template', 1],
            ],
        );
        assert.ok(report.trails[3].results.every(({ status }) => status === "undetermined"));
        assert.match(stderr, /a nested stack is not part of it/);
    });
});
