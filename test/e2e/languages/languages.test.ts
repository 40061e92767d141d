import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, findPulumi, ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { buildPack } from "../../build-pack";
import { codeBlocks, lines } from "../code-blocks";
import { notOnPath, pythonWithPulumi } from "./python-with-pulumi";

const ROOT = join(__dirname, "../../..");
const pulumi = findPulumi();

/** Programs that are not written for Node, each with what it needs besides the CLI. */
const PROGRAMS = [
    { example: "bedrock-agents-yaml", missing: () => notOnPath("pulumi-language-yaml") },
    { example: "bedrock-agents-python", missing: pythonWithPulumi },
] as const;

describe("the pack checks programs in other languages", function () {
    this.timeout(600_000);

    for (const { example, missing } of PROGRAMS) {
        describe(example, () => {
            const path = process.env.PATH;
            let stack: ThrowAwayStack;

            before(function () {
                const problem = "problem" in pulumi ? pulumi.problem : missing();
                if (problem !== undefined) {
                    console.log(`    skipped: ${problem}`);
                    this.skip();
                }
                buildPack();
                stack = new ThrowAwayStack(join(ROOT, "examples", example));
            });
            after(() => {
                stack?.dispose();
                process.env.PATH = path;
            });

            it("finds what the trail does not record", () => {
                const result = stack.preview(["--policy-pack", ROOT]);
                assert.notEqual(result.status, 0, result.stdout + result.stderr);
                const readme = readFileSync(join(ROOT, "examples", example, "README.md"), "utf8");
                for (const line of codeBlocks(readme, "text").flatMap(lines)) {
                    assert.ok(result.stdout.includes(line), `${result.stdout}\n(should say: ${line})`);
                }
                assert.deepEqual(policiesAt(result, "mandatory"), [
                    "cloudtrail-bedrock-agent-alias-events",
                    "cloudtrail-bedrock-knowledge-base-events",
                ]);
                assert.deepEqual(policiesAt(result, "advisory"), [
                    "cloudtrail-bucket-policy",
                    "cloudtrail-cloudwatch-logs",
                    "cloudtrail-kms-encryption",
                    "cloudtrail-trail-required",
                ]);
            });

            it("remediates it, in the update too, after which the bucket is known to accept the log files", () => {
                const remediate = ["--policy-pack", ROOT, "--policy-pack-config", join(ROOT, "config/remediate.json")];
                const update = stack.up(remediate);
                assert.equal(update.status, 0, update.stdout + update.stderr);
                assert.match(stack.state(), /Log all AWS::Bedrock::AgentAlias data events/);
                const again = stack.preview(remediate);
                assert.equal(again.status, 0, again.stdout + again.stderr);
                assert.deepEqual(policiesAt(again, "advisory"), [
                    "cloudtrail-cloudwatch-logs",
                    "cloudtrail-kms-encryption",
                ]);
            });
        });
    }
});

function policiesAt({ events }: CliResult, level: string): string[] {
    const names = events.flatMap(({ policyEvent: event }) =>
        event?.enforcementLevel === level ? [event.policyName] : [],
    );
    return [...new Set(names)].sort();
}
