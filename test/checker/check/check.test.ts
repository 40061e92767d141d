import assert from "node:assert/strict";
import { applyBaseline, baselineOf, parseBaseline } from "../../../checker/src/check/baseline";
import { check } from "../../../checker/src/check/check";
import { exitCodeOf } from "../../../checker/src/check/exit-code";
import { defaultSettings, parsePolicyConfig } from "../../../checker/src/configuration/policy-config";
import type { Report, ReportTrail } from "../../../checker/src/report/report";
import type { Gathered } from "../../../checker/src/sources/source-trail";
import { policies, trailPolicies } from "../../../policies";
import { Unknown } from "../../../src/cloudtrail/value";
import { readStack } from "../../../src/compliance/stack/resources/read-stack";
import type { StackResource } from "../../../src/compliance/stack/resources/stack-resource";
import { textOf } from "../result-text";
import { COMPLETE, COMPLIANT, foundTrail, gathered } from "./found";

const STACK = { noun: "Stack", name: "prod" };
const MULTI_REGION = "cloudtrail-multi-region";
const ALIAS_EVENTS = "cloudtrail-bedrock-agent-alias-events";

function settingsFor(config: object | undefined) {
    const parsed = config === undefined ? undefined : parsePolicyConfig({ text: JSON.stringify(config) }, policies);
    assert.ok(parsed === undefined || "settings" in parsed, JSON.stringify(parsed));
    return parsed?.settings ?? defaultSettings(policies);
}

function run(found: Gathered, config?: object, baseline?: Parameters<typeof check>[1]["baseline"]) {
    return check(found, { policies: trailPolicies, settings: settingsFor(config), baseline, today: "2026-01-15" });
}

/** The results of a trail that are neither `pass` nor advisory, by policy. */
function counted({ results }: ReportTrail): Record<string, string> {
    return Object.fromEntries(
        results
            .filter(({ status, advisory }) => status !== "pass" && status !== "not-applicable" && advisory !== true)
            .map(({ policy, status }) => [policy, status]),
    );
}

