import assert from "node:assert/strict";
import { runCommand } from "../../run-command";
import { withFiles } from "../gather";

const API = JSON.stringify({
    AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
});
const TRAIL = `resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = "logs"
}
`;
const SAID =
    /printed\.tf(\.json)?: it is event selectors to paste, as `trail-guard remediate` prints them: paste them into the resource of their trail, and check that/;

describe("what `remediate --format terraform` prints, as a separate file", () => {
    let printed: string;

    before(async () => {
        ({ stdout: printed } = await runCommand(["remediate", "-", "--format", "terraform"], { stdin: API }));
        assert.match(printed, /^advanced_event_selector \{/m);
    });

    for (const [name, files, check] of [
        ["a file", () => ({ "printed.tf": printed }), "printed.tf"],
        ["a folder", () => ({ "printed.tf": printed }), "."],
        ["a folder with a trail", () => ({ "printed.tf": printed, "main.tf": TRAIL }), "."],
        ["JSON", () => ({ "printed.tf.json": '{"advanced_event_selector": [{"name": "a"}]}' }), "."],
        ["basic selectors", () => ({ "printed.tf": "event_selector {\n}\n" }), "."],
    ] as const) {
        it(`is recognised by check: ${name}`, async () => {
            await withFiles(files(), async folder => {
                const { exitCode, stdout, stderr } = await runCommand(["check", `${folder}/${check}`]);
                assert.equal(exitCode, 2);
                assert.match(stdout + stderr, SAID);
            });
        });
    }

    it("is neither a deletion nor a new trail for diff", async () => {
        await withFiles({ "before/main.tf": TRAIL, "after/printed.tf": printed }, async folder => {
            for (const sides of [
                ["before", "after"],
                ["after", "before"],
            ]) {
                const inputs = sides.map(side => `${folder}/${side}`);
                const { exitCode, stdout, stderr } = await runCommand(["diff", ...inputs]);
                assert.equal(exitCode, 2, stdout);
                assert.match(stdout + stderr, SAID);
                assert.match(stdout, /1 trail: 1 undetermined; 1 input could not be read/);
            }
        });
    });
});
