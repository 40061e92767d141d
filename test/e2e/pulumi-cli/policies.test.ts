import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { needsPulumi } from "../needs-pulumi";

const ROOT = join(__dirname, "../../..");
const WITH_PACK = ["--policy-pack", ROOT];
const REMEDIATE = [...WITH_PACK, "--policy-pack-config", join(ROOT, "config/remediate.json")];
const SECRETS = /S3CR3T/;

describe("the real Pulumi CLI runs the pack", function () {
    this.timeout(300_000);
    let stack: ThrowAwayStack;
    let first: CliResult;

    before(function () {
        needsPulumi(this);
        stack = new ThrowAwayStack(join(__dirname, "program"));
        stack.setConfig("prefix", "arn:aws:bedrock:us-east-1:111122223333:agent-alias/S3CR3T-configured", true);
        first = stack.preview(WITH_PACK);
    });

    after(() => stack?.dispose());

    it("finds what is missing, whatever else isn't known, and the same in a second run", () => {
        assert.notEqual(first.status, 0, first.stdout);
        assert.deepEqual(violations(first, "mandatory"), [
            "basic: cloudtrail-bedrock-agent-alias-events",
            "basic: cloudtrail-bedrock-knowledge-base-events",
            "narrowed: cloudtrail-bedrock-agent-alias-events",
            "native: cloudtrail-bedrock-agent-alias-events",
            "native: cloudtrail-bedrock-knowledge-base-events",
            "unknown-bucket: cloudtrail-bedrock-agent-alias-events",
            "unknown-bucket: cloudtrail-bedrock-knowledge-base-events",
            "unknown-bucket: cloudtrail-multi-region",
        ]);
        assert.deepEqual(messages(stack.preview(WITH_PACK)), messages(first));
    });

    it("says in the pack's own words what can't be known, and for which policy only", () => {
        const undecided = first.events.flatMap(({ policyEvent: event }) =>
            event?.resourceUrn?.endsWith("::undecided") && event.policyName.includes("bedrock") ? [event] : [],
        );
        assert.deepEqual(
            undecided.map(({ policyName }) => policyName),
            ["cloudtrail-bedrock-knowledge-base-events"],
        );
        assert.match(undecided[0]?.message ?? "", /can't decide before the update.*advancedEventSelectors\[2\]/);
        assert.doesNotMatch(first.stdout, /can't run policy/);
    });

    it("reveals no secret, neither a literal of the program nor a configuration value", () => {
        for (const result of [first, stack.preview([...REMEDIATE, "--diff"])]) {
            assert.doesNotMatch(result.stdout + result.stderr, SECRETS);
            assert.doesNotMatch(messages(result).join(), SECRETS);
        }
    });

    it("remediates in the same preview, so that nothing mandatory is left", () => {
        const result = stack.preview(REMEDIATE);
        assert.equal(result.status, 0, result.stdout + result.stderr);
        assert.deepEqual(violations(result, "mandatory"), []);
        assert.deepEqual(remediations(result), [
            "basic: cloudtrail-bedrock-agent-alias-events",
            "basic: cloudtrail-bedrock-knowledge-base-events",
            "narrowed: cloudtrail-bedrock-agent-alias-events",
            "native: cloudtrail-bedrock-agent-alias-events",
            "native: cloudtrail-bedrock-knowledge-base-events",
            "undecided: cloudtrail-bedrock-knowledge-base-events",
            "unknown-bucket: cloudtrail-bedrock-agent-alias-events",
            "unknown-bucket: cloudtrail-bedrock-knowledge-base-events",
            "unknown-bucket: cloudtrail-multi-region",
        ]);
    });

    it("refuses an update that violates it, and creates nothing of the trail", () => {
        const result = stack.up(WITH_PACK);
        assert.notEqual(result.status, 0);
        assert.doesNotMatch(stack.state(), /aws:cloudtrail\/trail:Trail/);
    });

    it("updates with what it remediated, keeps secrets encrypted, and has nothing to change afterwards", () => {
        const update = stack.up(REMEDIATE);
        assert.equal(update.status, 0, update.stdout + update.stderr);
        const state = stack.state();
        assert.match(state, /Log all AWS::Bedrock::AgentAlias data events/);
        assert.doesNotMatch(state, SECRETS);
        const again = stack.preview(REMEDIATE);
        assert.equal(again.status, 0, again.stdout + again.stderr);
        assert.deepEqual(
            again.events
                .flatMap(({ resourcePreEvent: event }) => (event === undefined ? [] : [event.metadata.op]))
                .filter(op => op !== "same"),
            [],
        );
    });

    it("decides after the update what couldn't be known at the first preview", () => {
        const known = messages(stack.preview(WITH_PACK)).filter(message => message.includes('"undecided"'));
        assert.doesNotMatch(known.join(), /can't (be decided|decide) before the update/);
        assert.match(known.join(), /logs only some Bedrock knowledge base data events/);
    });

    describe("with a configuration that isn't valid", () => {
        const file = join(ROOT, ".cache", `policy-config-${process.pid}.json`);

        after(() => rmSync(file, { force: true }));

        const previewWith = (config: object) => {
            mkdirSync(join(ROOT, ".cache"), { recursive: true });
            writeFileSync(file, JSON.stringify(config));
            return stack.preview([...WITH_PACK, "--policy-pack-config", file]);
        };

        it("reports a mandatory violation that names the path of a property that doesn't exist", () => {
            const result = previewWith({ all: "advisory", "cloudtrail-multi-region": { regoin: "x" } });
            assert.notEqual(result.status, 0);
            assert.match(result.stdout, /\[mandatory\].*cloudtrail-multi-region/);
            assert.match(result.stdout, /cloudtrail-multi-region\.regoin/);
        });

        it("is refused by the engine if a type is wrong", () => {
            const result = previewWith({ "cloudtrail-s3-delivery": { defaultBucket: 1 } });
            assert.notEqual(result.status, 0);
            assert.match(result.stdout + result.stderr, /defaultBucket/);
        });
    });

    it("has ready-made files for the levels: advisory stops nothing", () => {
        const result = stack.preview([...WITH_PACK, "--policy-pack-config", join(ROOT, "config/advisory.json")]);
        assert.equal(result.status, 0, result.stdout + result.stderr);
        assert.ok(violations(result, "advisory").length >= 8);
    });
});

it("the test's program contains the secrets that are searched for", () => {
    assert.match(readFileSync(join(__dirname, "program/index.js"), "utf8"), SECRETS);
});

function violations({ events }: CliResult, level: string): string[] {
    return events
        .flatMap(({ policyEvent: event }) =>
            event?.enforcementLevel === level ? [`${nameOf(event.resourceUrn)}: ${event.policyName}`] : [],
        )
        .sort();
}

function remediations({ events }: CliResult): string[] {
    return events
        .flatMap(({ policyRemediationEvent: event }) =>
            event?.policyName.match(/bedrock|region/) ? [`${nameOf(event.resourceUrn)}: ${event.policyName}`] : [],
        )
        .sort();
}

function messages({ events }: CliResult): string[] {
    return events.flatMap(({ policyEvent }) => policyEvent?.message ?? []).sort();
}

function nameOf(urn = ""): string {
    return urn.split("::").at(-1) ?? "";
}
