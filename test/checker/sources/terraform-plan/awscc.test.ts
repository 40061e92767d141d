import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../run-command";

const VALUES = { s3_bucket_name: "logs", is_logging: true, is_multi_region_trail: true };
const RESOURCE = {
    address: "awscc_cloudtrail_trail.audit",
    mode: "managed",
    type: "awscc_cloudtrail_trail",
    name: "audit",
    provider_name: "registry.terraform.io/hashicorp/awscc",
};
const INPUTS: Readonly<Record<string, string>> = {
    "plan.json": JSON.stringify({
        format_version: "1.2",
        planned_values: {},
        resource_changes: [{ ...RESOURCE, change: { actions: ["create"], before: null, after: VALUES } }],
    }),
    "state.json": JSON.stringify({
        format_version: "1.0",
        values: { root_module: { resources: [{ ...RESOURCE, values: VALUES }] } },
    }),
    "main.tf": 'resource "awscc_cloudtrail_trail" "audit" {\n  is_logging = true\n  is_multi_region_trail = true\n}\n',
};

/** Its names aren't those of the aws provider, but it declares trails all the same. */
describe("a trail of Terraform's provider awscc", () => {
    for (const [name, text] of Object.entries(INPUTS)) {
        it(`is undetermined in ${name}`, async () => {
            const folder = mkdtempSync(join(tmpdir(), "awscc-"));
            try {
                writeFileSync(join(folder, name), text);
                const { exitCode, stdout } = await runCommand(["check", folder, "--format", "json"]);
                const { trails } = JSON.parse(stdout);
                assert.equal(exitCode, 3, stdout);
                assert.equal(trails.length, 1);
                const open = trails[0].results.filter(({ status }: { status: string }) => status === "undetermined");
                assert.ok(open.length >= 6, stdout);
                assert.match(stdout, /resources of the provider awscc are not read/);
            } finally {
                rmSync(folder, { recursive: true });
            }
        });
    }
});