describe("check", () => {
    it("reports every policy that isn't disabled, for every trail, with its fix and an event that escapes", () => {
        const { report } = run(gathered(foundTrail("good", COMPLIANT), foundTrail("bad", { s3BucketName: "b" })));
        assert.deepEqual(report.summary, { trails: 2, compliant: 1, violating: 1, undetermined: 0, exempt: 0 });
        const enabled = trailPolicies.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
        for (const { results } of report.trails) {
            assert.deepEqual(
                results.map(({ policy }) => policy),
                enabled.map(({ name }) => name),
            );
        }
        const [good, bad] = report.trails;
        assert.deepEqual(counted(good), {});
        assert.ok(good.results.every(({ status, findings }) => status !== "pass" || findings.length === 0));
        const violation = bad.results.find(({ policy }) => policy === ALIAS_EVENTS);
        assert.equal(violation?.status, "violation");
        assert.equal(violation?.findings[0]?.unloggedEvent?.["resources.type"], "AWS::Bedrock::AgentAlias");
        assert.match(violation?.fix?.code ?? "", /AWS::Bedrock::AgentAlias/);
        assert.deepEqual(bad.source, { file: "stack.json", line: 7, address: "bad" });
    });

    it("doesn't count violations of an advisory policy, and says so", () => {
        const { report, advisory: number } = run(gathered(foundTrail("good", COMPLIANT)));
        const results = report.trails[0].results.filter(({ status }) => status !== "not-applicable");
        const advised = results.filter(({ advisory }) => advisory === true);
        assert.ok(advised.length > 0 && advised.every(({ status }) => status === "violation"));
        assert.equal(number, advised.length);
        const all = run(gathered(foundTrail("bad", { s3BucketName: "b" })), { all: "advisory" });
        assert.deepEqual(all.report.summary, {
            trails: 1,
            compliant: 0,
            violating: 0,
            undetermined: 0,
            exempt: 0,
            notJudged: 1,
        });
        const enforced = run(gathered(foundTrail("good", COMPLIANT)), { all: "mandatory" });
        assert.equal(enforced.report.summary.violating, 1);
    });

    it("follows the pack's configuration: exemptions by name, and each policy's own properties", () => {
        const exemptions = [{ trail: "ba*", reason: "being removed", expires: "2026-02-01" }];
        const config = { [MULTI_REGION]: { exemptions }, [ALIAS_EVENTS]: { exemptions, operations: "known" } };
        const { report } = run(gathered(foundTrail("bad", { s3BucketName: "b" })), config);
        assert.deepEqual(counted(report.trails[0]), {
            [MULTI_REGION]: "exempt",
            [ALIAS_EVENTS]: "exempt",
            "cloudtrail-bedrock-knowledge-base-events": "violation",
        });
        assert.match(textOf(report.trails[0].results[0]), /is exempt until 2026-02-01: being removed/);
    });

    it("refuses to run if every policy is disabled", () => {
        assert.throws(() => run(gathered(foundTrail("a", COMPLIANT)), { all: "disabled" }), /every policy is disabled/);
    });

    it("leaves out event data stores unless they are included, and says so", () => {
        const store = foundTrail("store", { advancedEventSelectors: COMPLETE }, { recorder: "EventDataStore" });
        const { report, notes } = run(gathered(store));
        assert.equal(report.summary.trails, 0);
        assert.match(notes.join(), /^1 event data store not checked, because no policy includes them/);
        const included = run(gathered(store), { [ALIAS_EVENTS]: { includeEventDataStores: true } });
        assert.deepEqual(included.report.summary, {
            trails: 1,
            compliant: 1,
            violating: 0,
            undetermined: 0,
            exempt: 0,
        });
    });

    it("reports what could not be read as undetermined for every policy", () => {
        const unread = [{ id: "u", name: "account 1", reason: "access denied", place: {}, group: "1" }];
        const { report } = run({ trails: [], problems: [], unread });
        assert.deepEqual(report.summary, { trails: 1, compliant: 0, violating: 0, undetermined: 1, exempt: 0 });
        assert.ok(report.trails[0].results.every(({ status }) => status === "undetermined"));
        assert.equal(textOf(report.trails[0].results[0]).split("\n")[0], "account 1 could not be read: access denied");
    });

    it("shows no secret, in any part of a result", () => {
        const secrets = ["arn:aws:bedrock:eu-west-1:1:agent-alias/HUSH", "hush-hush", "Hush name"];
        const properties = {
            s3BucketName: "hush-hush",
            advancedEventSelectors: [
                {
                    name: "Hush name",
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Data"] },
                        { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                        { field: "resources.ARN", startsWiths: [secrets[0]], notEquals: ["hush-hush"] },
                    ],
                },
            ],
        };
        const texts = (withheld: readonly string[]) =>
            JSON.stringify(run(gathered(foundTrail("t", properties, { secrets: withheld }))).report);
        assert.match(texts([]), /HUSH/);
        assert.match(texts([]), /Hush name/);
        assert.doesNotMatch(texts(secrets), /hush/i);
    });
});

