import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, ThrowAwayStack } from "../../../../scripts/throw-away-stack";
import { runCommand } from "../../../checker/run-command";
import { REQUIRED } from "../../../pulumi/pack-server";
import { needsPulumi } from "../../needs-pulumi";

const ROOT = join(__dirname, "../../../..");
const PACK = ["--policy-pack", ROOT];
const REMEDIATE = [...PACK, "--policy-pack-config", join(ROOT, "config/remediate.json")];

describe("the real Pulumi CLI, with trails that are declared through Cloud Control", function () {
    this.timeout(300_000);
    let stack: ThrowAwayStack;

    before(function () {
        needsPulumi(this);
        stack = new ThrowAwayStack(join(__dirname, "program"));
    });

    after(() => stack?.dispose());

    it("finds what is missing, and what can't be known or seen yet", () => {
        const run = stack.preview(PACK);
        assert.notEqual(run.status, 0, run.stdout);
        assert.deepEqual(violations(run, "mandatory"), [
            "extension: cloudtrail-bedrock-agent-alias-events",
            "extension: cloudtrail-bedrock-knowledge-base-events",
            "extension: cloudtrail-multi-region",
            "known: cloudtrail-bedrock-agent-alias-events",
            "known: cloudtrail-bedrock-knowledge-base-events",
            "known: cloudtrail-multi-region",
        ]);
        assert.match(
            messageOf(run, "later"),
            /Trail "later" can't be decided before the update: its desiredState is unknown/,
        );
        assert.match(
            messageOf(run, "template"),
            /"template" creates CloudTrail resources in its CloudFormation template/,
        );
    });

    it("remediates in the update what is known only then: AWS gets trails that comply", async () => {
        const update = stack.up(REMEDIATE);
        assert.equal(update.status, 0, update.stdout);
        assert.deepEqual(violations(update, "mandatory"), []);
        const file = join(stack.directory, "state.json");
        writeFileSync(file, stack.state());
        const { stdout } = await runCommand(["check", file, "--format", "json"]);
        const { trails } = JSON.parse(stdout);
        const found = trails.flatMap(({ name, results }: ReportedTrail) =>
            results.flatMap(({ policy, status }) => (REQUIRED.includes(policy) ? [`${name}: ${status}`] : [])),
        );
        assert.deepEqual([...new Set(found)].sort(), [
            "extension: pass",
            "known: pass",
            "later: pass",
            'what the CloudFormation template of "template" declares: undetermined',
        ]);
        // What the program declares changes nothing more.
        const again = stack.preview([...REMEDIATE, "--expect-no-changes"]);
        assert.equal(again.status, 0, again.stdout);
    });
});

interface ReportedTrail {
    readonly name: string;
    readonly results: readonly { readonly policy: string; readonly status: string }[];
}

function violations({ events }: CliResult, level: string): string[] {
    return events
        .flatMap(({ policyEvent: event }) =>
            event?.enforcementLevel === level ? [`${event.resourceUrn?.split("::").at(-1)}: ${event.policyName}`] : [],
        )
        .sort();
}

function messageOf({ events }: CliResult, name: string): string {
    return events
        .flatMap(({ policyEvent: event }) =>
            event?.resourceUrn?.endsWith(`::${name}`) === true ? [event.message] : [],
        )
        .join("\n");
}
