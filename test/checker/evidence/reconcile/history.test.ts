import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type AwsSelector, logs } from "../../../cloudtrail/naive/matcher";
import { file, invokeAgent, invokeModel, PLACE, type Written } from "../made-records";
import {
    AGENTS,
    type ApiSelectors,
    action,
    BOTH,
    context,
    gap,
    MANAGEMENT,
    reconcileRecords,
    selector,
    trail,
    verdicts,
} from "./made-trail";

const MANAGEMENT_ONLY = { AdvancedEventSelectors: [MANAGEMENT] };
const AGENTS_ONLY = { AdvancedEventSelectors: [AGENTS] };
const at = (time: string) => `2026-11-02T${time}:00Z`;
const agentAt = (time: string): Written => [invokeAgent({ eventTime: at(time), eventID: time })];
const modelAt = (time: string): Written => [invokeModel({ eventTime: at(time), eventID: time })];

/** The verdict on what agents do, and the events that contradict. */
function agents(records: readonly Written[], of: Parameters<typeof context>[0]) {
    const { reconciliation, contradictions } = reconcileRecords(records, context(of));
    const row = reconciliation.find(({ requirement }) => requirement === "AWS::Bedrock::AgentAlias");
    return [row?.promised, row?.since, row?.verdict, contradictions.map(({ eventID }) => eventID)];
}

