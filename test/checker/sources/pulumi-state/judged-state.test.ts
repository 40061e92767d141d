import assert from "node:assert/strict";
import { trailPolicies } from "../../../../policies";
import { evaluate } from "../../../../src/compliance/evaluate";
import { gatherFolder } from "../gather";

const MANAGEMENT = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const data = (type: string) => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
    ],
});
const ALL = [MANAGEMENT, data("AWS::Bedrock::AgentAlias"), data("AWS::Bedrock::KnowledgeBase")];
const COMPLYING = { s3BucketName: "logs", isMultiRegionTrail: true, advancedEventSelectors: ALL };
const ARN = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";

const TRAIL = "aws:cloudtrail/trail:Trail";
const urnOf = (type: string) => `urn:pulumi:dev::project::${type}::audit`;
const resourceOf = (inputs: object, outputs: object, type = TRAIL) => ({
    urn: urnOf(type),
    type,
    custom: true,
    id: ARN,
    inputs,
    outputs,
});

/** What is violated, if nothing is undecided. */
async function judge(inputs: object, outputs: object, type?: string, config = {}) {
    const { open, ...decided } = await judged(
        [{ version: 3, deployment: { manifest: {}, resources: [resourceOf(inputs, outputs, type)] } }],
        config,
    );
    assert.deepEqual(open, []);
    return decided;
}

async function judged(documents: readonly object[], config: Readonly<Record<string, unknown>> = {}) {
    const text = documents.map(document => JSON.stringify(document)).join("\n");
    const { trails, notes = [] } = await gatherFolder({ "state.json": text });
    const results = trails.flatMap(({ trail }) =>
        trailPolicies
            .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
            .flatMap(policy => {
                const takes = Object.keys(config).every(name => name in (policy.configSchema?.properties ?? {}));
                const result = evaluate(policy, trail, takes ? config : {});
                return "status" in result
                    ? [{ name: policy.name.replace("cloudtrail-", ""), status: result.status }]
                    : [];
            }),
    );
    const named = (wanted: string) => results.flatMap(({ name, status }) => (status === wanted ? [name] : []));
    return {
        violated: named("violation"),
        open: named("undetermined"),
        notes: notes.map(note => note.replace(/^[^:]*: /, "")),
    };
}

describe("a trail in a Pulumi state is judged by what AWS has", () => {
    const other = (names: string) => [
        `AWS had a different ${names} for "audit" than its inputs say: what AWS had is checked. Remove ignoreChanges, or run pulumi refresh`,
    ];

    for (const [name, outputs, expected, notes] of [
        ["the same", { ...COMPLYING, arn: ARN }, [], []],
        ["the same in another order", { ...COMPLYING, advancedEventSelectors: [...ALL].reverse() }, [], []],
        ["more", { ...COMPLYING, advancedEventSelectors: [...ALL, data("AWS::S3::Object")] }, [], []],
        ["nothing", { arn: ARN }, [], []],
        [
            "no selectors were ever sent",
            { ...COMPLYING, advancedEventSelectors: [], eventSelectors: [] },
            ["bedrock-agent-alias-events", "bedrock-knowledge-base-events"],
            other("advancedEventSelectors"),
        ],
        [
            "basic selectors are still there",
            { ...COMPLYING, advancedEventSelectors: [], eventSelectors: [{ readWriteType: "All" }] },
            ["bedrock-agent-alias-events", "bedrock-knowledge-base-events"],
            other("advancedEventSelectors and eventSelectors"),
        ],
        [
            "basic selectors whose replacement the provider has not noticed",
            { ...COMPLYING, eventSelectors: [{ readWriteType: "All" }] },
            [],
            [],
        ],
        [
            "one selector is missing",
            { ...COMPLYING, advancedEventSelectors: ALL.slice(0, 2) },
            ["bedrock-knowledge-base-events"],
            other("advancedEventSelectors"),
        ],
        ["one Region", { ...COMPLYING, isMultiRegionTrail: false }, ["multi-region"], other("isMultiRegionTrail")],
    ] as const) {
        it(`if the inputs comply and the outputs say: ${name}`, async () => {
            assert.deepEqual(await judge(COMPLYING, outputs), { violated: expected, notes });
        });
    }

    it("and violates if the inputs do, whatever the outputs say", async () => {
        const { violated } = await judge({ ...COMPLYING, isMultiRegionTrail: false }, COMPLYING);
        assert.deepEqual(violated, ["multi-region"]);
    });

    it("and so is an event data store, by its own names", async () => {
        const store = { name: "audit", advancedEventSelectors: ALL, multiRegionEnabled: true };
        const type = "aws:cloudtrail/eventDataStore:EventDataStore";
        const included = { includeEventDataStores: true };
        assert.deepEqual(await judge(store, store, type, included), { violated: [], notes: [] });
        const { violated, notes } = await judge(store, { ...store, multiRegionEnabled: false }, type, included);
        assert.deepEqual([violated, notes], [["multi-region"], other("multiRegionEnabled")]);
    });
});

