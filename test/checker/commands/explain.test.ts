import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import cases from "../../cases/checker/explain.json";
import { runCommand } from "../run-command";

const EXIT_CODES: Readonly<Record<string, number>> = { logged: 0, "not logged": 1, "can't be decided": 3 };

describe("trail-guard explain", () => {
    const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
    const file = join(folder, "selectors.json");
    after(() => rmSync(folder, { recursive: true }));

    async function explain(selectors: unknown, event: unknown, ...args: string[]) {
        writeFileSync(file, JSON.stringify(selectors));
        const stdin = typeof event === "string" ? event : JSON.stringify(event);
        return runCommand(["explain", "--selectors", file, ...args], { stdin });
    }

    for (const { title, selectors, event, answer, lines } of cases.answers) {
        it(title, async () => {
            const { exitCode, stdout, stderr } = await explain(selectors, event);
            assert.equal(stderr, "");
            const [first = "", ...others] = stdout.trimEnd().split("\n");
            assert.ok(first.endsWith(`: ${answer}`), stdout);
            assert.deepEqual(
                others.map(line => line.trim()),
                lines,
            );
            assert.equal(exitCode, EXIT_CODES[answer]);
        });
    }

    for (const { title, event, message } of cases.bad) {
        it(`can't read ${title}`, async () => {
            const expected = { exitCode: 2, stdout: "", stderr: `trail-guard: ${message}\n` };
            assert.deepEqual(await explain({}, event), expected);
        });
    }

    it("explains each event of a log file, and exits with the worst answer", async () => {
        const record = (eventCategory: string) => ({ eventVersion: "1.08", eventCategory, eventName: "A" });
        const Records = [record("Management"), record("Data")];
        const { exitCode, stdout } = await explain({}, { Records }, "--format", "json");
        assert.equal(exitCode, 1);
        assert.deepEqual(
            (JSON.parse(stdout) as { logged: boolean }[]).map(({ logged }) => logged),
            [true, false],
        );
        const lines = await explain({}, Records.map(each => JSON.stringify(each)).join("\n"), "--format", "json");
        assert.deepEqual(lines, { exitCode, stdout, stderr: "" });
        assert.equal((await explain({}, { Records: [record("Management")] })).exitCode, 0);
        assert.equal((await explain({}, { Records: [record("Management"), { eventName: "A" }] })).exitCode, 3);
    });

    it("prints JSON, for a single event without a list around it", async () => {
        const selectors = {
            AdvancedEventSelectors: [
                {
                    Name: "writes",
                    FieldSelectors: [
                        { Field: "eventCategory", Equals: ["Management"] },
                        { Field: "readOnly", Equals: ["false"] },
                    ],
                },
                {
                    FieldSelectors: [
                        { Field: "eventCategory", Equals: ["Management"] },
                        { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] },
                    ],
                },
            ],
        };
        const event = {
            eventCategory: "Management",
            eventName: "ListAsyncInvokes",
            readOnly: true,
            eventSource: "bedrock.amazonaws.com",
        };
        const { stdout, exitCode } = await explain(selectors, event, "--format", "json");
        assert.equal(exitCode, 0);
        assert.deepEqual(JSON.parse(stdout), {
            logged: true,
            kind: "advanced",
            by: { index: 1, path: "AdvancedEventSelectors[1]" },
            event: {
                eventCategory: "Management",
                "resources.type": null,
                readOnly: "true",
                eventName: "ListAsyncInvokes",
                "resources.ARN": null,
                eventSource: "bedrock.amazonaws.com",
                eventType: null,
                sessionCredentialFromConsole: null,
                "userIdentity.arn": null,
                errorCode: null,
                vpcEndpointId: null,
            },
            selectors: [
                {
                    index: 0,
                    path: "AdvancedEventSelectors[0]",
                    name: "writes",
                    matches: false,
                    rejection: { field: "readOnly", value: "true", operators: { Equals: ["false"] } },
                },
                { index: 1, path: "AdvancedEventSelectors[1]", matches: true },
            ],
        });
    });

    it("confirms every event that coverage shows as not logged", async () => {
        for (const selectors of cases.narrow) {
            writeFileSync(file, JSON.stringify(selectors));
            const { stdout } = await runCommand(["coverage", file, "--format", "json"]);
            const [{ requirements }] = JSON.parse(stdout) as [
                { requirements: Record<string, { unloggedEvent?: object }> },
            ];
            const events = Object.values(requirements).flatMap(({ unloggedEvent }) => unloggedEvent ?? []);
            assert.ok(events.length > 0, stdout);
            for (const event of events) {
                const { exitCode, stdout: why } = await explain(selectors, event);
                assert.equal(exitCode, 1, why);
            }
        }
    });

    it("says that there is no event in the null that jq prints for a missing path", async () => {
        writeFileSync(file, JSON.stringify(cases.narrow[0]));
        for (const stdin of ["null\n", "null\nnull\n", ""]) {
            const { exitCode, stderr } = await runCommand(["explain", "--selectors", file], { stdin });
            assert.equal(stderr, "trail-guard: standard input: it contains no event\n");
            assert.equal(exitCode, 2);
        }
        const { stderr } = await runCommand(["coverage"], { stdin: "null\n" });
        assert.equal(stderr, "trail-guard: standard input: it contains no event selectors\n");
    });

    it("accepts only the selectors of one trail", async () => {
        const { exitCode, stderr } = await explain([{ id: 1 }, { id: 2 }], { eventName: "A" });
        assert.equal(stderr, "trail-guard: --selectors expects the selectors of one trail, found those of 2\n");
        assert.equal(exitCode, 2);
    });

    it("reads standard input only once", async () => {
        for (const args of [[], ["--event", "-"]]) {
            assert.deepEqual(await runCommand(["explain", "--selectors", "-", ...args]), {
                exitCode: 2,
                stdout: "",
                stderr: "trail-guard: --selectors and --event can't both be read from standard input\n",
            });
        }
        const missing = await runCommand(["explain"]);
        assert.equal(missing.stderr, "trail-guard: required option '--selectors <file>' not specified\n");
        assert.equal(missing.exitCode, 2);
    });
});
