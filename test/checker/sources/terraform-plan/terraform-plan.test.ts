import assert from "node:assert/strict";
import type { Report } from "../../../../checker/src/report/report";
import { trailPolicies } from "../../../../policies";
import { Unknown } from "../../../../src/cloudtrail/value";
import { evaluate } from "../../../../src/compliance/evaluate";
import { runCommand } from "../../run-command";
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
        ["a trail about which nothing is known", change(["create"], null, { after_unknown: true }), ["undetermined"]],
        ["a trail whose values are all unknown", change(["create"], {}, { after_unknown: true }), ["undetermined"]],
        [
            "what is deferred",
            { deferred_changes: [{ reason: "x", resource_change: change(["create"], AFTER).resource_changes[0] }] },
            ["pass"],
        ],
        [
            "what has no change, so that unknown values look like absent ones",
            { planned_values: { root_module: { resources: [{ ...RESOURCE, values: { name: "main" } }] } } },
            ["undetermined"],
        ],
        ["a data source", { resource_changes: [{ ...change(["read"], AFTER).resource_changes[0], mode: "data" }] }, []],
    ] as const) {
        it(`judges ${name}: ${expected.join(", ") || "nothing"}`, async () => {
            assert.deepEqual(await read(plan), { statuses: expected, problems: [], notes: [] });
        });
    }

    it("doesn't assume the partition aws if the plan doesn't show the provider's Region", async () => {
        const partition = async (expressions: object, more: object = {}) => {
            const plan = {
                variables: { region: { value: "us-east-1" }, suffix: { value: "west-1" } },
                format_version: "1.2",
                planned_values: { root_module: {} },
                ...change(["create"], AFTER),
                configuration: {
                    provider_config: { aws: { expressions, ...more } },
                    root_module: {
                        resources: [{ type: "aws_cloudtrail", name: "main", provider_config_key: "aws" }],
                    },
                },
            };
            const { trails } = await gatherFolder({ "plan.json": JSON.stringify(plan) });
            return trails.map(({ trail }) => trail.partition);
        };
        for (const references of [["data.aws_region.other.name"], ["var.region", "var.suffix"], ["var.suffix"]]) {
            const [unknown] = await partition({ region: { references } });
            assert.ok(unknown instanceof Unknown, String(unknown));
        }
        const ofVariable = { region: { references: ["var.region"] } };
        assert.deepEqual(await partition(ofVariable), ["aws"]);
        // The variable of a module is another one.
        const [ofModule] = await partition(ofVariable, { module_address: "module.a" });
        assert.ok(ofModule instanceof Unknown, String(ofModule));
        assert.deepEqual(await partition({ region: { constant_value: "cn-north-1" } }), ["aws-cn"]);
        assert.deepEqual(await partition({}), ["aws"]);
    });

    it("says what it only removes from the state, and that it failed", async () => {
        const { statuses, notes } = await read(change(["forget"], null));
        assert.deepEqual(
            [statuses, notes],
            [[], ["aws_cloudtrail.main is not checked: the plan only removes it from the state"]],
        );
        const { problems } = await read({ ...change(["create"], AFTER), errored: true });
        assert.deepEqual(problems, ["the plan failed, so resources may be missing in it"]);
    });
});

describe("a Terraform plan that leaves resources out", () => {
    const SINGLE_REGION = { ...AFTER, is_multi_region_trail: false };
    const other = (values: object) => ({ ...RESOURCE, name: "other", address: "aws_cloudtrail.other", values });
    const prior = (...resources: readonly object[]) => ({ prior_state: { values: { root_module: { resources } } } });
    const declared = (more: object = {}) => ({
        root_module: { resources: [{ ...RESOURCE, address: "aws_cloudtrail.main", expressions: {}, ...more }] },
    });

    /** The exit code and the results of the policies together. */
    async function check(plan: object) {
        const text = JSON.stringify({ format_version: "1.2", planned_values: { root_module: {} }, ...plan });
        const { exitCode, stdout, stderr } = await runCommand(["check", "--format", "json"], { stdin: text });
        const { trails } = JSON.parse(stdout) as Report;
        return { exitCode, stderr, trails };
    }

    it("is never complete: what it leaves out is undetermined", async () => {
        for (const plan of [
            { complete: false, ...change(["create"], AFTER) },
            { complete: false, resource_changes: [] },
            // OpenTofu and Terraform before 1.8 don't say that a plan is targeted.
            { resource_changes: [], configuration: declared() },
            { ...change(["create"], AFTER), ...prior(other(AFTER)) },
        ]) {
            const { trails, exitCode } = await check(plan);
            assert.notEqual(exitCode, 0);
            const leftOut = trails.find(({ name }) => name === "what the plan leaves out");
            assert.ok(leftOut?.results.every(({ status }) => status === "undetermined"));
        }
    });

    it("is judged by the prior state, and says so", async () => {
        const plan = { complete: false, ...change(["no-op"], AFTER), ...prior(other(SINGLE_REGION)) };
        const { statuses, notes } = await read(plan);
        assert.deepEqual(statuses, ["pass", "violation"]);
        assert.deepEqual(notes, [
            "aws_cloudtrail.other is checked as it is in the prior state: the plan leaves it out",
        ]);
        const { exitCode, trails } = await check(plan);
        assert.equal(exitCode, 1);
        assert.deepEqual(
            trails.map(({ facts }) => facts),
            [undefined, { "Read from": "the prior state, because the plan leaves it out" }, undefined],
        );
    });

    it("adds from the prior state only what the plan leaves out", async () => {
        for (const actions of [["delete"], ["forget"], ["update"], ["no-op"]]) {
            const planned = change(actions, actions[0] === "update" || actions[0] === "no-op" ? AFTER : null);
            const { statuses } = await read({ ...planned, ...prior({ ...RESOURCE, values: SINGLE_REGION }) });
            assert.ok(!statuses.includes("violation"), actions.join());
        }
        const deposed = { ...other(SINGLE_REGION), deposed_key: "a1b2c3d4" };
        assert.deepEqual((await read({ ...change(["no-op"], AFTER), ...prior(deposed) })).statuses, ["pass"]);
    });

    it("is complete if it only refreshes the state, or if nothing says that there is more", async () => {
        const refreshed = await read(prior(other(AFTER)));
        assert.deepEqual(refreshed.statuses, ["pass"]);
        for (const plan of [
            { ...prior(other(AFTER)) },
            { ...change(["create"], AFTER), configuration: declared() },
            { ...change(["create"], AFTER), configuration: declared({ name: "more", count_expression: {} }) },
            { complete: true, ...change(["create"], AFTER), configuration: declared({ name: "more" }) },
        ]) {
            const { trails } = await check(plan);
            assert.equal(trails.length, 1, JSON.stringify(plan));
        }
    });

    it("is found in modules too, unless they may have no instances", async () => {
        const calls = (more: object) => ({
            root_module: { module_calls: { logs: { module: declared().root_module, ...more } } },
        });
        const names = async (configuration: object) =>
            (await check({ resource_changes: [], configuration })).trails.map(({ name }) => name);
        assert.deepEqual(await names(calls({})), ["what the plan leaves out"]);
        assert.deepEqual(await names(calls({ for_each_expression: {} })), []);
    });
});
