import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { trailPolicies } from "../../../policies";
import { ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { needsPulumi } from "../needs-pulumi";
import { type Result, runPreview } from "../offline-preview/run-preview";

const ROOT = join(__dirname, "../../..");

/** The trails of the policies' pages, each named after its policy. */
const TRAILS = trailPolicies.flatMap(({ name, examples: { violates, complies } }) => [
    { name: `${name}--violates`, properties: violates },
    { name: `${name}--complies`, properties: complies },
]);

/** The configurations of the pages, as they stand there. */
const CONFIG = Object.fromEntries(
    trailPolicies.flatMap(({ name, examples: { config } }) => (config === undefined ? [] : [[name, config]])),
);

const PROGRAM = `const aws = require("@pulumi/aws");
for (const { name, properties } of require("./trails.json")) {
    new aws.cloudtrail.Trail(name, properties);
}
`;

describe("the examples on the policies' pages, with the configuration that stands there", function () {
    this.timeout(300_000);
    let folder: string;
    let program: string;
    let config: string;

    before(() => {
        mkdirSync(join(ROOT, ".cache"), { recursive: true });
        folder = mkdtempSync(join(ROOT, ".cache", "policy-examples-"));
        program = join(folder, "program");
        config = join(folder, "config.json");
        mkdirSync(program);
        const files = {
            "Pulumi.yaml":
                "name: policy-examples\nruntime:\n    name: nodejs\n    options:\n        typescript: false\n",
            "package.json": JSON.stringify({ name: "policy-examples", main: "index.js" }),
            "index.js": PROGRAM,
            "trails.json": JSON.stringify(TRAILS),
        };
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(program, name), text);
        }
        writeFileSync(config, JSON.stringify(CONFIG));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("do in the offline preview what the page says", async () => {
        const args = [program, "--format", "json", "--policy-pack", ROOT, "--policy-pack-config", config];
        const { stdout, stderr } = await runPreview(args);
        assert.ok(stdout.startsWith("{"), stderr);
        const { violations } = JSON.parse(stdout) as Result;
        asThePagesSay(violations.map(({ policy, urn }) => ({ policy, urn })));
    });

    it("do in the real CLI what the page says", function () {
        needsPulumi(this);
        const stack = new ThrowAwayStack(program);
        try {
            const { events } = stack.preview(["--policy-pack", ROOT, "--policy-pack-config", config]);
            asThePagesSay(
                events.flatMap(({ policyEvent: event }) =>
                    event === undefined ? [] : [{ policy: event.policyName, urn: event.resourceUrn ?? "" }],
                ),
            );
        } finally {
            stack.dispose();
        }
    });

    /** Each policy says something of the trail that violates it, and nothing of the one that complies. */
    function asThePagesSay(found: readonly { readonly policy: string; readonly urn: string }[]): void {
        const own = found.flatMap(({ policy, urn }) => {
            const trail = urn.split("::").at(-1) ?? "";
            return trail.startsWith(`${policy}--`) ? [trail] : [];
        });
        assert.deepEqual([...new Set(own)].sort(), trailPolicies.map(({ name }) => `${name}--violates`).sort());
        assert.ok(Object.keys(CONFIG).length > 0);
    }
});
