import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { findPythonCommand } from "../../e2e/live/from-pypi";
import { runCommand } from "../run-command";

/** Organizations takes at most so many characters. Source: AWS Organizations user guide, "Quotas". */
const MOST_CHARACTERS = 5120;

const print = async (...roles: readonly string[]) => {
    const { exitCode, stdout, stderr } = await runCommand([
        "policy",
        "scp",
        ...roles.flatMap(role => ["--except-role", role]),
    ]);
    assert.equal(exitCode, 0, stderr);
    return stdout;
};

describe("trail-guard policy scp", () => {
    it("denies every call that switches recording off, PutEventSelectors and PutEventConfiguration too", async () => {
        const { Statement } = JSON.parse(await print());
        assert.equal(Statement.length, 1);
        const [{ Effect, Action, Resource, Condition }] = Statement;
        assert.deepEqual([Effect, Resource, Condition], ["Deny", "*", undefined]);
        for (const name of [
            "StopLogging",
            "DeleteTrail",
            "UpdateTrail",
            "PutEventSelectors",
            "PutEventConfiguration",
        ]) {
            assert.ok(Action.includes(`cloudtrail:${name}`), name);
        }
    });

    it("excepts the roles that are named, with their paths, in every partition and account", async () => {
        const { Statement } = JSON.parse(await print("trail-admin", "/break-glass/*"));
        assert.deepEqual(Statement[0].Condition, {
            ArnNotLike: {
                "aws:PrincipalArn": ["arn:*:iam::*:role/trail-admin", "arn:*:iam::*:role/break-glass/*"],
            },
        });
    });

    it("fits into what Organizations takes, with many roles", async () => {
        const roles = Array.from({ length: 40 }, (_, index) => `a-role-with-a-rather-long-name-${index}`);
        assert.ok(JSON.stringify(JSON.parse(await print(...roles))).length < MOST_CHARACTERS);
    });

    for (const [role, expected] of [
        ["*", /It would exempt every role/],
        ["a b", /Expected the name of a role/],
        ["", /Expected the name of a role/],
    ] as const) {
        it(`refuses the role ${JSON.stringify(role)}`, async () => {
            const { exitCode, stdout, stderr } = await runCommand(["policy", "scp", "--except-role", role]);
            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, expected);
        });
    }

    it("passes parliament, the linter of IAM policies", async function () {
        this.timeout(300_000);
        const parliament = findPythonCommand({
            variable: "PARLIAMENT",
            requirement: "parliament==1.6.4",
            command: "parliament",
        });
        if (parliament === undefined) {
            this.skip();
        }
        const script = [
            "import json, sys",
            "from parliament import analyze_policy_string",
            "found = analyze_policy_string(sys.stdin.read()).findings",
            "print(json.dumps([str(finding) for finding in found]))",
        ].join("\n");
        const python = join(dirname(parliament), "python");
        for (const policy of [await print(), await print("trail-admin")]) {
            const { status, stdout, stderr } = spawnSync(python, ["-c", script], { input: policy, encoding: "utf8" });
            assert.equal(status, 0, stderr);
            // Its list of actions is older than some of these: what it doesn't know yet is not wrong.
            const wrong = JSON.parse(stdout).filter((finding: string) => !finding.includes("UNKNOWN_ACTION"));
            assert.deepEqual(wrong, []);
        }
    });
});
