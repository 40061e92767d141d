import assert from "node:assert/strict";
import type { Fault } from "../fake-aws";
import { COMPLETE } from "../trails";
import { ACCOUNT, describeOverHttp, reportOf, worst } from "./over-http";

describeOverHttp("what goes wrong", http => {
    const FAULTS: readonly (readonly [string, Fault, RegExp])[] = [
        ["denied", { kind: "error", code: "AccessDeniedException" }, /was denied/],
        ["expired", { kind: "error", code: "ExpiredTokenException" }, /refused for its credentials/],
        ["throttled for ever", { kind: "error", code: "ThrottlingException" }, /throttled on every try/],
        ["cut off", { kind: "cut" }, /could not be reached/],
        ["silent for ever", { kind: "hang" }, /no answer in time/],
        ["begun and never ended", { kind: "stall" }, /the answer began, but did not end within 1 s/],
        ["empty", { kind: "empty" }, /the answer has no EventSelectors/],
        ["garbled", { kind: "garbage" }, /^(?!.*hidden field).*GetEventSelectors/s],
        ["deleted meanwhile", { kind: "error", code: "TrailNotFoundException" }, /found no such trail/],
    ];
    it("says for each trail why it can't tell, and continues, whatever goes wrong with the others", async () => {
        // Each in its own Region: the SDK waits before it calls a Region again that has throttled it.
        const bad = FAULTS.map(([, fault, reason], index) => ({
            trail: http.fake.addTrail(ACCOUNT, `bad-${index}`, {
                region: `eu-test-${index + 1}`,
                selectors: { advanced: COMPLETE },
            }),
            fault,
            reason,
        }));
        const good = http.fake.addTrail(ACCOUNT, "good", { selectors: { advanced: COMPLETE } });
        http.fake.intercept = ({ operation, target }) =>
            operation === "GetEventSelectors" ? bad.find(({ trail }) => trail.arn === target)?.fault : undefined;
        const ran = await http.check("--timeout", "1", "--max-attempts", "2");
        const report = reportOf(ran);
        const expected = bad.map(({ trail }) => [trail.arn, "undetermined"]);
        assert.deepEqual(worst(report), Object.fromEntries([...expected, [good.arn, "pass"]]));
        for (const { trail, reason } of bad) {
            assert.match(JSON.stringify(report.trails.find(({ id }) => id === trail.arn)), reason);
        }
        assert.equal(ran.exitCode, 3);
    });

    it("survives a storm of throttling and lost answers", async () => {
        const trail = http.fake.addTrail(ACCOUNT, "a", { selectors: { advanced: COMPLETE } });
        const tries = new Map<string, number>();
        http.fake.intercept = ({ operation }) => {
            const tried = (tries.get(operation) ?? 0) + 1;
            tries.set(operation, tried);
            // After each throttled answer the SDK waits for longer: two of them are storm enough.
            return tried === 1 && /DescribeTrails|GetTrailStatus/.test(operation)
                ? { kind: "error", code: "ThrottlingException" }
                : tried === 2
                  ? { kind: "cut" }
                  : undefined;
        };
        assert.deepEqual(worst(reportOf(await http.check())), { [trail.arn]: "pass" });
    });

    it("calls a silent Region once, for all accounts, and says so once", async () => {
        http.fake.management = ACCOUNT;
        const near = http.fake.addTrail(ACCOUNT, "near", { selectors: { advanced: COMPLETE } });
        const far = ["200000000001", "200000000002"].flatMap(id => {
            http.fake.addAccount(id);
            return ["a", "b"].map(name => http.fake.addTrail(id, name, { region: "eu-west-3" }));
        });
        http.fake.intercept = ({ region }) => (region === "eu-west-3" ? { kind: "hang" } : undefined);
        const ran = await http.check("--organization", "--timeout", "1", "--max-attempts", "1");
        const expected = Object.fromEntries(far.map(({ arn }) => [arn, "undetermined"]));
        assert.deepEqual(worst(reportOf(ran)), { ...expected, [near.arn]: "pass" });
        assert.equal(http.fake.calls.filter(({ region }) => region === "eu-west-3").length, 1);
        assert.equal(ran.stderr.match(/Region eu-west-3 does not answer, and was not asked again/g)?.length, 1);
        const without = await http.check("--organization", "--exclude-region", "eu-west-3");
        assert.deepEqual(worst(reportOf(without)), { [near.arn]: "pass" });
    });

    it("says what it waits for, and gives up soon, if an endpoint is silent", async () => {
        http.fake.intercept = () => ({ kind: "hang" });
        const start = Date.now();
        const ran = await http.check("--timeout", "2");
        assert.deepEqual([ran.exitCode, ran.stdout], [2, ""]);
        const [waiting, reason] = ran.stderr.trim().split("\n");
        assert.match(String(waiting), /^trail-guard: waiting for AWS to answer \(\d+ s\)$/);
        assert.match(String(reason), /^trail-guard: AWS can't be called: GetCallerIdentity got no answer in time/);
        assert.ok(Date.now() - start < 15_000, `${Date.now() - start} ms`);
        assert.equal(http.fake.calls.length, 2);
    });

    for (const [name, args, expected] of [
        [
            "a token that has expired",
            [],
            /^trail-guard: AWS can't be called: GetCallerIdentity was refused for its credentials/,
        ],
        ["even with --soft-fail", ["--soft-fail"], /^trail-guard: AWS can't be called: /],
    ] as const) {
        it(`stops with one line and exit code 2 if nothing can be read: ${name}`, async () => {
            http.fake.intercept = () => ({ kind: "error", code: "ExpiredToken", status: 403 });
            const ran = await http.check(...args);
            assert.deepEqual([ran.exitCode, ran.stdout], [2, ""]);
            assert.match(ran.stderr, expected);
            assert.equal(ran.stderr.trim().split("\n").length, 1);
        });
    }
});