describe("a trail in a Pulumi preview is judged by what AWS keeps", () => {
    const BEFORE = { ...COMPLYING, isMultiRegionTrail: false, advancedEventSelectors: ALL.slice(0, 2) };
    const BOTH = ["bedrock-knowledge-base-events", "multi-region"];
    // Of the selectors it isn't known which ones there will be.
    const ALL_EVENTS = [
        "bedrock-agent-alias-events",
        "bedrock-knowledge-base-events",
        "bedrock-management-events",
        "event-selectors-valid",
        "multi-region",
    ];
    const urn = urnOf(TRAIL);

    for (const [name, op, changed, expected] of [
        ["nothing changes", "same", undefined, BOTH],
        ["something else changes", "update", ["tags"], BOTH],
        ["the Regions change", "update", ["isMultiRegionTrail"], BOTH.slice(0, 1)],
        ["the selectors change", "update", ["advancedEventSelectors[2]", "tags"], BOTH.slice(1)],
        ["the other kind of selectors is what changes", "update", ["eventSelectors"], BOTH.slice(1)],
        ["it is replaced", "replace", ["tags"], []],
    ] as const) {
        it(`if the inputs comply, and AWS has less: ${name}`, async () => {
            const [newState, oldState] = [resourceOf(COMPLYING, {}), resourceOf(COMPLYING, BEFORE)];
            const step = { op, urn, oldState, newState, diffReasons: changed };
            const whole = await judged([{ steps: [step], changeSummary: { [op]: 1 } }]);
            assert.deepEqual(whole.violated.sort(), expected);
            assert.equal(
                whole.notes.some(note => note.startsWith("AWS had a different")),
                expected.length > 0,
            );
            const metadata = { op, urn, type: TRAIL, old: oldState, new: newState, diffs: changed };
            const events = await judged([
                { sequence: 0, timestamp: 1, resourcePreEvent: { metadata } },
                { sequence: 1, timestamp: 1, cancelEvent: {} },
            ]);
            assert.deepEqual(events.violated.sort(), expected);
        });
    }

    for (const [name, changes, expected] of [
        ["the engine doesn't say what changes", {}, { violated: [], open: ALL_EVENTS }],
        [
            "it says that nothing is known to change",
            { diffReasons: [], detailedDiff: {} },
            { violated: [], open: ALL_EVENTS },
        ],
        [
            "only the details of the changes are there",
            { detailedDiff: { "advancedEventSelectors[2].name": { kind: "update" } } },
            { violated: ["multi-region"], open: [] },
        ],
    ] as const) {
        it(`and never complies because of values that may not be sent: ${name}`, async () => {
            const [newState, oldState] = [resourceOf(COMPLYING, {}), resourceOf(COMPLYING, BEFORE)];
            const whole = [{ steps: [{ op: "update", urn, oldState, newState, ...changes }], changeSummary: {} }];
            const { diffReasons, ...others }: { diffReasons?: unknown; detailedDiff?: unknown } = changes;
            const metadata = {
                op: "update",
                urn,
                type: TRAIL,
                old: oldState,
                new: newState,
                diffs: diffReasons,
                ...others,
            };
            const events = [
                { sequence: 0, timestamp: 1, resourcePreEvent: { metadata } },
                { sequence: 1, timestamp: 1, cancelEvent: {} },
            ];
            for (const documents of [whole, events]) {
                const { violated, open } = await judged(documents);
                assert.deepEqual({ violated: violated.sort(), open: open.sort() }, expected);
            }
        });
    }

    it("and complies if AWS has it already, whatever is sent", async () => {
        const [newState, oldState] = [resourceOf(COMPLYING, {}), resourceOf(COMPLYING, COMPLYING)];
        const { violated, open } = await judged([
            { steps: [{ op: "update", urn, oldState, newState }], changeSummary: { update: 1 } },
        ]);
        assert.deepEqual([violated, open], [[], []]);
    });

    it("and violates if the inputs do, whatever AWS has", async () => {
        const step = { op: "same", urn, oldState: resourceOf({}, COMPLYING), newState: resourceOf(BEFORE, {}) };
        const { violated } = await judged([{ steps: [step], changeSummary: { same: 1 } }]);
        assert.deepEqual(violated.sort(), BOTH);
    });
});
