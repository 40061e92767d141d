import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type CliResult, findPulumi, ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { buildPack } from "../../build-pack";

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

            it("remediates it, in the update too, after which the bucket is known to take the log files", () => {
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

function notOnPath(command: string): string | undefined {
    return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0 ? undefined : `there is no ${command} on PATH`;
}

/** Makes sure that the `python3` on PATH has Pulumi's packages: its own, or those of an environment in .cache/. */
function pythonWithPulumi(): string | undefined {
    if (notOnPath("python3") !== undefined || notOnPath("pulumi-language-python") !== undefined) {
        return "there is no python3 or no pulumi-language-python on PATH";
    }
    if (spawnSync("python3", ["-c", "import pulumi_aws"]).status === 0) {
        return undefined;
    }
    const environment = join(ROOT, ".cache/python-pulumi");
    mkdirSync(join(ROOT, ".cache"), { recursive: true });
    const requirements = join(ROOT, "examples/bedrock-agents-python/requirements.txt");
    const steps: readonly (readonly [string, ...string[]])[] = [
        ["python3", "-m", "venv", environment],
        [join(environment, "bin/pip"), "install", "--quiet", "--disable-pip-version-check", "-r", requirements],
    ];
    for (const [command, ...args] of steps) {
        const { status, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 300_000 });
        if (status !== 0) {
            return `Pulumi's Python packages can't be installed: ${stderr?.trim().split("\n").at(-1)}`;
        }
    }
    process.env.PATH = `${join(environment, "bin")}${delimiter}${process.env.PATH}`;
    return undefined;
}
