import assert from "node:assert/strict";
import { createJudge } from "../../../checker/src/check/check";
import type { Connection } from "../../../checker/src/live/aws/connect";
import { evaluate } from "../../../checker/src/watch/config-rule/evaluate";
import { dailyCheck } from "../../../checker/src/watch/daily-check";
import type { HistoryStore } from "../../../checker/src/watch/history/history-store";
import { emptyHistory, type TrailHistory } from "../../../checker/src/watch/history/trail-history";
import { readWatchSettings } from "../../../checker/src/watch/settings";
import type { Watch } from "../../../checker/src/watch/watch";
import { policies } from "../../../policies";
import { FakeAws } from "../live/fake-aws";
import { inProcess } from "../live/fake-in-process";
import { COMPLETE, dataEvents } from "../live/trails";

const ACCOUNT = "111111111111";
const REGION = "us-east-1";

/** A configuration in which only the policy of agent aliases counts. */
const onlyAgentAliases = (config: object) => ({
    all: "disabled",
    "cloudtrail-bedrock-agent-alias-events": { enforcementLevel: "mandatory", ...config },
});

function settingsOf(config: object) {
    return readWatchSettings({
        TRAIL_GUARD_STATE_BUCKET: "state",
        TRAIL_GUARD_TOPIC_ARN: `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`,
        TRAIL_GUARD_SECURITY_HUB: "false",
        TRAIL_GUARD_POLICY_CONFIG: JSON.stringify(config),
    });
}

/** An account with a trail that complies. */
function compliantAccount(): FakeAws {
    const fake = new FakeAws(ACCOUNT);
    fake.addTrail(ACCOUNT, "audit", { selectors: { advanced: COMPLETE } });
    return fake;
}

/** What AWS Config receives, by the kind of resource. */
async function evaluations(fake: FakeAws, config: object): Promise<Readonly<Record<string, string>>> {
    const time = new Date();
    const found = await evaluate(
        { notification: { kind: "scheduled", time }, resultToken: "TESTMODE", account: ACCOUNT, leftScope: false },
        {
            api: inProcess(fake).ownAccount(),
            isOwn: true,
            region: REGION,
            settings: settingsOf(config),
            resourceIds: async () => new Map(),
        },
    );
    return Object.fromEntries(
        found.map(({ ComplianceResourceType, ComplianceType, Annotation = "" }) => [
            String(ComplianceResourceType),
            `${ComplianceType} ${Annotation}`.trim(),
        ]),
    );
}

