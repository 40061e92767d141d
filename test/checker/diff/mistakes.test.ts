import assert from "node:assert/strict";
import { temporaryFolder } from "../../temporary-folder";
import { runCommand } from "../run-command";
import { plan } from "./written-plans";
import { BEFORE, both, record } from "./written-records";

describe("trail-guard diff refuses", () => {
    const { path, file } = temporaryFolder();

    const mistakes: readonly (readonly [string, () => readonly string[], RegExp])[] = [
        [
            "an input that shows one side only",
            () => [file("state.json", { version: 3, deployment: { resources: [] } })],
            /does not show both before and after; expected a Terraform plan/,
        ],
        [
            "a record without --before",
            () => [file("r.json", record("StopLogging", { name: "audit" }))],
            /give --before FILE/,
        ],
        [
            "--before without a record",
            () => ["--before", file("b.json", both(BEFORE)), file("p.json", plan([]))],
            /--before is for CloudTrail records/,
        ],
        ["--before with two inputs", () => ["--before", "x", "a", "b"], /--before goes with one input/],
        [
            "--source for one input",
            () => ["--source", "terraform-plan", file("p.json", plan([]))],
            /--source has no effect/,
        ],
        [
            "a report that would overwrite an input",
            () => ["--output", `json=${file("p.json", plan([]))}`, path("p.json")],
            /--output json would overwrite an input, .*p\.json/,
        ],
        [
            "a report for standard output as a file",
            () => ["--output", "json=-", file("p.json", plan([]))],
            /'json=-' is invalid\. It needs the name of a file/,
        ],
        ["standard input twice", () => ["-", "-"], /can't be both/],
        ["malformed JSON", () => [file("bad.json", "{")], /bad\.json:1:2/],
        ["a missing file", () => [path("missing.json")], /can't read .*missing\.json/],
        [
            "an unknown rule",
            () => [
                file("p.json", plan([])),
                "--allow",
                file("a.json", [{ trail: "*", reason: "r", rules: ["trail-event"] }]),
            ],
            /"trail-event" is not a rule; .*did you mean "?trail-events/i,
        ],
        [
            "an allowed reduction without a reason",
            () => [file("p.json", plan([])), "--allow", file("a.json", [{ trail: "*" }])],
            /reason/,
        ],
    ];
    for (const [name, args, expected] of mistakes) {
        it(`refuses ${name} in one line`, async () => {
            const { exitCode, stdout, stderr } = await runCommand(["diff", ...args()], {});
            assert.equal(exitCode, 2);
            assert.equal(stdout, "");
            assert.match(stderr, expected);
            assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
        });
    }
});
