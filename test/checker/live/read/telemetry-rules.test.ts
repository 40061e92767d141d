import assert from "node:assert/strict";
import { createJudge } from "../../../../checker/src/check/check";
import { SILENT } from "../../../../checker/src/command-line/terminal/progress";
import { parsePolicyConfig } from "../../../../checker/src/configuration/policy-config";
import { type GatherOptions, gather } from "../../../../checker/src/live/read/gather";
import { policies } from "../../../../policies";
import { type Data, FakeAws } from "../fake-aws";
import { inProcess } from "../fake-in-process";
import { COMPLETE, dataEvents } from "../trails";
import { countOperations, OPTIONS } from "./reading";

const ACCOUNT = "111111111111";
const MEMBER = "200000000001";
const EVENTS = "cloudtrail-bedrock-agent-alias-events";
const REGIONS = "cloudtrail-multi-region";
const BOTH = ["eu-west-1", "us-east-1"];
const AGENT_ALIAS = dataEvents("AWS::Bedrock::AgentAlias");

/** A rule that collects CloudTrail's events. */
function rule(selectors: readonly unknown[] = [AGENT_ALIAS], more: Data = {}): Data {
    return {
        ResourceType: "AWS::CloudTrail",
        TelemetryType: "Logs",
        DestinationConfiguration: {
            DestinationType: "cloud-watch-logs",
            RetentionInDays: 30,
            CloudtrailParameters: { AdvancedEventSelectors: selectors },
        },
        ...more,
    };
}

/** What two policies say about each telemetry rule: `events, Regions`; what they say in words; and what could not be read. */
async function judged(fake: FakeAws, options: Partial<GatherOptions> = {}) {
    const included = { includeTelemetryRules: true };
    const parsed = parsePolicyConfig({ text: JSON.stringify({ [EVENTS]: included, [REGIONS]: included }) }, policies);
    assert.ok("settings" in parsed);
    const judge = createJudge({ policies, settings: parsed.settings });
    const found = await gather(inProcess(fake), { ...OPTIONS, telemetryRules: true, ...options }, SILENT, judge);
    const rules = found.trails.map(({ report }) => report).filter(({ noun }) => noun === "Telemetry rule");
    const resultsOf = (results: (typeof rules)[number]["results"]) =>
        [EVENTS, REGIONS].map(policy => results.find(result => result.policy === policy));
    return {
        ids: rules.map(({ id }) => id),
        statuses: Object.fromEntries(
            rules.map(({ name, results }) => [
                name,
                resultsOf(results)
                    .map(result => result?.status)
                    .join(", "),
            ]),
        ),
        said: rules
            .flatMap(({ results }) => resultsOf(results))
            .flatMap(result => result?.findings ?? [])
            .map(({ headline }) => JSON.stringify(headline))
            .join("\n"),
        fixes: JSON.stringify(rules.map(({ results }) => results)),
        unread: found.unread.map(({ name, reason }) => `${name}: ${reason}`).join("\n"),
    };
}

/** An account with a trail, and rules that collect agents' events in both Regions. */
function world(...rules: readonly (readonly [name: string, regions: readonly string[], rule?: Data, more?: Data])[]) {
    const fake = new FakeAws();
    fake.addTrail(ACCOUNT, "trail", { selectors: { advanced: COMPLETE } });
    for (const [name, regions, contents = rule(), more] of rules) {
        fake.addRule(ACCOUNT, name, regions, contents, false, more);
    }
    return fake;
}

const denied = { kind: "error", code: "AccessDeniedException", status: 403 } as const;