describe("what is known of a trail's past", () => {
    it("are the current selectors, as far back as the files would show a change", () => {
        assert.deepEqual(agents([agentAt("00:00")], {}), ["all", undefined, "recorded", []]);
    });

    it("is nothing before a change, and what it set after it", () => {
        const trailActions = [action(at("12:00"), BOTH)];
        assert.deepEqual(agents([agentAt("13:00")], { trailActions }), ["all", at("12:00"), "unknown", []]);
        assert.deepEqual(agents([agentAt("11:00")], { trailActions }), ["all", at("12:00"), "unknown", []]);
    });

    it("is what each change set until the next", () => {
        const trailActions = [
            action(at("00:00"), MANAGEMENT_ONLY),
            action(at("08:00"), BOTH),
            action(at("16:00"), MANAGEMENT_ONLY),
        ];
        const of = { trailActions, trail: trail(MANAGEMENT_ONLY) };
        assert.deepEqual(agents([agentAt("07:00"), agentAt("09:00"), agentAt("17:00")], of), [
            "none",
            at("16:00"),
            "recorded",
            ["07:00", "17:00"],
        ]);
    });

    it("does not hold an event within minutes of a change against the selectors", () => {
        const trailActions = [action(at("00:00"), BOTH), action(at("08:00"), MANAGEMENT_ONLY)];
        const of = { trailActions, trail: trail(MANAGEMENT_ONLY) };
        assert.deepEqual(agents([agentAt("08:10")], of), ["none", at("08:00"), "arrived-though-not-promised", []]);
        assert.deepEqual(agents([agentAt("08:20")], of), [
            "none",
            at("08:00"),
            "arrived-though-not-promised",
            ["08:20"],
        ]);
    });

    it("is derived only from calls that were carried out, on this trail", () => {
        const trailActions = [
            action(at("03:00"), MANAGEMENT_ONLY, { errorCode: "AccessDenied" }),
            action(at("04:00"), MANAGEMENT_ONLY, { trail: "another" }),
            action(at("05:00"), MANAGEMENT_ONLY, { region: "eu-west-1" }),
            action(at("06:00"), MANAGEMENT_ONLY, { trail: "arn:aws:cloudtrail:us-east-1:111122223333:trail/another" }),
        ];
        assert.deepEqual(agents([agentAt("07:00")], { trailActions }), ["all", undefined, "recorded", []]);
        const byArn = action(at("03:00"), BOTH, { trail: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit" });
        assert.deepEqual(agents([agentAt("07:00")], { trailActions: [byArn] }), ["all", at("03:00"), "unknown", []]);
    });

    it("knows nothing before a call whose record omits its parameters, including the trail's name", () => {
        const omitted = action(at("08:00"), undefined, { trail: "", requestParameters: { omitted: true } });
        assert.equal(agents([agentAt("07:00")], { trailActions: [omitted] })[2], "unknown");
        // In another Region it was another trail's.
        const elsewhere = [{ ...omitted, region: "eu-west-1" }];
        assert.equal(agents([agentAt("07:00")], { trailActions: elsewhere })[2], "recorded");
    });

    it("ends where a change could have been missed", () => {
        const doubts: readonly (readonly [string, Parameters<typeof context>[0]])[] = [
            ["digests are missing", { gaps: [gap("02:00", "03:00", "digests-missing")] }],
            ["the home Region was not read", { places: [{ ...PLACE, region: "eu-west-1" }] }],
            ["the trail does not log the calls that change it", { trail: trail(AGENTS_ONLY) }],
            ["the trail was read later than the files", { readAt: "2026-11-03T06:00:00Z" }],
            ["its selectors could not be read", { trail: { ...trail(BOTH), selectors: { failure: "denied" } } }],
            ["there is no trail, only files", { trail: undefined }],
            [
                "what a record asks for was left out of it",
                {
                    trailActions: [action(at("00:00"), undefined, { requestParameters: { omitted: true } })],
                    trail: undefined,
                },
            ],
        ];
        for (const [doubt, of] of doubts) {
            const record = agentAt("01:00");
            const row = reconcileRecords([record], context(of)).reconciliation.find(
                ({ requirement, arrived }) => requirement === "AWS::Bedrock::AgentAlias" && arrived > 0,
            );
            assert.equal(row?.verdict, "unknown", doubt);
            const { notes } = reconcileRecords([record], context(of));
            assert.equal(notes.length, 1, doubt);
        }
    });

    it("continues through the event history, whatever the trail logs", () => {
        const eventHistory = { from: "2026-11-01T00:00:00Z", to: "2026-11-03T06:00:00Z", actions: [] };
        const of = { trail: trail(AGENTS_ONLY), readAt: "2026-11-03T06:00:00Z", eventHistory };
        assert.deepEqual(agents([agentAt("01:00")], of), ["all", undefined, "recorded", []]);
        const withChange = { ...eventHistory, actions: [action("2026-11-03T01:00:00Z", AGENTS_ONLY)] };
        assert.deepEqual(agents([agentAt("01:00")], { ...of, eventHistory: withChange }).slice(0, 3), [
            "unknown",
            undefined,
            "unknown",
        ]);
    });

    it("isn't known if the last change and the current selectors contradict each other", () => {
        const of = { trailActions: [action(at("00:00"), MANAGEMENT_ONLY)], trail: trail(BOTH) };
        assert.deepEqual(agents([agentAt("12:00")], of), ["unknown", undefined, "unknown", []]);
    });

    it("has basic selectors as records write them", () => {
        const basic = {
            EventSelectors: [{ ReadWriteType: "ReadOnly", IncludeManagementEvents: true, DataResources: [] }],
        };
        const now = trail({ ...basic, AdvancedEventSelectors: null });
        const of = context({ trailActions: [action(at("00:00"), basic)], trail: now });
        // A read-only trail never logs the calls that change it.
        assert.equal(verdicts([modelAt("10:00")], of)[2], "Management: unknown, unknown");
        const all = { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }] };
        const ofAll = context({ trailActions: [action(at("00:00"), all)], trail: trail({ EventSelectors: [{}] }) });
        assert.equal(verdicts([modelAt("10:00")], ofAll)[2], "Management: all, recorded");
    });

    it("knows a trail from files alone by the calls that name it", () => {
        const trailActions = [action(at("00:00"), BOTH)];
        assert.deepEqual(agents([agentAt("10:00")], { trail: undefined, trailActions }), [
            "all",
            undefined,
            "recorded",
            [],
        ]);
        const several = [...trailActions, action(at("01:00"), BOTH, { trail: "another" })];
        assert.deepEqual(agents([agentAt("10:00")], { trail: undefined, trailActions: several })[2], "unknown");
    });

    it("knows of a trail that was created, changed and stopped in the period", () => {
        const parameters = { name: "audit", s3BucketName: "logs", isMultiRegionTrail: false };
        const call = (
            time: string,
            eventName: "CreateTrail" | "StartLogging" | "StopLogging" | "UpdateTrail",
            requestParameters: unknown,
        ) => action(at(time), undefined, { eventName, requestParameters });
        const trailActions = [
            call("01:00", "CreateTrail", parameters),
            call("01:00", "StartLogging", { name: "audit" }),
            call("06:00", "UpdateTrail", { name: "audit", isMultiRegionTrail: true }),
            call("20:00", "StopLogging", { name: "audit" }),
        ];
        const elsewhere = { ...PLACE, region: "eu-west-1" };
        const { contradictions } = reconcileRecords(
            [modelAt("02:00"), modelAt("21:00")].flatMap(([record]) => [
                [record] as const,
                [record, file(elsewhere)] as const,
            ]),
            context({
                trail: trail({}, { IsLogging: false, StopLoggingTime: at("20:00"), StartLoggingTime: at("01:00") }),
                trailActions,
                places: [PLACE, elsewhere],
                gaps: [PLACE, elsewhere].flatMap(place => [
                    gap("00:00", "01:00", "unknown", place),
                    gap("20:00", "24:00", "logging-stopped", place),
                ]),
            }),
        );
        assert.deepEqual(
            contradictions.map(({ region, time, detail }) => `${region} ${time.slice(11, 16)} ${detail}`),
            [
                "eu-west-1 02:00 the trail covered only its home Region, us-east-1",
                "eu-west-1 21:00 logging was stopped",
                "us-east-1 21:00 logging was stopped",
            ],
        );
    });
});

