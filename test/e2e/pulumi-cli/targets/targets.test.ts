import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, ThrowAwayStack } from "../../../../scripts/throw-away-stack";
import { needsPulumi } from "../../needs-pulumi";

const ROOT = join(__dirname, "../../../..");
const TRAIL = "urn:pulumi:dev::targets::aws:cloudtrail/trail:Trail::";

describe("the real Pulumi CLI updates part of a stack", function () {
    this.timeout(300_000);
    let stack: ThrowAwayStack;
    const configs = { mandatory: { all: "mandatory" }, advisory: { all: "advisory" } };
    const file = (name: string) => join(ROOT, ".cache", `targets-${process.pid}-${name}.json`);
    const pack = (config: string) => ["--policy-pack", ROOT, "--policy-pack-config", config];

    before(function () {
        needsPulumi(this);
        mkdirSync(join(ROOT, ".cache"), { recursive: true });
        for (const [name, config] of Object.entries(configs)) {
            writeFileSync(file(name), JSON.stringify(config));
        }
        stack = new ThrowAwayStack(join(__dirname, "program"));
        stack.setConfig("grown", "false");
        assert.equal(stack.up(pack(file("advisory"))).status, 0);
        stack.setConfig("grown", "true");
    });
    after(() => {
        stack?.dispose();
        for (const name of Object.keys(configs)) {
            rmSync(file(name), { force: true });
        }
    });

    for (const [name, args] of [
        ["--target", ["--target", `${TRAIL}old`]],
        ["--exclude", ["--exclude", `${TRAIL}new`, "--exclude", `${TRAIL}unknown`]],
    ] as const) {
        it(`and draws no false conclusion about a new trail outside it: ${name}`, () => {
            for (const result of [
                stack.preview([...pack(file("mandatory")), ...args]),
                stack.preview([...pack(join(ROOT, "config/remediate.json")), ...args]),
            ]) {
                assert.deepEqual(reported(result, "new"), [], result.stdout);
                assert.deepEqual(reported(result, "unknown"), [], result.stdout);
                const remediated = result.events.flatMap(
                    ({ policyRemediationEvent: event }) => event?.resourceUrn ?? [],
                );
                assert.deepEqual(
                    remediated.filter(urn => urn !== `${TRAIL}old`),
                    [],
                );
            }
        });
    }

    it("and remediates selectors that the preview can't know at all", () => {
        const remediate = pack(join(ROOT, "config/remediate.json"));
        const preview = stack.preview(remediate);
        assert.equal(preview.status, 0, preview.stdout);
        assert.deepEqual(
            reported(preview, "unknown").filter(found => found.includes("agent-alias")),
            ["advisory cloudtrail-bedrock-agent-alias-events"],
        );
        const update = stack.up(remediate);
        assert.equal(update.status, 0, update.stdout);
        assert.deepEqual(
            reported(update, "unknown").filter(found => found.includes("agent-alias")),
            [],
        );
        assert.match(stack.state(), /Log all AWS::Bedrock::AgentAlias data events/);
    });
});

function reported({ events }: CliResult, trail: string): string[] {
    return events.flatMap(({ policyEvent: event }) =>
        event?.resourceUrn === `${TRAIL}${trail}` ? [`${event.enforcementLevel} ${event.policyName}`] : [],
    );
}
