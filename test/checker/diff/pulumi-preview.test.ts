import assert from "node:assert/strict";
import { judge } from "./judge";
import { AGENTS, type Json, MANAGEMENT, S3 } from "./written-plans";

describe("trail-guard diff of a Pulumi preview", () => {
    const urn = (name: string) => `urn:pulumi:prod::app::aws:cloudtrail/trail:Trail::${name}`;
    const state = (name: string, inputs: Json, outputs: Json = inputs): Json => ({
        urn: urn(name),
        custom: true,
        id: name,
        type: "aws:cloudtrail/trail:Trail",
        inputs,
        outputs,
    });
    const inputs = (selectors: readonly (readonly Json[])[]): Json => ({
        name: "audit",
        s3BucketName: "logs",
        isMultiRegionTrail: true,
        enableLogFileValidation: true,
        advancedEventSelectors: selectors.map(fieldSelectors => ({ fieldSelectors })),
    });
    const preview = (...steps: readonly Json[]) =>
        JSON.stringify({ config: {}, steps, duration: 1, changeSummary: {} });
    const before = state("audit", inputs([MANAGEMENT, AGENTS]));
    const updated = (selectors: readonly (readonly Json[])[]) => ({
        ...state("audit", inputs(selectors)),
        outputs: {},
    });

    it("an update that drops a selector is less", async () => {
        const found = await judge(
            preview({ op: "update", urn: urn("audit"), oldState: before, newState: updated([MANAGEMENT]) }),
        );
        assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
    });

    it("an update that adds one is not less, nor is a preview without trails", async () => {
        const step = { op: "update", urn: urn("audit"), oldState: before, newState: updated([MANAGEMENT, AGENTS, S3]) };
        const more = await judge(preview({ ...step, diffReasons: ["advancedEventSelectors"] }));
        assert.deepEqual([more.exitCode, more.report.trails.length], [0, 1]);
        // Not every provider says what an update sends.
        assert.equal((await judge(preview(step))).exitCode, 3);
        const none = await judge(preview());
        assert.deepEqual([none.exitCode, none.report.trails.length], [0, 0]);
        assert.match(none.stderr, /there is no trail on either side/);
    });

    it("is undetermined if it changes the policy of a bucket and leaves out what is unchanged", async () => {
        const policy = {
            urn: "urn:pulumi:prod::app::aws:s3/bucketPolicy:BucketPolicy::logs",
            custom: true,
            id: "logs",
        };
        const oldState = { ...policy, type: "aws:s3/bucketPolicy:BucketPolicy", inputs: {}, outputs: {} };
        const bucket = { ...oldState, type: "aws:s3/bucket:Bucket" };
        const step = (op: string, old: Json) => ({ op, urn: policy.urn, oldState: old, newState: old });
        const of = (same: number, ...steps: readonly Json[]) =>
            judge(JSON.stringify({ config: {}, steps, duration: 1, changeSummary: { same } }));
        const found = await of(2, step("update", oldState));
        assert.deepEqual([found.exitCode, found.broken, found.open], [3, [], ["trail-kept"]]);
        assert.match(JSON.stringify(found.report), /BucketPolicy::logs changes, .*--show-sames/);
        for (const [expected, same, ...steps] of [
            [3, 2, step("delete", oldState)],
            [3, 2, step("delete", bucket)],
            [0, 2, step("update", bucket)],
            [0, 2, step("create", oldState)],
            [0, 1, step("update", oldState), step("same", bucket)],
        ] as const) {
            assert.equal((await of(same, ...steps)).exitCode, expected, JSON.stringify(steps));
        }
    });

    it("a deletion is less; a replacement with a new name is followed by its URN", async () => {
        const gone = await judge(preview({ op: "delete", urn: urn("audit"), oldState: before }));
        assert.deepEqual([gone.exitCode, gone.broken], [1, ["trail-kept"]]);
        const renamed = { ...updated([MANAGEMENT]), inputs: { ...inputs([MANAGEMENT]), name: "audit-2" } };
        const replaced = await judge(
            preview(
                { op: "create-replacement", urn: urn("audit"), oldState: before, newState: renamed },
                { op: "replace", urn: urn("audit"), oldState: before, newState: renamed },
                { op: "delete-replaced", urn: urn("audit"), oldState: before },
            ),
        );
        assert.deepEqual([replaced.exitCode, replaced.broken], [1, ["trail-events"]]);
    });

    it("a trail with an alias is followed", async () => {
        const aliased = { ...updated([MANAGEMENT]), urn: urn("renamed") };
        const found = await judge(preview({ op: "update", urn: urn("renamed"), oldState: before, newState: aliased }));
        assert.deepEqual([found.exitCode, found.broken, found.report.trails.length], [1, ["trail-events"], 1]);
    });

    it("is also read as a stream of events", async () => {
        const event = (sequence: number, body: Json) => JSON.stringify({ sequence, timestamp: 1, ...body });
        const metadata = {
            op: "update",
            urn: urn("audit"),
            type: "aws:cloudtrail/trail:Trail",
            old: before,
            new: updated([MANAGEMENT]),
        };
        const stream = [
            event(1, { resourcePreEvent: { metadata, planning: true } }),
            event(2, { cancelEvent: {} }),
        ].join("\n");
        const found = await judge(stream);
        assert.deepEqual([found.exitCode, found.broken], [1, ["trail-events"]]);
    });
});