describe("policies over stacks", () => {
    const REQUIRED = "cloudtrail-trail-required";
    const BUCKET_POLICY = "cloudtrail-bucket-policy";
    const agent: StackResource = {
        id: "agent",
        label: "agent",
        role: "bedrock",
        type: "AWS::Bedrock::Agent",
        properties: {},
        dependencies: () => [],
    };
    const bucket: StackResource = {
        ...agent,
        id: "logs",
        label: "logs",
        role: "bucket",
        properties: { bucket: "logs" },
    };
    /** A stack with an agent, a bucket without a policy, and these trails. */
    const stackOf = (...names: readonly string[]): Gathered => {
        const found = names.map(name => foundTrail(name, name === "central" ? { s3BucketName: name } : COMPLIANT));
        const inStack = found.map(({ id, trail }) => ({
            id,
            label: trail.label,
            trail,
            bucket: { value: trail.s3BucketName, targets: [] },
            key: { targets: [] },
        }));
        const stack = readStack({ id: "urn:stack", label: "prod" }, inStack, [agent, bucket]);
        return {
            trails: found.map((trail, index) => ({ ...trail, inStack: { stack, trail: inStack[index]! } })),
            stacks: [{ id: "stack.json#urn:stack", place: { file: "stack.json" }, stack }],
            problems: [],
        };
    };
    const runAll = (found: Gathered, config?: object, baseline?: Parameters<typeof check>[1]["baseline"]) =>
        check(found, { policies, settings: settingsFor(config), baseline, today: "2026-01-15" });
    const exitCode = (found: Gathered, config?: object) =>
        exitCodeOf(runAll(found, config).report, { softFail: false, failOnUndetermined: false, allowNoTrails: true });
    const statusOf = ({ report }: ReturnType<typeof runAll>, trail: number) =>
        report.trails[trail]!.results.find(({ policy }) => policy === BUCKET_POLICY)?.status;
    const enforced = { [REQUIRED]: "mandatory", [BUCKET_POLICY]: "mandatory" };

    it("judge each trail separately: they don't apply to one whose bucket is elsewhere", () => {
        const checked = runAll(stackOf("own", "central"), enforced);
        assert.deepEqual([statusOf(checked, 0), statusOf(checked, 1)], ["violation", "not-applicable"]);
        assert.equal(checked.report.summary.violating, 2);
    });

    it("judge the stack separately from its trails, which need not exist", () => {
        const { report } = runAll(stackOf(), enforced);
        assert.deepEqual(report.summary.stacks, { compliant: 0, violating: 1, undetermined: 0, exempt: 0 });
        assert.equal(report.stacks?.[0]?.id, "stack.json#urn:stack");
        assert.match(textOf(report.stacks?.[0]?.results[0], STACK), /^Stack "prod" has no trail, although/);
        assert.equal(exitCode(stackOf(), enforced), 1);
        assert.equal(exitCode(stackOf("own"), { [REQUIRED]: "mandatory" }), 0);
    });

    it("don't count while they are advisory, as they are by default", () => {
        const { report, advisory } = runAll(stackOf());
        assert.equal(report.summary.stacks, undefined);
        assert.equal(report.stacks?.[0]?.results[0]?.advisory, true);
        assert.equal(advisory, 1);
        assert.equal(exitCode(stackOf()), 0);
    });

    it("follow exemptions of the stack, and of the trail", () => {
        const exempt = (name: string) => ({
            exemptions: [{ trail: name, reason: "r" }],
            enforcementLevel: "mandatory",
        });
        const config = { [REQUIRED]: exempt("prod"), [BUCKET_POLICY]: exempt("own") };
        assert.equal(
            textOf(runAll(stackOf(), config).report.stacks?.[0]?.results[0], STACK),
            'Stack "prod" is exempt: r',
        );
        assert.equal(statusOf(runAll(stackOf("own"), config), 0), "exempt");
    });

    it("follow the baseline, by the id of the stack", () => {
        const { report } = runAll(stackOf(), enforced);
        const baseline = baselineOf(report);
        assert.deepEqual(baseline.violations, [{ trail: "stack.json#urn:stack", policy: REQUIRED }]);
        assert.equal(runAll(stackOf(), enforced, baseline).report.summary.stacks?.violating, 0);
    });

    it("say that they need a stack if a source shows none", () => {
        const found = gathered(foundTrail("live", COMPLIANT));
        const advisory = runAll(found, { [BUCKET_POLICY]: "advisory" });
        assert.equal(statusOf(advisory, 0), "not-applicable");
        assert.equal(advisory.report.stacks, undefined);
        assert.equal(advisory.report.summary.compliant, 1);
        const counting = runAll(found, enforced);
        assert.equal(statusOf(counting, 0), "undetermined");
        assert.equal(counting.report.summary.undetermined, 1);
    });
});

