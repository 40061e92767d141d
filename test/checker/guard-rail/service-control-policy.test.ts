import assert from "node:assert/strict";
import { lintPolicies } from "../../parliament";
import { runCommand } from "../run-command";

/** Organizations accepts at most this many characters. Source: AWS Organizations user guide, "Quotas". */
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
        assert.ok(Action.includes("organizations:LeaveOrganization"));
    });

    it("excepts the named roles, with their paths, in every partition and account", async () => {
        const { Statement } = JSON.parse(await print("trail-admin", "/break-glass/*"));
        assert.deepEqual(Statement[0].Condition, {
            ArnNotLike: {
                "aws:PrincipalArn": ["arn:*:iam::*:role/trail-admin", "arn:*:iam::*:role/break-glass/*"],
            },
        });
    });

    it("fits within the limits of Organizations, with many roles", async () => {
        const roles = Array.from({ length: 40 }, (_, index) => `a-role-with-a-rather-long-name-${index}`);
        assert.ok(JSON.stringify(JSON.parse(await print(...roles))).length < MOST_CHARACTERS);
    });

    for (const [role, expected] of [
        ["*", /It would exempt every role/],
        ["a b", /Expected the name of a role/],
        ["", /an argument is empty/],
    ] as const) {
        it(`refuses the role ${JSON.stringify(role)}`, async () => {
            const { exitCode, stdout, stderr } = await runCommand(["policy", "scp", "--except-role", role]);
            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, expected);
        });
    }

    it("passes parliament, the linter of IAM policies", async function () {
        this.timeout(300_000);
        const found = lintPolicies([await print(), await print("trail-admin")]);
        if (found === undefined) {
            this.skip();
        }
        assert.deepEqual(found, []);
    });
});
