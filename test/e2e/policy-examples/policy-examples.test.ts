import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../../checker/src/report/report";
import { preview } from "../../../offline-preview/src";
import { stackPolicies, trailPolicies } from "../../../policies";
import { ThrowAwayStack } from "../../../scripts/throw-away-stack";
import type { ExampleResource } from "../../../src/compliance/stack/stack-policy";
import { runCommand } from "../../checker/run-command";
import { needsPulumi } from "../needs-pulumi";
import { type Result, runPreview } from "../offline-preview/run-preview";

const ROOT = join(__dirname, "../../..");
const TRAIL = "aws:cloudtrail/trail:Trail";

/** The trails of the policies' pages in one program, each named after its policy. */
const TRAILS: readonly ExampleResource[] = trailPolicies.flatMap(({ name, examples: { violates, complies } }) => [
    { type: TRAIL, name: `${name}--violates`, properties: violates },
    { type: TRAIL, name: `${name}--complies`, properties: complies },
]);

/** The programs of the pages: for a stack policy, each of its examples is one program. */
const PROGRAMS: Readonly<Record<string, readonly ExampleResource[]>> = {
    trails: TRAILS,
    ...Object.fromEntries(
        stackPolicies.flatMap(({ name, examples: { violates, complies } }) => [
            [`${name}--violates`, violates],
            [`${name}--complies`, complies],
        ]),
    ),
};

/** The configurations on the pages. */
const CONFIG = Object.fromEntries(
    trailPolicies.flatMap(({ name, examples: { config } }) => (config === undefined ? [] : [[name, config]])),
);

const PROGRAM = `const pulumi = require("@pulumi/pulumi");
for (const { type, name, properties } of require("./programs.json")[new pulumi.Config().require("example")]) {
    new pulumi.CustomResource(type, name, properties);
}
`;

/** What a policy said, and about what. */
interface Said {
    readonly policy: string;
    /** The name of the resource, or of the stack. */
    readonly of: string;
}

describe("the examples on the policies' pages, with the configuration shown there", function () {
    this.timeout(600_000);
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
            "programs.json": JSON.stringify(PROGRAMS),
        };
        for (const [name, text] of Object.entries(files)) {
            writeFileSync(join(program, name), text);
        }
        writeFileSync(config, JSON.stringify(CONFIG));
    });
    after(() => rmSync(folder, { recursive: true }));

    it("behave in the offline preview of a program as the page says", async () => {
        const args = [program, "--config", "example=trails", "--format", "json", "--policy-pack", ROOT];
        const { stdout, stderr } = await runPreview([...args, "--policy-pack-config", config]);
        assert.ok(stdout.startsWith("{"), stderr);
        asThePageSays("trails", previewed(JSON.parse(stdout) as Result));
    });

    it("behave in the offline preview of their resources as the page says", async () => {
        for (const [name, resources] of Object.entries(PROGRAMS)) {
            asThePageSays(
                name,
                previewed(await preview({ program: resources, packs: [{ folder: ROOT, config: CONFIG }] })),
            );
        }
    });

    it("behave in the real CLI as the page says", function () {
        needsPulumi(this);
        const stack = new ThrowAwayStack(program);
        try {
            for (const name of Object.keys(PROGRAMS)) {
                stack.setConfig("example", name);
                const { events, stderr } = stack.preview(["--policy-pack", ROOT, "--policy-pack-config", config]);
                assert.ok(
                    events.some(({ resourcePreEvent }) => resourcePreEvent !== undefined),
                    stderr,
                );
                asThePageSays(
                    name,
                    events.flatMap(({ policyEvent: event }) =>
                        event === undefined ? [] : [{ policy: event.policyName, of: nameOf(event.resourceUrn ?? "") }],
                    ),
                );
            }
        } finally {
            stack.dispose();
        }
    });

    it("behave in check as the page says", async () => {
        for (const [name, resources] of Object.entries(PROGRAMS)) {
            const args = ["check", "-", "--config", config, "--format", "json"];
            const { stdout, stderr } = await runCommand(args, { stdin: JSON.stringify(stateOf(resources)) });
            assert.ok(stdout.startsWith("{"), stderr);
            const { trails, stacks = [] } = JSON.parse(stdout) as Report;
            asThePageSays(
                name,
                [...trails, ...stacks].flatMap(({ name: of, results }) =>
                    results.flatMap(({ policy, status }) => (status === "violation" ? [{ policy, of }] : [])),
                ),
            );
        }
    });

    function previewed({ violations }: Pick<Result, "violations">): readonly Said[] {
        return violations.map(({ policy, urn }) => ({ policy, of: nameOf(urn) }));
    }

    /** Each policy reports what violates it, and nothing that complies. */
    function asThePageSays(program: string, said: readonly Said[]): void {
        if (program === "trails") {
            const own = said.flatMap(({ policy, of }) => (of.startsWith(`${policy}--`) ? [of] : []));
            assert.deepEqual([...new Set(own)].sort(), trailPolicies.map(({ name }) => `${name}--violates`).sort());
            assert.ok(Object.keys(CONFIG).length > 0);
            return;
        }
        const [policy, outcome] = program.split("--");
        assert.equal(
            said.some(entry => entry.policy === policy),
            outcome === "violates",
            `${program}: ${JSON.stringify(said)}`,
        );
    }
});

function nameOf(urn: string): string {
    return urn.split("::").at(-1) ?? "";
}

/** The state of a stack with these resources. */
function stateOf(resources: readonly ExampleResource[]): object {
    const deployed = resources.map(({ type, name, properties }) => ({
        urn: `urn:pulumi:dev::policy-examples::${type}::${name}`,
        type,
        custom: true,
        id: name,
        inputs: properties,
        outputs: properties,
    }));
    return { version: 3, deployment: { manifest: {}, resources: deployed } };
}
