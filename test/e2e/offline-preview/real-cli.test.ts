import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN } from "../../../offline-preview/src/values/wire";
import { nodeExamples } from "../../../scripts/node-examples";
import { type CliResult, ThrowAwayStack } from "../../../scripts/throw-away-stack";
import { needsPulumi } from "../needs-pulumi";
import { here, type Result, runPreview } from "./run-preview";

const ROOT = join(__dirname, "../../..");
const EXAMPLES = nodeExamples(ROOT).map(name => join(ROOT, "examples", name));
const PACK = ["--policy-pack", ROOT];
const REMEDIATE = [...PACK, "--policy-pack-config", join(ROOT, "config/remediate.json")];
const OBSERVER = ["--policy-pack", here("pack", "observer")];

/** What the echo provider answers, as it does: by its own process for one function. */
const MOCKS = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" },
    "aws:index/getPartition:getPartition": { partition: "aws", id: "aws" },
    "aws:index/getRegion:getRegion": { name: "us-east-1", region: "us-east-1", id: "us-east-1" },
};

describe("offline preview: the real Pulumi CLI finds the same", function () {
    this.timeout(300_000);

    before(function () {
        needsPulumi(this);
    });

    const inputs = { s3BucketName: "logs", eventSelectors: [{ readWriteType: "ReadOnly" }] };
    const cases: readonly (readonly [name: string, program: string, args: readonly string[]])[] = [
        [
            "what policies see of components, providers, options and dependencies",
            here("program", "components"),
            OBSERVER,
        ],
        ["what policies see of unknown values and secrets", here("program", "values"), OBSERVER],
        ["unknown values and secrets, judged", here("program", "values"), PACK],
        ["unknown values and secrets, remediated", here("program", "values"), REMEDIATE],
        [
            "basic selectors, remediated",
            here("program", "trail"),
            [...REMEDIATE, "--config", `inputs=${JSON.stringify(inputs)}`],
        ],
        ...EXAMPLES.flatMap(example => [
            [`${example.slice(ROOT.length + 1)}, judged`, example, PACK] as const,
            [`${example.slice(ROOT.length + 1)}, remediated`, example, REMEDIATE] as const,
        ]),
    ];
    for (const [name, program, args] of cases) {
        it(name, async () => {
            const stack = new ThrowAwayStack(program);
            // Pulumi Cloud gives it to every stack, and so does the offline preview.
            stack.run(["stack", "tag", "set", "pulumi:runtime", "nodejs", "--stack", "dev"]);
            try {
                const expected = stack.preview(args);
                const actual = await offline(stack.directory, args);
                assert.deepEqual(actual.violations, violationsOf(expected));
                assert.deepEqual(actual.remediations, remediationsOf(expected));
                // Only offline are there unanswered functions.
                const passes = actual.isWhole ? 0 : 3;
                assert.equal(actual.exitCode, expected.status === 0 ? passes : 1);
            } finally {
                stack.dispose();
            }
        });
    }
});

async function offline(program: string, args: readonly string[]) {
    const folder = mkdtempSync(join(ROOT, ".cache", "mocks-"));
    const mocks = join(folder, "mocks.json");
    writeFileSync(mocks, JSON.stringify(MOCKS));
    const { exitCode, stdout, stderr } = await runPreview([
        ...[program, "--stack", "dev", "--format", "json", "--mocks", mocks],
        ...args,
    ]);
    rmSync(folder, { recursive: true });
    assert.notEqual(stdout, "", stderr);
    const { violations, remediations, unseen = [], unanswered = [] } = JSON.parse(stdout) as Result;
    return {
        exitCode,
        isWhole: unseen.length + unanswered.length === 0,
        violations: sorted(violations.map(({ policy, urn, level, message }) => [policy, urn, level, wordsOf(message)])),
        remediations: sorted(remediations.map(({ policy, urn, before, after }) => [policy, urn, before, after])),
    };
}

function violationsOf({ events }: CliResult): readonly unknown[] {
    return sorted(
        events.flatMap(({ policyEvent: event }) =>
            event === undefined
                ? []
                : [[event.policyName, event.resourceUrn, event.enforcementLevel, wordsOf(event.message)]],
        ),
    );
}

function remediationsOf({ events }: CliResult): readonly unknown[] {
    return sorted(
        events.flatMap(({ policyRemediationEvent: event }) =>
            event === undefined ? [] : [[event.policyName, event.resourceUrn, named(event.before), named(event.after)]],
        ),
    );
}

/**
 * The engine shows the resources of a stack in any order, so that a policy may name them in any; and it hides no secret that a
 * policy repeats.
 */
function wordsOf(message = ""): readonly string[] {
    return message
        .replace(/arn:aws:[^"]*hunter\d/g, "[secret]")
        .split(/[\s,:]+/)
        .filter(word => word !== "")
        .sort();
}

/** The CLI shows an unknown value by its sentinel, and a secret as one that it encrypts. */
function named(value: unknown): unknown {
    if (value === UNKNOWN) {
        return "[unknown]";
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if ("ciphertext" in value) {
        return "[secret]";
    }
    return Array.isArray(value)
        ? value.map(named)
        : Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, named(entry)]));
}

/** A program declares independent resources in any order. */
function sorted(findings: readonly unknown[]): readonly unknown[] {
    return findings
        .map(finding => JSON.stringify(finding))
        .sort()
        .map(text => JSON.parse(text) as unknown);
}
