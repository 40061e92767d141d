import assert from "node:assert/strict";
import { isUnknown } from "../../../src/cloudtrail/value";
import { gatherFolder } from "./gather";

const PLAN = { format_version: "1.2", terraform_version: "1.9.0", planned_values: {}, configuration: {} };
const STATE = { version: 4, terraform_version: "1.9.0", lineage: "l", serial: 1 };
const TRAIL = { mode: "managed", type: "aws_cloudtrail", name: "a" };

/** Documents that are recognised, and in which nothing could be found because of their shape; and what is wrong. */
const WRONG: readonly (readonly [title: string, document: unknown, problem: string])[] = [
    ["a state", { version: 3, deployment: { resources: { a: 1 } } }, "its deployment.resources is not a list"],
    [
        "a checkpoint",
        { version: 3, checkpoint: { latest: { resources: "x" } } },
        "its checkpoint.latest.resources is not a list",
    ],
    ["a plan", { ...PLAN, resource_changes: "none" }, "its resource_changes is not a list"],
    [
        "a plan's modules",
        { ...PLAN, planned_values: { root_module: [] } },
        "its planned_values.root_module is not an object",
    ],
    [
        "a shown state",
        { format_version: "1.0", values: { root_module: { resources: 1 } } },
        "its values.root_module.resources is not a list",
    ],
    [
        "a shown state's modules",
        { format_version: "1.0", values: { root_module: { child_modules: [{ child_modules: {} }] } } },
        "its values.root_module.child_modules.child_modules is not a list",
    ],
    ["a state file", { ...STATE, resources: { a: {} } }, "its resources is not a list"],
    [
        "a state file's trail",
        { ...STATE, resources: [{ ...TRAIL, instances: "x" }] },
        "the instances of aws_cloudtrail.a are not a list",
    ],
    [
        "a state file's trail without instances",
        { ...STATE, resources: [TRAIL] },
        "the instances of aws_cloudtrail.a are not a list",
    ],
    [
        "a template",
        { AWSTemplateFormatVersion: "2010-09-09", Resources: [{ Type: "AWS::CloudTrail::Trail" }] },
        "its Resources is not an object",
    ],
    ["described trails", { trailList: "x" }, "its trailList is not a list"],
    ["a described trail", { trailList: [{ Name: "a" }] }, "its trailList[0] has no TrailARN"],
    [
        "a state's resource",
        { version: 3, deployment: { resources: [null] } },
        "an entry of its resources is not an object (line 1)",
    ],
    ["a plan's change", { ...PLAN, resource_changes: ["x"] }, "an entry of its resources is not an object (line 1)"],
    ["a state file's resource", { ...STATE, resources: [7] }, "an entry of its resources is not an object (line 1)"],
    [
        "a state file's instance",
        { ...STATE, resources: [{ ...TRAIL, instances: [null] }] },
        "an instance of aws_cloudtrail.a is not an object",
    ],
    ["selectors", { TrailARN: 5, EventSelectors: [] }, "it has no TrailARN"],
];

/** Documents that are as short as their tools write them. */
const EMPTY: readonly (readonly [title: string, document: unknown])[] = [
    ["a state of an empty stack", { version: 3, deployment: { manifest: {} } }],
    ["a checkpoint of an empty stack", { version: 3, checkpoint: { latest: null } }],
    ["a plan without changes", PLAN],
    ["an empty state", { format_version: "1.0", values: { root_module: {} } }],
    ["an empty state file", { ...STATE, resources: [] }],
    ["a state file with null", { ...STATE, resources: null }],
    ["an empty list of trails", { trailList: [] }],
    ["a trail without instances in a state file", { ...STATE, resources: [{ ...TRAIL, instances: [] }] }],
];

describe("a document of the wrong shape is a problem, in a folder too, never one without trails", () => {
    for (const [title, document, problem] of WRONG) {
        it(title, async () => {
            const { trails, problems } = await gatherFolder({ "odd.json": JSON.stringify(document) });
            assert.deepEqual(trails, []);
            assert.equal(problems.length, 1);
            assert.ok(problems[0]?.message.endsWith(problem), problems[0]?.message);
        });
    }

    for (const [title, document] of [
        ["a state file", { ...STATE, resources: [{ ...TRAIL, instances: [{ attributes_flat: { name: "a" } }] }] }],
        [
            "a shown state",
            {
                format_version: "1.0",
                values: { root_module: { resources: [{ ...TRAIL, address: "aws_cloudtrail.a" }] } },
            },
        ],
    ] as const) {
        it(`knows nothing of a trail whose values ${title} doesn't show`, async () => {
            const { trails } = await gatherFolder({ "old.json": JSON.stringify(document) });
            assert.deepEqual(
                trails.map(({ trail }) => [isUnknown(trail.isMultiRegionTrail), isUnknown(trail.selectors.advanced)]),
                [[true, true]],
            );
        });
    }

    it("accepts entries of any kind in a document that can't contain trails", async () => {
        const gathered = await gatherFolder({ "other.json": '{"resources": ["a", "b"], "steps": [1]}' });
        assert.deepEqual(gathered.problems, []);
    });

    for (const [title, document] of EMPTY) {
        it(`but not ${title}`, async () => {
            const { trails, problems } = await gatherFolder({ "empty.json": JSON.stringify(document) });
            assert.deepEqual([trails, problems], [[], []]);
        });
    }
});
