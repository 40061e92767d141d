import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, ThrowAwayStack } from "../../../../scripts/throw-away-stack";
import { needsPulumi } from "../../needs-pulumi";
import { assertLogsNoLess, declare, type Inputs, sentToAws, trails, UPDATES } from "./trails-and-aws";

const ROOT = join(__dirname, "../../../..");
const EVENTS = ["cloudtrail-bedrock-agent-alias-events", "cloudtrail-bedrock-knowledge-base-events"];

describe("the real Pulumi CLI updates trails whose program ignores changes, three times in a row", function () {
    this.timeout(300_000);
    const config = join(ROOT, ".cache", `ignored-changes-${process.pid}.json`);
    const states: Map<string, Inputs>[] = [];
    const runs: CliResult[] = [];

    before(function () {
        needsPulumi(this);
        mkdirSync(join(ROOT, ".cache"), { recursive: true });
        // One trail that is still violating would stop the update of all.
        const remediateOrAdvise = { enforcementLevel: "remediate", scope: "any-trail" };
        const policies = Object.fromEntries(
            ["cloudtrail-multi-region", ...EVENTS].map(name => [name, remediateOrAdvise]),
        );
        writeFileSync(config, JSON.stringify({ all: "disabled", ...policies }));
        const stack = new ThrowAwayStack(join(__dirname, "program"));
        try {
            for (const update of UPDATES) {
                stack.setConfig("update", `${update}`);
                const run = stack.up(["--policy-pack", ROOT, "--policy-pack-config", config]);
                assert.equal(run.status, 0, run.stdout + run.stderr);
                runs.push(run);
                states.push(inputsOf(stack.state()));
            }
        } finally {
            stack.dispose();
        }
    });

    after(() => rmSync(config, { force: true }));

    it("has created every trail, and remediated some in each update", () => {
        for (const [index, state] of states.entries()) {
            assert.equal(state.size, trails.length);
            assert.ok(remediated(runs[index]).size > 10);
        }
    });

    it("never remediates what the program ignores", () => {
        for (const [index, run] of runs.entries()) {
            for (const trail of trails) {
                const { ignoreChanges } = declare(trail, UPDATES[index] ?? 1);
                const policies = remediated(run).get(trail.name) ?? [];
                const ofSelectors = policies.filter(name => EVENTS.includes(name));
                if (ignoreChanges.some(path => path === "*" || /ventSelectors/.test(path))) {
                    assert.deepEqual(ofSelectors, [], trail.name);
                }
                if (ignoreChanges.some(path => path === "*" || path === "isMultiRegionTrail")) {
                    assert.ok(!policies.includes("cloudtrail-multi-region"), trail.name);
                }
            }
        }
    });

    // A program that begins to ignore a property whose value only a remediation has set, or that replaces one property
    // by another that it ignores, drops events itself: if the policies are mandatory, the violation stops that update.
    for (const trail of trails.filter(({ since, corrected }) => since === 1 && !corrected)) {
        it(`never makes a trail log less, nor says that it complies when it doesn't: ${trail.name}`, () => {
            let aws: Inputs | undefined;
            for (const [index, update] of UPDATES.entries()) {
                const state = states[index]?.get(trail.name) ?? {};
                const sent = sentToAws(aws, state, declare(trail, update).ignoreChanges);
                assertLogsNoLess(`${trail.name}, update ${update}`, aws, sent, !judged(runs[index], trail.name));
                aws = sent;
            }
        });
    }
});

function inputsOf(state: string): Map<string, Inputs> {
    const { deployment } = JSON.parse(state) as {
        deployment: { resources: { urn: string; type: string; inputs: Inputs }[] };
    };
    return new Map(
        deployment.resources
            .filter(({ type }) => type === "aws:cloudtrail/trail:Trail")
            .map(({ urn, inputs }) => [nameOf(urn), inputs]),
    );
}

/** The policies that have remediated each trail. */
function remediated(run: CliResult | undefined): Map<string, string[]> {
    const policies = new Map<string, string[]>();
    for (const { policyRemediationEvent: event } of run?.events ?? []) {
        if (event !== undefined) {
            const name = nameOf(event.resourceUrn);
            policies.set(name, [...(policies.get(name) ?? []), event.policyName]);
        }
    }
    return policies;
}

/** Has any policy reported a trail? */
function judged(run: CliResult | undefined, trail: string): boolean {
    return run?.events.some(({ policyEvent }) => nameOf(policyEvent?.resourceUrn) === trail) ?? false;
}

function nameOf(urn = ""): string {
    return urn.split("::").at(-1) ?? "";
}
