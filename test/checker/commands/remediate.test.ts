import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { parse as parseYaml } from "yaml";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../../src/cloudtrail/coverage/coverage";
import { DIALECTS, type DialectName } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { writeSelectors } from "../../../src/cloudtrail/selectors/write-selectors";
import cases from "../../cases/checker/remediate.json";
import { runCommand } from "../run-command";
import { readHcl } from "../sources/written/read-hcl";
import { formatted, missingTool, readPython, readTyped } from "./pasted-code";

const COMPLETE = {
    id: "complete",
    AdvancedEventSelectors: [
        { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        ...["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(type => ({
            FieldSelectors: [
                { Field: "eventCategory", Equals: ["Data"] },
                { Field: "resources.type", Equals: [type] },
            ],
        })),
    ],
};

async function remediate(documents: readonly unknown[], ...args: string[]) {
    const stdin = documents.map(document => JSON.stringify(document)).join("\n");
    return runCommand(["remediate", ...args], { stdin });
}

/** The arguments with which a command line in a shell runs `aws`. */
function argumentsOfAws(script: string): string[] {
    const { stdout, stderr, status } = spawnSync("sh", ["-c", `aws() { printf '%s\\0' "$@"; }\n${script}`], {
        encoding: "utf8",
        env: {},
    });
    assert.deepEqual({ stderr, status }, { stderr: "", status: 0 });
    return stdout.split("\0").slice(0, -1);
}

/** How the output of each format is read when pasted. */
const PASTED: Readonly<Record<string, readonly [DialectName, (code: string) => object]>> = {
    selectors: ["aws-api", code => JSON.parse(code) as object],
    "aws-cli": [
        "aws-api",
        code => {
            const args = argumentsOfAws(code);
            assert.deepEqual(args.slice(0, 3), ["cloudtrail", "put-event-selectors", "--trail-name"]);
            assert.equal(args[4], "--advanced-event-selectors");
            return { AdvancedEventSelectors: JSON.parse(args[5] ?? "") as unknown };
        },
    ],
    pulumi: ["pulumi-aws", code => structuredClone(runInNewContext(`({\n${code}\n})`) as object)],
    "pulumi-python": ["pulumi-aws", readPython],
    "pulumi-go": [
        "pulumi-aws",
        code =>
            readTyped(
                code,
                /^(&cloudtrail\.TrailAdvancedEventSelector(FieldSelector)?Args|cloudtrail\.TrailAdvancedEventSelector(FieldSelector)?Array|pulumi\.String(Array)?)$/,
            ),
    ],
    "pulumi-csharp": [
        "pulumi-aws",
        code =>
            readTyped(code, /^(new\[\]|new Aws\.CloudTrail\.Inputs\.TrailAdvancedEventSelector(FieldSelector)?Args|)$/),
    ],
    "pulumi-yaml": ["pulumi-aws", code => parseYaml(code, (_, value) => interpolated(value)) as object],
    terraform: ["terraform", readHcl],
    cloudformation: ["cloudformation", code => parseYaml(code) as object],
};

/**
 * A Pulumi YAML string without references, as the engine reads it. Source: pulumi/pulumi-yaml,
 * pkg/pulumiyaml/ast/interpolation.go, parseInterpolate.
 */
