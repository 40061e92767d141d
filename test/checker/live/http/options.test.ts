import assert from "node:assert/strict";
import { join } from "node:path";
import { ACCOUNT, describeOverHttp } from "./over-http";

describeOverHttp("impossible options", http => {
    it("answers mistakes with one line and exit code 2", async () => {
        for (const args of [
            ["--accounts", "12"],
            ["--accounts", join(http.folder, "missing")],
            ["--organization", "--accounts", ACCOUNT],
            ["--concurrency", "0"],
            ["--region", "Mars"],
            ["--exclude-region", "Mars"],
            ["--exclude-accounts", ACCOUNT],
            ["--role-name", "audit"],
            ["--external-id", "the-id"],
            ["--include-suspended", "--accounts", ACCOUNT],
            ["--source", "pulumi-state"],
        ]) {
            const { exitCode, stdout, stderr } = await http.check(...args);
            assert.equal(exitCode, 2, args.join(" "));
            assert.equal(stdout, "");
            assert.equal(stderr.trim().split("\n").length, 1, stderr);
        }
        assert.deepEqual(http.fake.calls, []);
    });

    it("refuses options that have no effect, before anything is read", async () => {
        const live = [
            ...["--profile x", "--region eu-west-1", "--organization", `--accounts ${ACCOUNT}`, "--resume run.jsonl"],
            ...["--bucket-policies", "--timeout 5", "--concurrency 2", "--exclude-region eu-west-1"],
        ];
        const idle: readonly (readonly [string, RegExp])[] = [
            ...live.map(
                option =>
                    [`check trails.json ${option}`, /^trail-guard: --[a-z-]+ has no effect without --aws\n$/] as const,
            ),
            ["diff a.json b.json --organization", /--organization has no effect without --aws/],
            ["diff plan.json --profile x", /--profile has no effect without --aws/],
            ["diff a.json --aws --role-name x", /--role-name has no effect without --organization or --accounts/],
            ["fix --aws --yes", /--yes has no effect without --apply/],
            ["fix --aws --save-rollback f", /--save-rollback has no effect without --apply/],
            ["fix --aws --audit-log f", /--audit-log has no effect without --apply/],
            ["fix --aws --plan", /--plan has no effect without --rollback/],
            ["fix --aws --role-name x", /--role-name has no effect without --organization or --accounts/],
            ["fix --aws --rollback f --only selectors --trail a", /--only, --trail have no effect with --rollback/],
            ["fix --aws --rollback f --organization", /--organization has no effect with --rollback/],
            ["fix --aws --rollback f --plan --yes", /--yes has no effect with --plan/],
        ];
        for (const [line, expected] of idle) {
            const { exitCode, stdout, stderr } = await http.run(line.split(" "));
            assert.deepEqual([exitCode, stdout], [2, ""], line);
            assert.match(stderr, expected, line);
        }
        assert.deepEqual(http.fake.calls, []);
    });
});
