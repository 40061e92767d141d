import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configuredTypes } from "../../../src/compliance/configuration/configured-types";
import cases from "../../cases/checker/selector-input.json";
import { runCommand } from "../run-command";

const MANAGEMENT = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };

function data(type: string, ...fields: object[]) {
    return {
        FieldSelectors: [
            { Field: "eventCategory", Equals: ["Data"] },
            { Field: "resources.type", Equals: [type] },
            ...fields,
        ],
    };
}

const AGENTS = data("AWS::Bedrock::AgentAlias");
const KNOWLEDGE_BASES = data("AWS::Bedrock::KnowledgeBase");
const COMPLETE = { id: "complete", AdvancedEventSelectors: [MANAGEMENT, AGENTS, KNOWLEDGE_BASES] };
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function coverage(documents: readonly unknown[], ...args: string[]) {
    const stdin = documents.map(document => JSON.stringify(document)).join("\n");
    return runCommand(["coverage", ...args], { stdin });
}

/** What is logged of each requirement, for each document. */
async function logged(documents: readonly unknown[], ...args: string[]) {
    const { exitCode, stdout } = await coverage(documents, "--format", "json", ...args);
    const answers = JSON.parse(stdout) as { requirements: Record<string, { logged: string }> }[];
    return {
        exitCode,
        logged: answers.map(({ requirements }) => Object.values(requirements).map(requirement => requirement.logged)),
    };
}

