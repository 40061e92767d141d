import assert from "node:assert/strict";
import type { Report } from "../../../../checker/src/report/report";
import { DEFAULT_REQUIREMENTS } from "../../../../src/cloudtrail/bedrock/requirement";
import { exampleTrailFor } from "../../../../src/compliance/example-trail";
import { runCommand } from "../../run-command";

describe("a Pulumi state whose update was cut off", () => {
    const trail = {
        urn: "urn:pulumi:dev::project::aws:cloudtrail/trail:Trail::audit",
        type: "aws:cloudtrail/trail:Trail",
        custom: true,
        inputs: exampleTrailFor(...DEFAULT_REQUIREMENTS),
        outputs: {},
    };

    for (const [type, resources, exitCode, undetermined] of [
        ["creating", [], 3, 1],
        ["importing", [], 3, 1],
        ["updating", [trail], 0, 0],
        ["deleting", [trail], 0, 0],
    ] as const) {
        it(`calls nothing compliant that may not exist: ${type}`, async () => {
            const deployment = { manifest: {}, resources, pending_operations: [{ type, resource: trail }] };
            const stdin = JSON.stringify({ version: 3, deployment });
            const finished = await runCommand(["check", "--format", "json"], { stdin });
            assert.equal(finished.exitCode, exitCode, finished.stdout);
            const { summary, trails } = JSON.parse(finished.stdout) as Report;
            assert.equal(summary.undetermined, undetermined);
            assert.equal(
                trails.some(({ name }) => name === 'whether "audit" exists'),
                undetermined > 0,
            );
        });
    }
});
