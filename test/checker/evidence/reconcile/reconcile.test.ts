import assert from "node:assert/strict";
import { file, invokeAgent, invokeModel, SETUP } from "../made-records";
import { action, BOTH, context, gap, MANAGEMENT, reconcileRecords, selector, trail, verdicts } from "./made-trail";

const MANAGEMENT_ONLY = { AdvancedEventSelectors: [MANAGEMENT] };

describe("reconciling promises with what arrived", () => {
    it("distinguishes recorded, promised without anything arriving, and not promised", () => {
        assert.deepEqual(verdicts([[invokeAgent()]], context()), [
            "AgentAlias: all, recorded",
            "KnowledgeBase: none, not-promised",
            "Management: all, promised-nothing-arrived",
        ]);
    });

    it("reports a type that the selectors name, or that arrived, besides those that are always reported", () => {
        const guardrails = selector({ eventCategory: ["Data"], "resources.type": ["AWS::Bedrock::Guardrail"] });
        const flow = invokeAgent({ resources: [{ type: "AWS::Bedrock::FlowAlias", ARN: "arn" }] });
        const of = context({ trail: trail({ AdvancedEventSelectors: [MANAGEMENT, guardrails] }) });
        assert.deepEqual(verdicts([[flow]], of).slice(3), [
            "FlowAlias: none, arrived-though-not-promised",
            "Guardrail: all, promised-nothing-arrived",
        ]);
    });

    it("shows an event that the selectors can't have logged, and why", () => {
        const { contradictions, reconciliation } = reconcileRecords(
            [[invokeAgent()], [invokeAgent({ eventTime: "2026-11-02T10:40:00Z" })]],
            context({ trail: trail(MANAGEMENT_ONLY) }),
        );
        assert.deepEqual(contradictions, [
            {
                account: "111122223333",
                region: "us-east-1",
                count: 2,
                time: "2026-11-02T10:20:30Z",
                eventID: "00000000-0000-4000-8000-000000000001",
                eventName: "InvokeAgent",
                requirement: "AWS::Bedrock::AgentAlias",
                key: file().key,
                detail: 'the selectors that the trail has now: AdvancedEventSelectors[0]: rejected by its eventCategory Equals "Management" (the event has "Data")',
            },
        ]);
        assert.equal(reconciliation[0]?.verdict, "arrived-though-not-promised");
        assert.equal(
            reconciliation[0]?.detail,
            "the selectors that the trail has now select none of it; some contradict the selectors then in force",
        );
    });

    it("also shows one in a file that was changed, and says so", () => {
        const of = context({ trail: trail(MANAGEMENT_ONLY) });
        const { contradictions, reconciliation } = reconcileRecords([[invokeAgent(), file({ trust: "invalid" })]], of);
        assert.match(contradictions[0]?.detail ?? "", /\(the file was changed, or no digest names it\)$/);
        assert.equal(reconciliation[0]?.arrived, 0);
    });

    it("distinguishes another trail's file from a contradiction", () => {
        const of = context({ trail: trail(MANAGEMENT_ONLY) });
        const { contradictions, reconciliation } = reconcileRecords([[invokeAgent(), file({ trail: "another" })]], of);
        assert.deepEqual(contradictions, []);
        assert.equal(reconciliation[0]?.verdict, "arrived-though-not-promised");
        assert.match(reconciliation[0]?.detail ?? "", /files of another trail/);
    });

    it("puts a record that the matcher can't read under unknown", () => {
        const of = context();
        assert.deepEqual(verdicts([[invokeAgent({ readOnly: "perhaps" })]], of)[0], "AgentAlias: all, unknown");
        // It may be a management event: whether this trail logs it, both have to say.
        const uncategorised = invokeAgent({ eventCategory: undefined, managementEvent: undefined });
        assert.equal(verdicts([[uncategorised]], of)[0], "AgentAlias: all, recorded");
        const half = context({ trail: trail(MANAGEMENT_ONLY) });
        assert.equal(verdicts([[uncategorised]], half)[0], "AgentAlias: none, unknown");
    });

    it("considers every resource type that a record names", () => {
        const of = context({
            trail: trail({
                AdvancedEventSelectors: [
                    MANAGEMENT,
                    selector({ eventCategory: ["Data"], "resources.type": ["AWS::Bedrock::AsyncInvoke"] }),
                ],
            }),
        });
        const resources = [
            { type: "AWS::Bedrock::Model", ARN: "model" },
            { type: "AWS::Bedrock::AsyncInvoke", ARN: "job" },
        ];
        const { contradictions } = reconcileRecords([[invokeAgent({ resources })]], of);
        assert.deepEqual(contradictions, []);
        assert.deepEqual(verdicts([[invokeAgent({ resources })]], of).slice(3), [
            "AsyncInvoke: all, recorded",
            "Model: none, arrived-though-not-promised",
        ]);
    });

    describe("looks at a field with many values", () => {
        const oneAgent = {
            AdvancedEventSelectors: [
                MANAGEMENT,
                selector({
                    eventCategory: ["Data"],
                    "resources.type": ["AWS::Bedrock::AgentAlias"],
                    "resources.ARN": ["arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345"],
                }),
            ],
        };
        const other = invokeAgent({ resources: [{ type: "AWS::Bedrock::AgentAlias", ARN: "arn:other" }] });

        it("if the selectors filter on it", () => {
            const { contradictions } = reconcileRecords(
                [[invokeAgent()], [other]],
                context({ trail: trail(oneAgent) }),
            );
            assert.deepEqual(
                contradictions.map(({ count, detail }) => [count, detail.includes("arn:other")]),
                [[1, true]],
            );
        });

        it("and otherwise answers only as far as possible without it", () => {
            const of = context({
                trailActions: [action("2026-11-02T00:00:00Z", oneAgent), action("2026-11-02T12:00:00Z", BOTH)],
            });
            assert.equal(verdicts([[other]], of)[0], "AgentAlias: all, unknown");
            assert.equal(verdicts([[invokeModel()]], of)[2], "Management: all, recorded");
            const retrieve = invokeAgent({ resources: [{ type: "AWS::Bedrock::KnowledgeBase" }] });
            assert.equal(reconcileRecords([[retrieve]], of).contradictions.length, 1);
        });
    });

    describe("says about a requirement for which nothing arrived", () => {
        const detail = (of: Parameters<typeof context>[0]) =>
            reconcileRecords([], context(of)).reconciliation.find(({ requirement }) => requirement === "Management")
                ?.detail;

        const failed = trail(BOTH, { LatestDeliveryError: "AccessDenied" });

        it("that it can't be decided, if the last delivery failed and no digest vouches for the end", () => {
            const of = context({ trail: failed });
            assert.equal(verdicts([], of)[2], "Management: all, unknown");
            assert.equal(verdicts([[invokeModel()]], of)[2], "Management: all, unknown");
            assert.equal(
                detail({ trail: failed }),
                'the last delivery failed with "AccessDenied", so what came last may be missing',
            );
        });
        it("that it was not used, if a delivery failed only after the period", () => {
            const readAt = "2026-11-09T00:00:00Z";
            const eventHistory = { from: SETUP.from, to: readAt, actions: [] };
            assert.match(
                detail({ trail: failed, readAt, eventHistory }) ?? "",
                /^apparently not used: the last delivery failed with "AccessDenied", but after this period/,
            );
        });
        it("that it was not used, if nothing suggests otherwise", () => {
            assert.equal(detail({}), "apparently not used: the last delivery did not fail");
        });
        it("that it may be lost, if digests are missing", () => {
            const of = {
                gaps: [gap("03:00", "05:00", "digests-missing", { account: "111122223333", region: "eu-west-1" })],
            };
            assert.match(detail(of) ?? "", /^apparently not used/);
            const places = [{ account: "111122223333", region: "eu-west-1" }, ...context().places];
            const row = reconcileRecords([], context({ ...of, places })).reconciliation.find(
                ({ region, requirement }) => region === "eu-west-1" && requirement === "Management",
            );
            assert.match(row?.detail ?? "", /lost: what was delivered in the gaps is not known/);
        });
    });

    describe("knows where a trail records nothing", () => {
        const elsewhere = { account: "111122223333", region: "eu-west-1" };
        const member = { account: "999988887777", region: "us-east-1" };
        const places = [...context().places, elsewhere, member];

        it("in other Regions and accounts", () => {
            const single = context({ places, trail: trail(BOTH, {}, { IsMultiRegionTrail: false }) });
            assert.deepEqual(
                verdicts([], single).filter(verdict => verdict.includes("Management")),
                [
                    "111122223333 eu-west-1 Management: none, not-promised",
                    "Management: all, promised-nothing-arrived",
                    "999988887777 us-east-1 Management: none, not-promised",
                ],
            );
            const record = invokeModel({ awsRegion: "eu-west-1" });
            const { contradictions } = reconcileRecords([[record, file(elsewhere)]], single);
            assert.equal(contradictions[0]?.detail, "the trail covered only its home Region, us-east-1");
        });

        it("while logging is stopped", () => {
            const stopped = trail(BOTH, { IsLogging: false, StopLoggingTime: "2026-11-02T08:00:00Z" });
            const of = context({ trail: stopped, gaps: [gap("08:00", "24:00", "logging-stopped")] });
            const { contradictions, reconciliation } = reconcileRecords(
                [[invokeModel({ eventTime: "2026-11-02T07:00:00Z" })], [invokeModel()]],
                of,
            );
            assert.deepEqual(
                contradictions.map(({ time, detail }) => [time, detail]),
                [["2026-11-02T10:20:30Z", "logging was stopped"]],
            );
            const row = reconciliation.find(({ requirement }) => requirement === "Management");
            assert.equal(row?.promised, "none");
            assert.equal(row?.since, "2026-11-02T08:00:00Z");
        });
    });
});