describe("trail-guard coverage", () => {
    it("reads a bare list of basic selectors", async () => {
        const management = ["--require", "Management"];
        const list = (IncludeManagementEvents: boolean) => [
            { ReadWriteType: "All", IncludeManagementEvents, DataResources: [] },
        ];
        assert.deepEqual(await logged([list(true), list(false)], ...management), {
            exitCode: 1,
            logged: [["all"], ["none"]],
        });
    });

    it("corrects the common belief about AWS::Bedrock::Model if management events are missing, and explains wildcards", async () => {
        const model = await coverage(
            [{ AdvancedEventSelectors: [data("AWS::Bedrock::Model")] }],
            "--require",
            "Management",
        );
        assert.match(model.stdout, /Note: a selector for AWS::Bedrock::Model does not log InvokeModel or Converse/);
        const wildcard = await coverage([{ AdvancedEventSelectors: [data("AWS::Bedrock::*")] }]);
        assert.match(
            wildcard.stdout,
            /no wildcards, so "\*" matches only itself: give each resource type its own selector/,
        );
    });

    it("prints JSON in exactly the documented shape", async () => {
        const partly = {
            id: "partly",
            AdvancedEventSelectors: [
                AGENTS,
                data("AWS::Bedrock::KnowledgeBase", { Field: "readOnly", Equals: ["true"] }),
            ],
        };
        const { exitCode, stdout, stderr } = await coverage([partly], "--format", "json");
        assert.deepEqual({ exitCode, stderr }, { exitCode: 1, stderr: "" });
        const identity = "arn:aws:sts::111122223333:assumed-role/application/session";
        assert.equal(
            stdout,
            `${JSON.stringify(
                [
                    {
                        id: "partly",
                        requirements: {
                            "AWS::Bedrock::AgentAlias": { logged: "all" },
                            "AWS::Bedrock::KnowledgeBase": {
                                logged: "some",
                                unloggedEvent: {
                                    eventCategory: "Data",
                                    "resources.type": "AWS::Bedrock::KnowledgeBase",
                                    readOnly: "false",
                                    eventName: "Retrieve",
                                    "resources.ARN": "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBASE12345",
                                    eventSource: "bedrock.amazonaws.com",
                                    eventType: "AwsApiCall",
                                    sessionCredentialFromConsole: null,
                                    "userIdentity.arn": identity,
                                    errorCode: null,
                                    vpcEndpointId: null,
                                },
                            },
                            Management: {
                                logged: "none",
                                unloggedEvent: {
                                    eventCategory: "Management",
                                    "resources.type": null,
                                    readOnly: "true",
                                    eventName: "InvokeModel",
                                    "resources.ARN": null,
                                    eventSource: "bedrock.amazonaws.com",
                                    eventType: "AwsApiCall",
                                    sessionCredentialFromConsole: null,
                                    "userIdentity.arn": identity,
                                    errorCode: null,
                                    vpcEndpointId: null,
                                },
                            },
                        },
                    },
                ],
                undefined,
                2,
            )}\n`,
        );
    });

    it("shows each requirement, the event that escapes and the nearest selector", async () => {
        const { exitCode, stdout } = await coverage([
            { ...COMPLETE, AdvancedEventSelectors: [MANAGEMENT, AGENTS] },
            COMPLETE,
        ]);
        assert.equal(exitCode, 1);
        assert.equal(
            stdout,
            [
                "complete",
                "  AWS::Bedrock::AgentAlias     all",
                "  AWS::Bedrock::KnowledgeBase  none",
                "    Not logged, for example: Retrieve on arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KBASE12345 by arn:aws:sts::111122223333:assumed-role/application/session (readOnly false)",
                '    Nearest: AdvancedEventSelectors[1], rejected by its resources.type Equals "AWS::Bedrock::AgentAlias"',
                "  Management                   all",
                "",
                "Every required event is logged by 1 of 2.",
                "",
            ].join("\n"),
        );
    });

    it("shows once what several inputs have in common, and counts those that log everything", async () => {
        const partly = (id: string) => ({ id, AdvancedEventSelectors: [MANAGEMENT, AGENTS] });
        const many = [partly("a"), COMPLETE, partly("b"), COMPLETE];
        const { stdout } = await coverage(many);
        assert.match(stdout, /^2 alike: a, b\n {2}AWS::Bedrock::AgentAlias {5}all\n/);
        assert.equal(stdout.match(/Not logged/g)?.length, 1);
        assert.doesNotMatch(stdout, /^complete/m);
        assert.match(stdout, /\n\nEvery required event is logged by 2 of 4\.\n$/);
        const verbose = (await coverage(many, "--verbose")).stdout;
        assert.deepEqual(verbose.match(/^\w+$/gm), ["a", "complete", "b", "complete"]);
        assert.equal((await coverage(many, "--quiet")).stdout, "Every required event is logged by 2 of 4.\n");
    });

    it("shows a single input whatever it logs, and refuses --quiet for formats that are not for people", async () => {
        assert.match((await coverage([COMPLETE])).stdout, /^complete\n {2}AWS::Bedrock::AgentAlias {5}all\n/);
        const { exitCode, stderr } = await coverage([COMPLETE], "--quiet", "--format", "json");
        assert.equal(exitCode, 2);
        assert.match(stderr, /--quiet is for --format table; json always contains everything/);
    });

    it("is not wider than the terminal", async () => {
        const stdin = JSON.stringify({ AdvancedEventSelectors: [MANAGEMENT, AGENTS] });
        const { stdout } = await runCommand(["coverage"], { stdin, columns: 60 });
        const words = (text: string) => text.split(/\s+/);
        assert.deepEqual(words(stdout), words((await runCommand(["coverage"], { stdin })).stdout));
        for (const line of stdout.split("\n").filter(text => text.trim().includes(" "))) {
            assert.ok(line.length <= 60 || /^\s*\S+ \S{40,}/.test(line), line);
        }
    });

    it("knows default and basic selectors", async () => {
        const basic = {
            EventSelectors: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true, DataResources: [] }],
        };
        assert.deepEqual(await logged([{ EventSelectors: [], AdvancedEventSelectors: [] }, basic]), {
            exitCode: 1,
            logged: [
                ["none", "none", "all"],
                ["none", "none", "some"],
            ],
        });
    });

    describe("exit code", () => {
        it("is 0 if everything is logged", async () => {
            assert.deepEqual(await logged([COMPLETE]), { exitCode: 0, logged: [["all", "all", "all"]] });
        });

        it("is 3 if a value isn't known and nothing is violated", async () => {
            const depends = { AdvancedEventSelectors: [MANAGEMENT, AGENTS, data(UNKNOWN)] };
            const expected = ["all", "unknown", "all"];
            assert.deepEqual(await logged([depends, COMPLETE]), {
                exitCode: 3,
                logged: [expected, ["all", "all", "all"]],
            });
            const { stdout } = await coverage([depends, { AdvancedEventSelectors: UNKNOWN }]);
            assert.match(
                stdout,
                /KnowledgeBase {2}unknown\n {4}It depends on unknown values: AdvancedEventSelectors\[2\]\n/,
            );
            assert.match(stdout, /Management {19}unknown\n {4}It depends on unknown values: AdvancedEventSelectors\n/);
        });

        it("is 1 if something is violated, whatever isn't known", async () => {
            const both = { AdvancedEventSelectors: [AGENTS, data(UNKNOWN)] };
            assert.deepEqual(await logged([both]), { exitCode: 1, logged: [["all", "unknown", "none"]] });
        });
    });

    describe("--require", () => {
        it("accepts one type, several, or the option repeated", async () => {
            const guardrail = { AdvancedEventSelectors: [data("AWS::Bedrock::Guardrail")] };
            assert.deepEqual(await logged([guardrail], "--require", "AWS::Bedrock::Guardrail"), {
                exitCode: 0,
                logged: [["all"]],
            });
            const both = { exitCode: 1, logged: [["none", "all"]] };
            assert.deepEqual(await logged([guardrail], "--require", "Management", "AWS::Bedrock::Guardrail"), both);
            const twice = [
                "--require",
                "Management",
                "--require",
                "AWS::Bedrock::Guardrail",
                "--require",
                "Management",
            ];
            assert.deepEqual(await logged([guardrail], ...twice), both);
        });

        it("leaves a file name after it to be read", async () => {
            const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
            const file = join(folder, "selectors.json");
            writeFileSync(file, JSON.stringify(COMPLETE));
            assert.equal((await runCommand(["coverage", "--require", "Management", file])).exitCode, 0);
            assert.equal((await runCommand(["coverage", file, "--require", "Management"])).exitCode, 0);
            rmSync(folder, { recursive: true });
            const stdin = JSON.stringify(COMPLETE);
            assert.equal((await runCommand(["coverage", "--require", "Management", "-"], { stdin })).exitCode, 0);
        });

        it("accepts the presets of the policies' configuration, with the same types", async () => {
            for (const preset of ["bedrock", "agentcore", "mantle", "all"]) {
                const { stdout } = await coverage([{}], "--require", "Management", preset, "--format", "json");
                const [{ requirements }] = JSON.parse(stdout) as [{ requirements: object }];
                assert.deepEqual(Object.keys(requirements), [
                    "Management",
                    ...configuredTypes({ resourceTypes: [preset] }),
                ]);
            }
            assert.match(
                (await coverage([{}], "--require", "used")).stderr,
                /--require used: selectors alone don't show/,
            );
        });

        it("remediates everything that a preset stands for", async () => {
            const stdin = JSON.stringify(COMPLETE);
            const { exitCode, stdout } = await runCommand(["remediate", "--require", "mantle"], { stdin });
            assert.equal(exitCode, 0);
            for (const type of configuredTypes({ resourceTypes: ["mantle"] })) {
                assert.ok(stdout.includes(type), type);
            }
        });

        it("accepts an unknown resource type, with a warning and the nearest known one", async () => {
            const { exitCode, stderr } = await coverage([COMPLETE], "--require", "AWS::Bedrock::AgentAlais");
            assert.equal(exitCode, 1);
            assert.equal(
                stderr,
                "trail-guard: warning: --require AWS::Bedrock::AgentAlais: it is not in this version's list of CloudTrail resource types. Did you mean AWS::Bedrock::AgentAlias?\n",
            );
        });

        for (const [name, hint] of [
            ["management", ". Did you mean Management?"],
            ["KnowledgBase", ". Did you mean AWS::Bedrock::KnowledgeBase?"],
            ["Bedrock::AgentAlias", ". Did you mean AWS::Bedrock::AgentAlias?"],
            ["agentcor", ". Did you mean agentcore?"],
            ["zzzzzzzzzzzzzzzzzz", ""],
        ] as const) {
            it(`refuses ${name}`, async () => {
                assert.deepEqual(await coverage([COMPLETE], "--require", name), {
                    exitCode: 2,
                    stdout: "",
                    stderr: `trail-guard: --require "${name}": expected Management, a resource type such as AWS::Bedrock::AgentAlias, or one of bedrock, agentcore, mantle, all${hint}\n`,
                });
            });
        }
    });

    it("requires only today's operations with --operations known", async () => {
        const named = {
            AdvancedEventSelectors: [data("AWS::Bedrock::AgentAlias", { Field: "eventName", Equals: ["InvokeAgent"] })],
        };
        const alias = ["--require", "AWS::Bedrock::AgentAlias"];
        assert.deepEqual(await logged([named], ...alias), { exitCode: 1, logged: [["some"]] });
        assert.deepEqual(await logged([named], ...alias, "--operations", "known"), { exitCode: 0, logged: [["all"]] });
        assert.equal((await coverage([named], "--operations", "some")).exitCode, 2);
    });

    it("looks for ARNs in the trail's partition, or in that of --partition", async () => {
        const selectors = [
            data("AWS::Bedrock::AgentAlias", { Field: "resources.ARN", StartsWith: ["arn:aws-cn:bedrock:"] }),
        ];
        const trail = { AdvancedEventSelectors: selectors };
        const chinese = { ...trail, TrailARN: "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/a" };
        const alias = ["--require", "AWS::Bedrock::AgentAlias"];
        assert.deepEqual((await logged([trail, chinese], ...alias)).logged, [["none"], ["all"]]);
        assert.deepEqual((await logged([trail, chinese], ...alias, "--partition", "aws-cn")).logged, [
            ["all"],
            ["all"],
        ]);
        assert.equal(
            (await coverage([trail], "--partition", "china")).stderr,
            "trail-guard: option '--partition <partition>' argument 'china' is invalid. Allowed choices are aws, aws-cn, aws-us-gov, aws-iso-b, aws-iso-f, aws-iso, aws-iso-e, aws-eusc.\n",
        );
    });

    describe("input", () => {
        for (const { title, text, ids } of cases.forms) {
            it(`can be ${title}`, async () => {
                const { exitCode, stdout, stderr } = await runCommand(
                    ["coverage", "--require", "Management", "--format", "json"],
                    { stdin: text },
                );
                assert.equal(stderr, "");
                const answers = JSON.parse(stdout) as { id: unknown }[];
                assert.deepEqual(
                    answers.map(({ id }) => id),
                    ids,
                );
                assert.equal(exitCode, 0, stdout);
            });
        }

        for (const { title, text, message } of cases.bad) {
            it(`can't be ${title}`, async () => {
                for (const format of ["json", "table"]) {
                    assert.deepEqual(await runCommand(["coverage", "--format", format], { stdin: text }), {
                        exitCode: 2,
                        stdout: "",
                        stderr: `trail-guard: ${message}\n`,
                    });
                }
            });
        }

        it("can't be nested too deeply, in known or unknown properties", async () => {
            const deep = "[".repeat(200_000) + "]".repeat(200_000);
            assert.equal((await runCommand(["coverage"], { stdin: deep })).exitCode, 2);
            for (const name of ["AdvancedEventSelectors", "Other"]) {
                assert.deepEqual(
                    await runCommand(["coverage"], { stdin: `{"EventSelectors": [], "${name}": ${deep}}` }),
                    {
                        exitCode: 2,
                        stdout: "",
                        stderr: `trail-guard: standard input:1:${527 + name.length}: it is nested more than 500 levels deep\n`,
                    },
                );
            }
        });
    });

    describe("selectors of a wrong shape log nothing, and are reported:", () => {
        for (const { title, selector, problem } of cases.malformed) {
            it(title, async () => {
                const document = { id: "a\u001b[2J", AdvancedEventSelectors: [AGENTS, selector] };
                const line = `error: ${problem} (what it selects does not count as logged)\n`;
                const json = await coverage([document], "--format", "json");
                assert.ok(json.stderr.startsWith(`trail-guard: a\\u001b[2J: ${line}`), json.stderr);
                const table = await coverage([document]);
                assert.ok(table.stdout.includes(`  ${line}`), table.stdout);
                assert.equal(table.stderr, "");
                assert.deepEqual(await logged([document]), { exitCode: 1, logged: [["all", "none", "none"]] });
            });
        }
    });

    it("says for more selectors than AWS allows that the answer is what they would log", async () => {
        const names = Array.from({ length: 500 }, (_, index) => `Operation${index}`);
        const filter = { Field: "eventName", Equals: names };
        const many = { FieldSelectors: [...AGENTS.FieldSelectors, filter] };
        const document = { id: "many", AdvancedEventSelectors: [AGENTS, many] };
        const { stderr, stdout } = await coverage(
            [document],
            "--require",
            "AWS::Bedrock::AgentAlias",
            "--format",
            "json",
        );
        const line =
            "AdvancedEventSelectors: 504 values in all advanced event selectors; a trail can have at most 500, so merge or widen some (AWS refuses these selectors: the answer is what they would log)";
        assert.equal(stderr, `trail-guard: many: error: ${line}\n`);
        assert.deepEqual(JSON.parse(stdout)[0].requirements, { "AWS::Bedrock::AgentAlias": { logged: "all" } });
    });
});