/** A watch of the fake account that keeps its histories in memory; `messages` is what the topic gets. */
function watchOf(fake: FakeAws, config: object, pages: readonly (readonly object[])[] = []) {
    const messages: string[] = [];
    const kept = new Map<string, TrailHistory>();
    const histories = {
        load: async (trail: string) => ({ history: kept.get(trail) ?? emptyHistory(trail) }),
        save: async (history: TrailHistory) => kept.set(history.trail, history) !== undefined,
        list: async () => [...kept.keys()],
    };
    const logFiles = {
        lookupEvents: async (_region: string, _name: string, _from: Date, _to: Date, page = "0") => ({
            entries: (pages[Number(page)] ?? []).map(record => JSON.stringify(record)),
            next: Number(page) + 1 < pages.length ? String(Number(page) + 1) : undefined,
        }),
    };
    const settings = settingsOf(config);
    const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:watch`;
    const watch: Watch = {
        settings,
        own: { account: ACCOUNT, arn },
        aws: { ...inProcess(fake), logFiles } as unknown as Connection,
        histories: histories as unknown as HistoryStore,
        destinations: {
            sns: {
                send: async ({ input }: { readonly input: { readonly Message: string } }) =>
                    messages.push(input.Message),
            } as never,
            topicArn: settings.topicArn,
            origin: { partition: "aws", region: REGION, account: ACCOUNT },
        },
        judge: createJudge({ policies, settings: settings.policies }),
    };
    return { watch, messages };
}

describe("recorders besides trails, for the watch and AWS Config", () => {
    const TELEMETRY = onlyAgentAliases({ includeTelemetryRules: true });
    const STORES = onlyAgentAliases({ includeEventDataStores: true });

    it("an account whose configuration requires none complies", async () => {
        assert.deepEqual(await evaluations(compliantAccount(), onlyAgentAliases({})), {
            "AWS::CloudTrail::Trail": "COMPLIANT",
            "AWS::::Account": "NOT_APPLICABLE No policy that counts applies.",
        });
        const { watch, messages } = watchOf(compliantAccount(), onlyAgentAliases({}));
        assert.deepEqual([await dailyCheck(watch), messages], [{ outcome: "nothing-less", alerts: [] }, []]);
    });

    /** An account with a telemetry rule that collects the events of a type. */
    function withRule(type: string): FakeAws {
        const fake = compliantAccount();
        fake.addRule(ACCOUNT, "rule", ["us-east-1", "eu-west-1"], {
            ResourceType: "AWS::CloudTrail",
            TelemetryType: "Logs",
            DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors: [dataEvents(type)] } },
        });
        return fake;
    }

    it("an account complies if its telemetry rules are included and collect everything, or if it has none", async () => {
        for (const [fake, account] of [
            [withRule("AWS::Bedrock::AgentAlias"), "COMPLIANT"],
            [compliantAccount(), "NOT_APPLICABLE No policy that counts applies."],
        ] as const) {
            assert.deepEqual(await evaluations(fake, TELEMETRY), {
                "AWS::CloudTrail::Trail": "COMPLIANT",
                "AWS::::Account": account,
            });
            const { watch, messages } = watchOf(fake, TELEMETRY);
            assert.deepEqual([(await dailyCheck(watch)).outcome, messages], ["nothing-less", []]);
        }
    });

    it("an account doesn't comply if its telemetry rule collects too little", async () => {
        const fake = withRule("AWS::S3::Object");
        const { "AWS::::Account": account, ...trails } = await evaluations(fake, TELEMETRY);
        assert.match(account, /^NON_COMPLIANT cloudtrail-bedrock-agent-alias-events/);
        assert.deepEqual(trails, { "AWS::CloudTrail::Trail": "COMPLIANT" });
        const { watch, messages } = watchOf(fake, TELEMETRY);
        assert.equal((await dailyCheck(watch)).outcome, "alerted");
        assert.match(messages.join(), /Telemetry rule/);
    });

    it("an account whose telemetry rules are not all read, or may have no effect, doesn't comply", async () => {
        for (const [operation, said] of [
            ["ListTelemetryRules", /ListTelemetryRules was denied/],
            ["GetTelemetryRule", /GetTelemetryRule was denied/],
            ["GetTelemetryEvaluationStatus", /whether telemetry evaluation runs/],
            ["DescribeOrganization", /organization/],
            ["ListRegions", /ListRegions was denied/],
        ] as const) {
            const fake = withRule("AWS::Bedrock::AgentAlias");
            fake.intercept = call =>
                call.operation === operation
                    ? { kind: "error", code: "AccessDeniedException", status: 403 }
                    : undefined;
            const { "AWS::::Account": account } = await evaluations(fake, TELEMETRY);
            assert.match(account ?? "", /^NON_COMPLIANT /, operation);
            const { watch, messages } = watchOf(fake, TELEMETRY);
            assert.equal((await dailyCheck(watch)).outcome, "alerted", operation);
            assert.match(messages.join(), said);
        }
    });

    it("an account doesn't comply if its event data store logs too little or can't be listed", async () => {
        const fake = compliantAccount();
        fake.account(ACCOUNT).eventDataStores.push({
            EventDataStoreArn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/1`,
            Name: "lake",
            Status: "ENABLED",
            AdvancedEventSelectors: COMPLETE.slice(0, 1),
            MultiRegionEnabled: true,
            OrganizationEnabled: false,
        });
        assert.match((await evaluations(fake, STORES))["AWS::::Account"] ?? "", /^NON_COMPLIANT /);
        const denied = compliantAccount();
        denied.intercept = ({ operation }) =>
            operation === "ListEventDataStores"
                ? { kind: "error", code: "AccessDeniedException", status: 400 }
                : undefined;
        const { "AWS::::Account": account } = await evaluations(denied, STORES);
        assert.match(account ?? "", /^NON_COMPLIANT .*event data stores/);
    });

    it("the daily check names who made a change, on whatever page of the event history the call is", async () => {
        const fake = compliantAccount();
        const arn = fake.account(ACCOUNT).trails[0]?.arn;
        const call = (trail: string | undefined, caller: string) => ({
            eventID: caller,
            eventSource: "cloudtrail.amazonaws.com",
            eventName: "PutEventSelectors",
            eventTime: "2026-11-27T10:00:00Z",
            awsRegion: REGION,
            recipientAccountId: ACCOUNT,
            requestParameters: { trailName: trail },
            userIdentity: { arn: `arn:aws:iam::${ACCOUNT}:user/${caller}` },
        });
        const { watch, messages } = watchOf(fake, onlyAgentAliases({}), [
            [call("another", "somebody-else")],
            [call(arn, "mallory")],
        ]);
        await dailyCheck(watch);
        fake.account(ACCOUNT).trails.forEach(trail => {
            trail.selectors = { advanced: COMPLETE.slice(0, 1) };
        });
        assert.equal((await dailyCheck(watch)).outcome, "alerted");
        assert.match(messages.join(), /user\/mallory/);
        assert.doesNotMatch(messages.join(), /somebody-else/);
    });
});