describe("scope any-trail", () => {
    const scope = { scope: "any-trail" };
    const config = { [MULTI_REGION]: scope, [ALIAS_EVENTS]: scope };
    const local = { ...COMPLIANT, isMultiRegionTrail: false };
    const withoutEvents = { s3BucketName: "b", isMultiRegionTrail: true };

    it("excuses the other trails of a group if one complies", () => {
        const { report } = run(
            gathered(foundTrail("one", COMPLIANT), foundTrail("two", { s3BucketName: "b" })),
            config,
        );
        assert.deepEqual(counted(report.trails[0]), {});
        assert.deepEqual(counted(report.trails[1]), {
            [MULTI_REGION]: "exempt",
            [ALIAS_EVENTS]: "exempt",
            "cloudtrail-bedrock-knowledge-base-events": "violation",
        });
        const [result] = report.trails[1].results;
        assert.equal(
            textOf(result, { noun: "Trail", name: "two" }),
            'Trail "two" is exempt: one compliant trail is enough (scope any-trail), and "one" complies',
        );
        assert.equal(result.fix, undefined);
    });

    it("requires one trail to do everything: two halves are not enough", () => {
        const { report } = run(gathered(foundTrail("one", local), foundTrail("two", withoutEvents)), config);
        assert.equal(counted(report.trails[0])[MULTI_REGION], "violation");
        assert.equal(counted(report.trails[1])[ALIAS_EVENTS], "violation");
    });

    it("applies to each group", () => {
        const elsewhere = foundTrail("two", local, { group: "other" });
        const { report } = run(gathered(foundTrail("one", COMPLIANT), elsewhere), config);
        assert.equal(counted(report.trails[1])[MULTI_REGION], "violation");
    });

    it("leaves undetermined what depends on a trail that may comply", () => {
        const maybe = foundTrail("maybe", { ...COMPLIANT, isMultiRegionTrail: new Unknown() });
        const { report } = run(gathered(maybe, foundTrail("two", local)), config);
        assert.deepEqual(
            report.trails.map(trail => counted(trail)[MULTI_REGION]),
            ["undetermined", "undetermined"],
        );
        assert.deepEqual(report.summary, { trails: 2, compliant: 0, violating: 0, undetermined: 2, exempt: 0 });
    });

    it("counts neither an exempt trail nor an event data store as one that complies", () => {
        const exemptions = [{ trail: "exempt", reason: "r" }];
        const exempt = { [MULTI_REGION]: { ...scope, exemptions } };
        const first = run(gathered(foundTrail("exempt", local), foundTrail("two", local)), exempt);
        assert.equal(counted(first.report.trails[1])[MULTI_REGION], "violation");
        const store = foundTrail("store", { advancedEventSelectors: COMPLETE }, { recorder: "EventDataStore" });
        const included = { [MULTI_REGION]: { ...scope, includeEventDataStores: true } };
        const second = run(gathered(store, foundTrail("two", local)), included);
        assert.equal(counted(second.report.trails[1])[MULTI_REGION], "violation");
    });

    it("changes nothing if no policy has it", () => {
        const found = gathered(foundTrail("one", COMPLIANT), foundTrail("two", local));
        assert.equal(counted(run(found).report.trails[1])[MULTI_REGION], "violation");
    });
});