describe("telemetry rules of live accounts", () => {
    it("are judged in every Region, copies and replicas as one", async () => {
        for (const more of [{}, { HomeRegion: "us-east-1", IsReplicated: false }]) {
            const fake = world(["audit", BOTH, rule(), more]);
            const { statuses, unread, ids } = await judged(fake);
            assert.deepEqual([statuses, unread, ids.length], [{ audit: "pass, pass" }, "", 1]);
            assert.equal(countOperations(fake).GetTelemetryRule, 2);
        }
    });

    it("are not read if no policy includes them", async () => {
        const fake = world(["audit", BOTH]);
        await judged(fake, { telemetryRules: false });
        assert.deepEqual(
            Object.keys(countOperations(fake)).filter(name => /Telemetry|ListRegions|Organization/.test(name)),
            [],
        );
    });

    it("for other telemetry are not read", async () => {
        const fake = world(["flow-logs", BOTH, { ResourceType: "AWS::EC2::VPC", TelemetryType: "Logs" }]);
        const { statuses, unread } = await judged(fake);
        assert.deepEqual([statuses, unread], [{}, ""]);
        assert.equal(countOperations(fake).GetTelemetryRule, undefined);
    });

    it("violate with selectors that leave something out, and the fix is a whole command for each place", async () => {
        const { statuses, fixes } = await judged(world(["audit", BOTH, rule([dataEvents("AWS::S3::Object")])]));
        assert.deepEqual(statuses, { audit: "violation, pass" });
        for (const region of BOTH) {
            const arn = `arn:aws:observabilityadmin:${region}:${ACCOUNT}:telemetry-rule/audit`;
            assert.ok(
                fixes.includes(`aws observabilityadmin update-telemetry-rule --rule-identifier '${arn}' --rule '{`),
            );
        }
        assert.match(fixes, /AWS::S3::Object.*AWS::Bedrock::AgentAlias/);
        assert.match(fixes, /RetentionInDays/);
        const replicated = world(["audit", BOTH, rule([]), { HomeRegion: "us-east-1" }]);
        assert.doesNotMatch((await judged(replicated)).fixes, /--region eu-west-1/);
    });

    it("in one Region don't cover all", async () => {
        const { statuses, said, fixes } = await judged(world(["audit", ["us-east-1"]]));
        assert.deepEqual(statuses, { audit: "pass, violation" });
        assert.match(said, /does not collect in .*eu-west-1/);
        assert.match(fixes, /AllRegions/);
    });

    it("cover what is read, not what they say", async () => {
        const { statuses } = await judged(world(["audit", ["us-east-1"], rule([AGENT_ALIAS], { AllRegions: true })]));
        assert.deepEqual(statuses, { audit: "pass, violation" });
    });

    it("that differ from Region to Region are judged one by one", async () => {
        const fake = world(["audit", ["us-east-1"]], ["audit", ["eu-west-1"], rule([dataEvents("AWS::S3::Object")])]);
        const { ids, fixes } = await judged(fake);
        assert.equal(ids.length, 2);
        assert.match(fixes, /"violation"/);
    });

    const DOUBTS: readonly (readonly [string, (fake: FakeAws) => void, RegExp])[] = [
        [
            "evaluation is stopped",
            fake => fake.account(ACCOUNT).evaluation.set("eu-west-1", "STOPPED"),
            /eu-west-1: telemetry evaluation is STOPPED/,
        ],
        [
            "evaluation has not begun",
            fake => fake.account(ACCOUNT).evaluation.set("us-east-1", "NOT_STARTED"),
            /NOT_STARTED/,
        ],
        [
            "evaluation could not be read",
            fake => deny(fake, "GetTelemetryEvaluationStatus"),
            /eu-west-1, us-east-1: whether telemetry evaluation runs is not known: .*denied/,
        ],
        [
            "another rule is there",
            fake => fake.addRule(ACCOUNT, "other", ["eu-west-1"], rule([])),
            /rule other also collects/,
        ],
        [
            "the rules of its organization can't be seen",
            fake => {
                fake.management = fake.addAccount(MEMBER).id;
            },
            /organization, which only its management/,
        ],
        [
            "its organization isn't known",
            fake => deny(fake, "DescribeOrganization"),
            /organization, which only its management/,
        ],
    ];
    for (const [name, change, expected] of DOUBTS) {
        it(`never comply if ${name}, but can still violate`, async () => {
            const fake = world(["audit", BOTH]);
            change(fake);
            const { statuses, said } = await judged(fake);
            assert.match(String(statuses.audit), /^undetermined, /);
            assert.match(said, expected);
            const less = world(["audit", BOTH, rule([dataEvents("AWS::S3::Object")])]);
            change(less);
            assert.match(String((await judged(less)).statuses.audit), /^violation, /);
        });
    }

    for (const [name, contents, more, expected] of [
        ["a scope", { Scope: "x" }, {}, /TelemetryRule\.Scope/],
        ["criteria", { SelectionCriteria: "x" }, {}, /TelemetryRule\.SelectionCriteria/],
        ["an unknown condition", { OnlyOnWeekdays: true }, {}, /TelemetryRule\.OnlyOnWeekdays/],
        ["an unknown state", {}, { Paused: true }, /AWS shows Paused/],
        ["other telemetry", { TelemetryType: "Traces" }, {}, /Traces/],
        [
            "replication under way",
            {},
            { RegionStatuses: [{ Region: "eu-west-1", Status: "PENDING" }] },
            /eu-west-1: AWS shows the rule as PENDING/,
        ],
        ["replication that failed", {}, { RegionStatuses: [{ Region: "eu-west-1", Status: "FAILED" }] }, /as FAILED/],
    ] as const) {
        it(`never comply with ${name}`, async () => {
            const { statuses, said } = await judged(world(["audit", BOTH, rule([AGENT_ALIAS], contents), more]));
            assert.match(String(statuses.audit), /^undetermined, /);
            assert.match(said, expected);
        });
    }

    it("that a Region doesn't show are named, and not reported as missing there", async () => {
        for (const fault of [
            denied,
            { kind: "hang" },
            { kind: "stall" },
            { kind: "cut" },
            { kind: "empty" },
            { kind: "garbage" },
        ] as const) {
            const fake = world(["audit", BOTH]);
            fake.intercept = ({ operation, region }) =>
                operation === "ListTelemetryRules" && region === "eu-west-1" ? fault : undefined;
            const { statuses, unread } = await judged(fake);
            assert.deepEqual(statuses, { audit: "pass, undetermined" }, fault.kind);
            assert.match(
                unread,
                /^account 111111111111: not all of its telemetry rules .*: eu-west-1: ListTelemetryRules /,
            );
        }
    });

    it("that can't be read are undetermined", async () => {
        for (const fault of [denied, { kind: "empty" }, { kind: "hang" }] as const) {
            const fake = world(["audit", ["us-east-1"]]);
            fake.intercept = ({ operation }) => (operation === "GetTelemetryRule" ? fault : undefined);
            const { statuses } = await judged(fake);
            assert.deepEqual(statuses, { audit: "undetermined, violation" }, fault.kind);
        }
    });

    it("are not reported as missing if a rule can't be read", async () => {
        const fake = world(["audit", BOTH]);
        fake.intercept = ({ operation, region }) =>
            operation === "GetTelemetryRule" && region === "us-east-1" ? denied : undefined;
        const { ids, said } = await judged(fake);
        assert.equal(ids.length, 2);
        assert.match(said, /whether it covers all Regions.*us-east-1: GetTelemetryRule was denied/);
        assert.match(said, /could not be read/);
    });

    it("are listed page by page, and a list that repeats itself is incomplete", async () => {
        const fake = world(["a", ["us-east-1"], { ResourceType: "AWS::EC2::VPC" }], ["b", ["us-east-1"]]);
        fake.pageSize = 1;
        assert.deepEqual((await judged(fake)).statuses, { b: "pass, violation" });
        fake.lie = ({ operation }, answer) =>
            operation === "ListTelemetryRules" ? { ...answer, NextToken: "0" } : answer;
        assert.match((await judged(fake)).unread, /us-east-1: ListTelemetryRules failed: the list never ends/);
    });

    it("in Regions that can't be listed leave the answer open", async () => {
        const fake = world(["audit", BOTH]);
        deny(fake, "ListRegions");
        const { statuses, unread } = await judged(fake);
        assert.deepEqual(statuses, {});
        assert.match(unread, /ListRegions was denied/);
    });

    it("in Regions that are left out are not compared", async () => {
        const { statuses, said } = await judged(world(["audit", BOTH]), { excludeRegions: ["eu-west-1"] });
        assert.deepEqual(statuses, { audit: "pass, undetermined" });
        assert.match(said, /eu-west-1: left out by --exclude-region/);
    });

    describe("of an organization", () => {
        function organization(contents: Data = rule([AGENT_ALIAS], { AllRegions: true })): FakeAws {
            const fake = world();
            fake.management = ACCOUNT;
            fake.addAccount(MEMBER);
            fake.addTrail(MEMBER, "trail", { selectors: { advanced: COMPLETE } });
            fake.addRule(ACCOUNT, "all", BOTH, contents, true);
            return fake;
        }

        it("are judged from its management account, and only once if a delegated administrator shows them too", async () => {
            assert.deepEqual((await judged(organization())).statuses, { all: "pass, pass" });
            const fake = organization();
            fake.delegatedAdministrator = MEMBER;
            const { ids, unread } = await judged(fake, { organization: true });
            assert.deepEqual(ids, [`arn:aws:observabilityadmin:eu-west-1:${ACCOUNT}:organization-telemetry-rule/all`]);
            assert.equal(unread, "");
        });

        it("are judged from a delegated administrator", async () => {
            const fake = new FakeAws(MEMBER);
            fake.addAccount(ACCOUNT);
            fake.management = ACCOUNT;
            fake.delegatedAdministrator = MEMBER;
            fake.addRule(ACCOUNT, "all", BOTH, rule([AGENT_ALIAS], { AllRegions: true }), true);
            assert.deepEqual((await judged(fake)).statuses, { all: "pass, pass" });
        });

        it("may not cover the Regions that other accounts have enabled", async () => {
            const { statuses, said } = await judged(organization(rule()));
            assert.deepEqual(statuses, { all: "pass, undetermined" });
            assert.match(said, /organization's other accounts/);
        });

        it("have their own commands", async () => {
            const { fixes } = await judged(organization(rule([])));
            assert.match(fixes, /undetermined/);
            const { fixes: less } = await judged(organization(rule([dataEvents("AWS::S3::Object")])));
            assert.match(less, /aws observabilityadmin update-telemetry-rule-for-organization --rule-identifier/);
        });

        it("decide about the rules of its members, wherever they were read", async () => {
            const fake = organization();
            fake.addRule(MEMBER, "mine", BOTH, rule());
            const both = await judged(fake, { organization: true });
            assert.deepEqual(both.statuses, { all: "pass, pass", mine: "undetermined, pass" });
            assert.match(both.said, /the organization's rule all also collects/);
            fake.account(ACCOUNT).telemetryRules.splice(0);
            const alone = await judged(fake, { organization: true });
            assert.deepEqual(alone.statuses, { mine: "pass, pass" });
        });

        it("that its management account may not list are named", async () => {
            const fake = organization();
            deny(fake, "ListTelemetryRulesForOrganization");
            assert.match((await judged(fake)).unread, /us-east-1: ListTelemetryRulesForOrganization was denied/);
        });

        it("don't count against a member, which doesn't see them", async () => {
            const fake = new FakeAws(MEMBER);
            fake.addAccount(ACCOUNT);
            fake.management = ACCOUNT;
            fake.addTrail(MEMBER, "trail", { selectors: { advanced: COMPLETE } });
            const { statuses, unread } = await judged(fake);
            assert.deepEqual([statuses, unread], [{}, ""]);
        });
    });
});

function deny(fake: FakeAws, denied: string): void {
    fake.intercept = ({ operation }) =>
        operation === denied ? { kind: "error", code: "AccessDeniedException", status: 403 } : undefined;
}
