import assert from "node:assert/strict";
import { trailPolicies } from "../../../../policies";
import { Unknown } from "../../../../src/cloudtrail/value";
import { evaluate } from "../../../../src/compliance/evaluate";
import { gatherFolder } from "../gather";

const RESOURCE = { mode: "managed", type: "aws_cloudtrail", name: "main", address: "aws_cloudtrail.main" };
const AFTER = { name: "main", s3_bucket_name: "b", is_multi_region_trail: true, event_selector: [] };

async function read(plan: object) {
    const text = JSON.stringify({ format_version: "1.2", planned_values: { root_module: {} }, ...plan });
    const { trails, notes = [], problems } = await gatherFolder({ "plan.json": text });
    const [policy] = trailPolicies;
    const statuses = trails.map(({ trail }) => {
        const result = evaluate(policy, trail, {});
        return "status" in result ? result.status : "?";
    });
    return {
        statuses,
        problems: problems.map(({ message }) => message),
        notes: notes.map(note => note.replace(/^\S+ /, "")),
    };
}

const change = (actions: readonly string[], after: unknown, more = {}) => ({
    resource_changes: [{ ...RESOURCE, change: { actions, after, after_unknown: {}, ...more } }],
});

describe("a Terraform plan", () => {
    for (const [name, plan, expected] of [
        ["what is created", change(["create"], AFTER), ["pass"]],
        ["what stays as it is", change(["no-op"], AFTER), ["pass"]],
        ["what is replaced", change(["delete", "create"], { ...AFTER, is_multi_region_trail: false }), ["violation"]],
        ["what is destroyed", change(["delete"], null), []],
        ["of which nothing is known", change(["create"], null, { after_unknown: true }), ["undetermined"]],
        ["all of whose values are unknown", change(["create"], {}, { after_unknown: true }), ["undetermined"]],
        [
            "what is deferred",
            { deferred_changes: [{ reason: "x", resource_change: change(["create"], AFTER).resource_changes[0] }] },
            ["pass"],
        ],
        [
            "what has no change, so that unknown values can't be told from absent ones",
            { planned_values: { root_module: { resources: [{ ...RESOURCE, values: { name: "main" } }] } } },
            ["undetermined"],
        ],
        ["a data source", { resource_changes: [{ ...change(["read"], AFTER).resource_changes[0], mode: "data" }] }, []],
    ] as const) {
        it(`judges ${name}: ${expected.join(", ") || "nothing"}`, async () => {
            assert.deepEqual(await read(plan), { statuses: expected, problems: [], notes: [] });
        });
    }

    it("doesn't take a provider's Region that the plan doesn't tell for one of the partition aws", async () => {
        const partition = async (expressions: object) => {
            const plan = {
                format_version: "1.2",
                planned_values: { root_module: {} },
                ...change(["create"], AFTER),
                configuration: {
                    provider_config: { aws: { expressions } },
                    root_module: {
                        resources: [{ type: "aws_cloudtrail", name: "main", provider_config_key: "aws" }],
                    },
                },
            };
            const { trails } = await gatherFolder({ "plan.json": JSON.stringify(plan) });
            return trails.map(({ trail }) => trail.partition);
        };
        const [unknown] = await partition({ region: { references: ["data.aws_region.other.name"] } });
        assert.ok(unknown instanceof Unknown, String(unknown));
        assert.deepEqual(await partition({ region: { constant_value: "cn-north-1" } }), ["aws-cn"]);
        assert.deepEqual(await partition({}), ["aws"]);
    });

    it("says what it only forgets, and that it failed", async () => {
        const { statuses, notes } = await read(change(["forget"], null));
        assert.deepEqual([statuses, notes], [[], ["aws_cloudtrail.main is only forgotten by it, and not checked"]]);
        const { problems } = await read({ ...change(["create"], AFTER), errored: true });
        assert.deepEqual(problems, ["the plan failed, so resources may be missing in it"]);
    });
});