describe("the baseline", () => {
    const found = gathered(foundTrail("bad", { s3BucketName: "b" }), foundTrail("good", COMPLIANT));

    it("marks known violations, and counts only new ones", () => {
        const baseline = baselineOf(run(found).report);
        const read = parseBaseline({ text: JSON.stringify(baseline), label: "f" });
        assert.deepEqual(read, baseline);
        const { report } = run(found, undefined, read);
        assert.deepEqual(report.summary, {
            trails: 2,
            compliant: 1,
            violating: 0,
            undetermined: 0,
            exempt: 0,
            known: 1,
        });
        const more = run(gathered(foundTrail("bad", { s3BucketName: "" }), foundTrail("new", {})), undefined, read);
        assert.equal(more.report.summary.violating, 2);
        const newly = more.report.trails[0].results.filter(result => result.status === "violation" && !result.baseline);
        assert.deepEqual(
            newly.map(({ policy }) => policy),
            ["cloudtrail-s3-delivery"],
        );
    });

    it("says how many of its entries no longer exist", () => {
        const baseline = baselineOf(run(found).report);
        const { outdated } = applyBaseline({ trails: [] }, baseline);
        assert.equal(outdated, baseline.violations.length);
        assert.match(
            run(gathered(), undefined, baseline).notes.join(),
            new RegExp(`^${outdated} violations in the baseline no longer found`),
        );
    });

    for (const [name, text, message] of [
        ["malformed JSON", '{"schemaVersion": 1,', /^f:1:21: malformed JSON: it ends/],
        ["another file", '{"all": "mandatory"}', /^f is not a baseline/],
        ["another version", '{"schemaVersion": 2, "violations": []}', /^f is not a baseline/],
        [
            "an entry without a policy",
            '{"schemaVersion":1,"violations":[{"trail":"a"}]}',
            /violations\[0\] needs a trail/,
        ],
        [
            "an entry with an unknown property",
            '{"schemaVersion":1,"violations":[{"trail":"a","policy":"b","until":"c"}]}',
            /^f: violations\[0\] has an unknown property, "until"/,
        ],
    ] as const) {
        it(`refuses ${name}`, () => {
            assert.throws(() => parseBaseline({ text, label: "f" }), { message });
        });
    }
});

describe("the exit code of check", () => {
    const NO = { softFail: false, failOnUndetermined: false, allowNoTrails: false };
    const STACK = { compliant: 0, violating: 1, undetermined: 0, exempt: 0 };
    const reportOf = (summary: Partial<Report["summary"]>, problems = 0): Report => ({
        schemaVersion: 2,
        summary: { trails: 1, compliant: 0, violating: 0, undetermined: 0, exempt: 0, ...summary },
        trails: [],
        problems: Array.from({ length: problems }, () => ({ source: "s", message: "m" })),
    });
    for (const [name, report, options, expected] of [
        ["trails that all comply", reportOf({ compliant: 1 }), NO, 0],
        ["a violation", reportOf({ violating: 1, undetermined: 1 }), NO, 1],
        ["something undetermined", reportOf({ undetermined: 1 }), NO, 3],
        [
            "something undetermined, with --fail-on undetermined",
            reportOf({ undetermined: 1 }),
            { ...NO, failOnUndetermined: true },
            1,
        ],
        [
            "nothing undetermined, with --fail-on undetermined",
            reportOf({ compliant: 1 }),
            { ...NO, failOnUndetermined: true },
            0,
        ],
        ["something unreadable", reportOf({ violating: 1 }, 1), NO, 2],
        ["something unreadable, with --soft-fail", reportOf({ compliant: 1 }, 1), { ...NO, softFail: true }, 2],
        ["a violation, with --soft-fail", reportOf({ violating: 1 }), { ...NO, softFail: true }, 0],
        ["something undetermined, with --soft-fail", reportOf({ undetermined: 1 }), { ...NO, softFail: true }, 0],
        ["no trail", reportOf({ trails: 0 }), NO, 3],
        ["no trail, in a stack that needs one", reportOf({ trails: 0, stacks: STACK }), NO, 1],
        [
            "no trail, in a stack that needs one, with --soft-fail",
            reportOf({ trails: 0, stacks: STACK }),
            { ...NO, softFail: true },
            3,
        ],
        ["a stack that violates", reportOf({ compliant: 1, stacks: STACK }), NO, 1],
        ["a stack that is undetermined", reportOf({ stacks: { ...STACK, violating: 0, undetermined: 1 } }), NO, 3],
        ["no trail, with --soft-fail", reportOf({ trails: 0 }), { ...NO, softFail: true }, 3],
        ["no trail, with --allow-no-trails", reportOf({ trails: 0 }), { ...NO, allowNoTrails: true }, 0],
        [
            "no trail, with --allow-no-trails, and something unreadable",
            reportOf({ trails: 0 }, 1),
            { ...NO, allowNoTrails: true },
            2,
        ],
    ] as const) {
        it(`is ${expected} for ${name}`, () => {
            assert.equal(exitCodeOf(report, options), expected);
        });
    }
});