describe("buckets made from selectors", () => {
    const types = ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase", "AWS::Bedrock::Guardrail"];
    const arns = ["arn:aws:bedrock:us-east-1:111122223333:x/1", "arn:aws:bedrock:us-east-1:111122223333:x/2"];
    const identities = ["arn:aws:sts::111122223333:assumed-role/a/1", "arn:aws:sts::111122223333:assumed-role/b/1"];
    const narrowing = fc.record(
        {
            readOnly: fc.constantFrom(["true"], ["false"]),
            eventName: fc.subarray(["Invoke", "Get", "List"], { minLength: 1 }),
            "resources.ARN": fc.subarray(arns, { minLength: 1 }),
            "userIdentity.arn": fc.subarray(identities, { minLength: 1 }),
        },
        { requiredKeys: [] },
    );
    const dataSelector = fc
        .tuple(fc.constantFrom(...types), narrowing)
        .map(([type, fields]) => selector({ eventCategory: ["Data"], "resources.type": [type], ...fields }));
    const selectors = fc
        .array(dataSelector, { maxLength: 3 })
        // A trail that logs no management events does not record its own changes: nothing would be known.
        .map((data): { AdvancedEventSelectors: AwsSelector[] } => ({ AdvancedEventSelectors: [MANAGEMENT, ...data] }));
    const call = fc.record({
        minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
        type: fc.option(fc.constantFrom(...types)),
        eventName: fc.constantFrom("Invoke", "Get", "List"),
        readOnly: fc.boolean(),
        arn: fc.constantFrom(...arns),
        identity: fc.constantFrom(...identities),
    });
    const changes = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 95 }), selectors), {
        selector: ([quarter]) => quarter,
        maxLength: 4,
    });
    const timeOf = (minute: number) => new Date(Date.UTC(2026, 10, 2, 0, minute)).toISOString().replace(".000", "");

    type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

    const recordOf = ({ minute, type, eventName, readOnly, arn, identity }: Call, eventID: string) => ({
        ...(type === null ? invokeModel() : invokeAgent()),
        eventTime: timeOf(minute),
        eventID,
        eventName,
        readOnly,
        userIdentity: { type: "AssumedRole", arn: identity },
        ...(type === null ? {} : { resources: [{ type, ARN: arn }] }),
    });

    const isLogged = ({ AdvancedEventSelectors }: { AdvancedEventSelectors: AwsSelector[] }, each: Call) =>
        AdvancedEventSelectors.some(one =>
            logs(one, {
                eventCategory: each.type === null ? "Management" : "Data",
                "resources.type": each.type,
                readOnly: `${each.readOnly}`,
                eventName: each.eventName,
                "resources.ARN": each.type === null ? null : each.arn,
                "userIdentity.arn": each.identity,
            }),
        );

    it("contain no contradiction; each planted event is one, unless it is close to a change", () => {
        fc.assert(
            fc.property(selectors, changes, fc.array(call, { maxLength: 40 }), (first, unsorted, calls) => {
                const sorted = [...unsorted].sort(([a], [b]) => a - b);
                const history = [[0, first] as const, ...sorted.map(([quarter, set]) => [quarter * 15, set] as const)];
                const inForce = (minute: number) => history.findLast(([since]) => since <= minute)?.[1] ?? first;
                const delivered = calls.filter(each => isLogged(inForce(each.minute), each));
                const planted = calls.filter(each => !isLogged(inForce(each.minute), each));
                const isNearChange = ({ minute }: Call) =>
                    history.slice(1).some(([since]) => Math.abs(since - minute) <= 15);
                const now: ApiSelectors = history.at(-1)?.[1] ?? first;
                const of = context({
                    trail: trail(now),
                    trailActions: history.map(([minute, set]) => action(timeOf(minute), set)),
                });
                // Earlier selectors may filter on more: then only part of it can be decided, and nothing may be decided wrongly.
                const made = delivered.map((each, index): Written => [recordOf(each, `delivered ${index}`)]);
                assert.deepEqual(reconcileRecords(made, of).contradictions, []);
                const alone = planted.map((each, index) => ({
                    each,
                    found: reconcileRecords([...made, [recordOf(each, `planted ${index}`)]], of),
                }));
                for (const { each, found } of alone) {
                    const filters = JSON.stringify(inForce(each.minute));
                    const told = JSON.stringify(now);
                    const isTold = ["resources.ARN", "userIdentity.arn"].every(
                        field => told.includes(field) || !filters.includes(field),
                    );
                    if (isTold && !isNearChange(each)) {
                        const row = found.contradictions.filter(({ eventID }) => eventID.startsWith("planted"));
                        assert.equal(row.length, 1, JSON.stringify(each));
                    }
                    assert.ok(found.contradictions.every(({ count }) => count >= 1));
                    assert.ok(found.contradictions.length <= 1);
                }
            }),
            { numRuns: 60 },
        );
    });
});