function interpolated(value: unknown): unknown {
    if (typeof value !== "string") {
        return value;
    }
    const text = value.replaceAll("$$", "\0");
    assert.doesNotMatch(text, /\$\{/, "an expression");
    return text.replaceAll("\0", "$");
}

/** Formatters that must leave the output unchanged, and what must surround it for that. */
const FORMATTERS = [
    {
        format: "pulumi-go",
        tool: "gofmt",
        args: [],
        version: [],
        wrap: (code: string) =>
            `package main\n\nvar args = cloudtrail.TrailArgs{\n${code.replace(/^(?=.)/gm, "\t")}}\n`,
    },
    {
        format: "terraform",
        tool: "terraform",
        args: ["fmt", "-"],
        version: ["version"],
        wrap: (code: string) => `resource "aws_cloudtrail" "t" {\n${code.replace(/^(?=.)/gm, "  ")}}\n`,
    },
] as const;

/** What must be installed to read a format. */
const NEEDED: Readonly<Record<string, string | undefined>> = {
    "pulumi-python": missingTool("python3", "--version"),
};

describe("trail-guard remediate", () => {
    for (const { format, tool, args, version, wrap } of FORMATTERS) {
        it(`--format ${format} is as ${tool} leaves it`, async function () {
            this.timeout(60_000);
            const missing =
                tool === "gofmt" ? missingTool("sh", "-c", "command -v gofmt") : missingTool(tool, ...version);
            if (missing !== undefined) {
                console.log(`    skipped: ${tool} is not on PATH`);
                this.skip();
            }
            for (const { document } of cases) {
                const { stdout } = await remediate([document], "--format", format);
                const code = wrap(stdout);
                assert.equal(formatted(code, tool, ...args), code);
            }
        });
    }

    for (const [format, [dialectName, read]] of Object.entries(PASTED)) {
        describe(`--format ${format}`, () => {
            const dialect = DIALECTS[dialectName];

            before(function () {
                if (NEEDED[format] !== undefined) {
                    console.log(`    skipped: ${NEEDED[format]}`);
                    this.skip();
                }
            });

            for (const { title, document, kept, added } of cases) {
                it(`is read back when pasted, and logs everything: ${title}`, async () => {
                    const { exitCode, stdout } = await remediate([document], "--format", format);
                    assert.equal(exitCode, 0);
                    const selectors = readSelectors(read(stdout) as Record<string, unknown>, dialect);
                    for (const name of DEFAULT_REQUIREMENTS) {
                        assert.equal(coverage(selectors, requirementOf(name)).logged, "all", `${name} of ${stdout}`);
                    }
                    assert.ok(Array.isArray(selectors.advanced));
                    assert.equal(selectors.advanced.length, kept + added);
                    if ("AdvancedEventSelectors" in document && document.AdvancedEventSelectors.length > 0) {
                        // What the user wrote is there unchanged, in its order.
                        const written = writeSelectors(selectors.advanced, DIALECTS["aws-api"]);
                        assert.deepEqual(written.slice(0, kept), document.AdvancedEventSelectors);
                    }
                });
            }

            it("contains nothing that steers a terminal", async () => {
                const { stdout, stderr } = await remediate(
                    cases.map(({ document }) => ({ ...document, id: "\u001b[2J\nx\u009b" })),
                    "--format",
                    format,
                );
                assert.ok(stdout !== "");
                // gofmt indents with tabs.
                const text = (stdout + stderr).replace(/^\t+/gm, "").replaceAll("\n", "");
                assert.doesNotMatch(text, /[\p{Cc}\p{Cf}]/u);
            });

            it("says that there is nothing to do", async () => {
                const { exitCode, stdout, stderr } = await remediate([COMPLETE], "--format", format);
                assert.equal(exitCode, 0);
                const said = "complete: Every required event is already logged: nothing to do.\n";
                if (format === "selectors") {
                    assert.deepEqual(JSON.parse(stdout), COMPLETE);
                    assert.equal(stderr, `trail-guard: ${said}`);
                } else {
                    assert.match(stdout, /^(#|\/\/) /);
                    assert.ok(stdout.endsWith(` ${said}`), stdout);
                    assert.equal(stderr, "");
                }
            });
        });
    }

    it("prints one document for each of several inputs, with their ids, and changes nothing the second time", async () => {
        const documents = cases.map(({ document }, index) => ({ ...document, id: index }));
        const first = await remediate(documents);
        const lines = first.stdout.trimEnd().split("\n");
        assert.deepEqual(
            lines.map(line => (JSON.parse(line) as { id: number }).id),
            [...documents.keys()],
        );
        const second = await runCommand(["remediate"], { stdin: first.stdout });
        assert.equal(second.stdout, first.stdout);
        assert.equal((await runCommand(["coverage"], { stdin: first.stdout })).exitCode, 0);
    });

    it("adds only what is required", async () => {
        const { stdout } = await remediate([{}], "--require", "AWS::Bedrock::Guardrail");
        const { AdvancedEventSelectors } = JSON.parse(stdout) as typeof COMPLETE;
        assert.deepEqual(
            AdvancedEventSelectors.map(({ FieldSelectors }) => FieldSelectors.at(-1)?.Equals),
            [["Management"], ["AWS::Bedrock::Guardrail"]],
        );
        assert.equal((await remediate([{}], "--require", "Management")).stdout, "{}\n");
    });

    it("says what was converted and what it costs: in comments, or on standard error if the format has none", async () => {
        const basic = { id: "b", EventSelectors: [{ ReadWriteType: "WriteOnly" }] };
        const notes = [
            "b: The first selector replaces the basic ones, and logs at least the same. AWS resets the selectors for a moment.",
            "b: Added: AWS::Bedrock::AgentAlias, AWS::Bedrock::KnowledgeBase, Management.",
            "AWS charges for data events, once for each trail that logs them ($0.10 per 100,000 events when last checked).",
            "The first copy of management events is free; AWS charges for each further trail that logs them.",
        ];
        const asError = await remediate([basic]);
        assert.equal(asError.stderr, notes.map(note => `trail-guard: ${note}\n`).join(""));
        const commented = await remediate([basic], "--format", "terraform");
        assert.equal(commented.stderr, "");
        const removal = "b: Remove event_selector: AWS accepts one kind of selectors.";
        const expected = [...notes.slice(0, 1), removal, ...notes.slice(1)].map(note => `# ${note}\n`).join("");
        assert.ok(commented.stdout.startsWith(expected), commented.stdout);
        const byDefault = await remediate([{}], "--format", "pulumi");
        assert.match(byDefault.stdout, /^\/\/ the trail: The first selector keeps what is logged by default: /);
    });

    it("names the trail and its Region for the AWS CLI", async () => {
        const arn = "arn:aws-us-gov:cloudtrail:us-gov-west-1:111122223333:trail/my-trail_1";
        const named = argumentsOfAws((await remediate([{ TrailARN: arn }], "--format", "aws-cli")).stdout);
        assert.equal(named[3], arn);
        assert.deepEqual(named.slice(6), ["--region", "us-gov-west-1"]);
        const byId = argumentsOfAws((await remediate([{ id: "my-trail" }], "--format", "aws-cli")).stdout);
        assert.equal(byId[3], "my-trail");
        assert.equal(byId.length, 6);
        for (const id of ["$(touch x)", "file:///etc/passwd", "--debug", 7, null]) {
            const { stdout } = await remediate([{ id }], "--format", "aws-cli");
            assert.equal(argumentsOfAws(stdout)[3], "TRAIL_NAME");
            assert.match(stdout, /^# Replace TRAIL_NAME with the trail's name\.$/m);
        }
    });

    it("offers nothing if that would be unsafe, says why, and exits with 1", async () => {
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        const management = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };
        const many = [...Array(500).keys()].map(index => `x${index}`);
        const refused = [
            [{ EventSelectors: [{}], AdvancedEventSelectors: [management] }, /has basic and advanced event selectors/],
            [{ AdvancedEventSelectors: unknown }, /are unknown/],
            [{ AdvancedEventSelectors: [management, unknown] }, /AdvancedEventSelectors\[1\] has an unknown value/],
            [
                { AdvancedEventSelectors: [management, { ...management, Name: unknown }] },
                /AdvancedEventSelectors\[1\] has an unknown value/,
            ],
            [
                { AdvancedEventSelectors: [management, { Nmae: "x", ...management }] },
                /AWS would refuse the result: .*unknown property "Nmae"/,
            ],
            [
                {
                    AdvancedEventSelectors: [
                        {
                            FieldSelectors: [
                                { Field: "eventCategory", Equals: ["Data"] },
                                { Field: "resources.type", Equals: ["AWS::S3::Object"] },
                                { Field: "eventName", NotEquals: many },
                            ],
                        },
                    ],
                },
                /at most 500/,
            ],
        ] as const;
        for (const format of Object.keys(PASTED)) {
            for (const [document, reason] of refused) {
                const { exitCode, stdout, stderr } = await remediate([{ ...document, id: "t" }], "--format", format);
                assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: "" });
                assert.match(stderr, /^trail-guard: t: Not remediated: .*\n$/m);
                assert.match(stderr, reason);
            }
            const mixed = await remediate(
                [{ id: "t", AdvancedEventSelectors: unknown }, { id: "good" }],
                "--format",
                format,
            );
            assert.equal(mixed.exitCode, 1);
            assert.match(mixed.stdout, /good/);
            assert.doesNotMatch(mixed.stdout, new RegExp(unknown));
        }
    });

    it("prints HCL that Terraform itself accepts", async function () {
        const found = spawnSync("terraform", ["version"]);
        if (found.error !== undefined) {
            this.skip();
        }
        for (const { document } of cases) {
            const { stdout } = await remediate([document], "--format", "terraform");
            const resource = `resource "aws_cloudtrail" "x" {\n${stdout}}\n`;
            const { status, stderr } = spawnSync("terraform", ["fmt", "-no-color", "-"], {
                input: resource,
                encoding: "utf8",
            });
            assert.equal(status, 0, stderr);
        }
    });

    it("exits with 2 and prints nothing on bad input", async () => {
        const { exitCode, stdout } = await runCommand(["remediate"], { stdin: '{"EventSelectors": [' });
        assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: "" });
    });
});
