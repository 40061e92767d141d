import assert from "node:assert/strict";
import { trailPolicies } from "../../../policies";
import { evaluate } from "../../../src/compliance/evaluate";
import { COMPLYING as COMPLYING_TRAIL, MANAGEMENT } from "../../cloudtrail/complying-trail";
import { runCommand } from "../run-command";
import { gather, withFiles } from "./gather";
import { pulumiPreview, pulumiState, SENTINEL } from "./written/trails";

const COMPLYING = { ...COMPLYING_TRAIL, EnableLogFileValidation: true };
const TYPE = "AWS::CloudTrail::Trail";
const PULUMI = "aws:cloudcontrol/resource:Resource";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const UNTYPED = /which type of resource it declares through Cloud Control is not known/;

const inputsOf = (state: unknown, typeName: unknown = TYPE) => ({ typeName, desiredState: JSON.stringify(state) });

const TERRAFORM = {
    address: "aws_cloudcontrolapi_resource.audit",
    mode: "managed",
    type: "aws_cloudcontrolapi_resource",
    name: "audit",
};
type Values = Readonly<Record<string, unknown>>;
const valuesOf = (state: unknown) => ({ type_name: TYPE, desired_state: JSON.stringify(state) });
const plan = (after: Values, marks: Values = {}, change: Values = { actions: ["create"], before: null }) =>
    JSON.stringify({
        format_version: "1.2",
        planned_values: {},
        resource_changes: [{ ...TERRAFORM, change: { ...change, after, after_unknown: marks } }],
    });
const terraformState = (values: Values) =>
    JSON.stringify({ format_version: "1.0", values: { root_module: { resources: [{ ...TERRAFORM, values }] } } });

/** What the policies say about the trail in a file, except for passes. */
async function resultsOf(name: string, text: string) {
    const { trails, unread = [], problems } = await withFiles({ [name]: text }, folder => gather([folder]));
    assert.deepEqual([problems, unread, trails.length], [[], [], 1]);
    const [{ trail, identifiers, secrets }] = trails as [(typeof trails)[0]];
    const results = trailPolicies.map(policy => evaluate(policy, trail, {}, { identifiers }));
    const statuses = results.flatMap(result =>
        "status" in result && !["pass", "not-applicable"].includes(result.status)
            ? [[result.policy.name, result.status] as const]
            : [],
    );
    return { label: trail.label, secrets, statuses: Object.fromEntries(statuses) };
}

describe("a trail that is declared through Cloud Control, in files", () => {
    it("has the name of its resource in a Pulumi program, as in a preview with the pack", async () => {
        const { label } = await resultsOf("s.json", pulumiState(PULUMI, inputsOf({ ...COMPLYING, TrailName: "own" })));
        assert.equal(label, "main");
    });

    for (const [name, text] of [
        [
            "Pulumi",
            (actual: unknown) => pulumiState(PULUMI, inputsOf(COMPLYING), { properties: JSON.stringify(actual) }),
        ],
        [
            "Terraform",
            (actual: unknown) => terraformState({ ...valuesOf(COMPLYING), properties: JSON.stringify(actual) }),
        ],
    ] as const) {
        it(`is judged by what AWS has, in a ${name} state`, async () => {
            const { AdvancedEventSelectors: _, ...lost } = COMPLYING;
            assert.deepEqual(
                (await resultsOf("s.json", text(COMPLYING))).statuses["cloudtrail-logging-enabled"],
                undefined,
            );
            const { statuses } = await resultsOf(
                "s.json",
                text({ ...lost, IsLogging: false, EventSelectors: [{ ReadWriteType: "All" }] }),
            );
            assert.equal(statuses["cloudtrail-logging-enabled"], "violation");
            assert.equal(statuses["cloudtrail-bedrock-agent-alias-events"], "violation");
            assert.equal(statuses["cloudtrail-bedrock-management-events"], undefined);
        });
    }

    for (const [name, file, text] of [
        ["a Pulumi preview", "p.json", pulumiPreview(PULUMI, { typeName: TYPE, desiredState: SENTINEL })],
        [
            "a Pulumi state, encrypted",
            "s.json",
            pulumiState(PULUMI, { typeName: TYPE, desiredState: { ...SECRET, ciphertext: "v1:x" } }),
        ],
        ["a Pulumi state, not JSON", "s.json", pulumiState(PULUMI, { typeName: TYPE, desiredState: "{" })],
        ["a Terraform plan", "p.json", plan({ type_name: TYPE }, { desired_state: true })],
        [
            "Terraform source",
            "main.tf",
            `variable "v" {\n}\nresource "aws_cloudcontrolapi_resource" "a" {\n  type_name = "${TYPE}"\n  desired_state = var.v\n}\n`,
        ],
        [
            "Terraform source that ignores changes",
            "main.tf",
            `resource "aws_cloudcontrolapi_resource" "a" {\n  type_name = "${TYPE}"\n  desired_state = jsonencode({ S3BucketName = "logs" })\n  lifecycle {\n    ignore_changes = [desired_state]\n  }\n}\n`,
        ],
    ] as const) {
        it(`is never decided before its state is known: ${name}`, async () => {
            const { statuses } = await resultsOf(file, text);
            assert.equal(new Set(Object.values(statuses)).size, 1, JSON.stringify(statuses));
            assert.ok(Object.keys(statuses).length >= 8, JSON.stringify(statuses));
            assert.equal(statuses["cloudtrail-s3-delivery"], "undetermined");
        });
    }

    for (const [name, file, text] of [
        ["a Pulumi preview", "p.json", pulumiPreview(PULUMI, inputsOf(COMPLYING, SENTINEL))],
        ["a Pulumi state", "s.json", pulumiState(PULUMI, inputsOf(COMPLYING, { ...SECRET, ciphertext: "v1:x" }))],
        ["a Terraform plan", "p.json", plan({ desired_state: "{}" }, { type_name: true })],
        ["a Terraform state", "s.json", terraformState({ desired_state: "{}" })],
        [
            "Terraform source",
            "main.tf",
            'variable "t" {\n}\nresource "aws_cloudcontrolapi_resource" "a" {\n  type_name = var.t\n  desired_state = "{}"\n}\n',
        ],
    ] as const) {
        it(`may be any resource whose type isn't known: ${name}`, async () => {
            await withFiles({ [file]: text }, async folder => {
                const { trails, unread = [], stacks = [] } = await gather([folder]);
                assert.deepEqual([trails.length, unread.length], [0, 1]);
                assert.match(unread[0]?.reason ?? "", UNTYPED);
                assert.ok(stacks[0]?.stack.incomplete !== undefined);
                assert.equal((await runCommand(["check", folder])).exitCode, 3);
            });
        });
    }

    for (const [name, file, text] of [
        ["a Pulumi state", "s.json", pulumiState(PULUMI, inputsOf({}, "AWS::ECS::Cluster"))],
        ["a Terraform plan", "p.json", plan({ ...valuesOf({}), type_name: "AWS::ECS::Cluster" })],
        [
            "Terraform source",
            "main.tf",
            'resource "aws_cloudcontrolapi_resource" "a" {\n  type_name = "AWS::ECS::Cluster"\n  desired_state = "{}"\n}\n',
        ],
    ] as const) {
        it(`is not found in a resource of another type: ${name}`, async () => {
            const { trails, unread, notes } = await withFiles({ [file]: text }, folder => gather([folder]));
            assert.deepEqual([trails, unread, notes], [[], [], []]);
        });
    }

    it("repeats nothing of a secret state", async () => {
        const plaintext = JSON.stringify(JSON.stringify({ ...COMPLYING, S3BucketName: "very-secret" }));
        const { secrets } = await resultsOf(
            "s.json",
            pulumiState(PULUMI, { typeName: TYPE, desiredState: { ...SECRET, plaintext } }),
        );
        assert.ok(secrets.has("very-secret"));
        const planned = JSON.parse(plan(valuesOf({ ...COMPLYING, S3BucketName: "very-secret" })));
        planned.resource_changes[0].change.after_sensitive = { desired_state: true };
        assert.ok((await resultsOf("p.json", JSON.stringify(planned))).secrets.has("very-secret"));
    });

    it("is linked to a bucket that is declared in the same way and has no policy", async () => {
        const bucket = {
            urn: `urn:pulumi:dev::project::${PULUMI}::logs`,
            type: PULUMI,
            custom: true,
            inputs: inputsOf({ BucketName: "logs" }, "AWS::S3::Bucket"),
            outputs: {},
        };
        const state = JSON.parse(pulumiState(PULUMI, inputsOf(COMPLYING)));
        state.deployment.resources.push(bucket);
        await withFiles({ "s.json": JSON.stringify(state) }, async folder => {
            const { stdout } = await runCommand(["check", folder, "--verbose"]);
            assert.match(stdout, /its bucket "logs" has no policy/);
        });
    });

    it("loses events through a change that diff finds in a plan and in a preview", async () => {
        const lost = { ...COMPLYING, AdvancedEventSelectors: [MANAGEMENT] };
        const newState = { urn: "urn:pulumi:dev::p::x::main", type: PULUMI, custom: true };
        const oldState = {
            ...newState,
            inputs: inputsOf(COMPLYING),
            outputs: { ...inputsOf(COMPLYING), properties: JSON.stringify(COMPLYING) },
        };
        const step = (to: unknown, diffReasons: readonly string[]) =>
            JSON.stringify({
                steps: [
                    {
                        op: "update",
                        urn: newState.urn,
                        oldState,
                        newState: { ...newState, inputs: inputsOf(to) },
                        diffReasons,
                    },
                ],
                changeSummary: { update: 1 },
                duration: 1,
            });
        const change = {
            actions: ["update"],
            before: { ...valuesOf(COMPLYING), properties: JSON.stringify(COMPLYING) },
        };
        for (const [text, expected] of [
            [plan(valuesOf(lost), { properties: true }, change), 1],
            [step(lost, ["desiredState"]), 1],
            [step({ ...COMPLYING, TrailName: "t" }, ["desiredState"]), 0],
        ] as const) {
            await withFiles({ "change.json": text }, async folder => {
                const { exitCode, stdout } = await runCommand(["diff", `${folder}/change.json`]);
                assert.equal(exitCode, expected, stdout);
            });
        }
    });

    it("does not comply because of values that ignoreChanges keeps from being sent", async () => {
        const { AdvancedEventSelectors: _, ...before } = COMPLYING;
        const resource = { urn: `urn:pulumi:dev::p::${PULUMI}::main`, type: PULUMI, custom: true };
        const actual = JSON.stringify({ ...before, EventSelectors: [{ ReadWriteType: "All" }] });
        const oldState = { ...resource, outputs: { ...inputsOf(before), properties: actual } };
        for (const [diffReasons, expected] of [
            [["roleArn"], "violation"],
            [["desiredState"], undefined],
        ] as const) {
            const newState = { ...resource, inputs: inputsOf(COMPLYING) };
            const step = { op: "update", urn: resource.urn, oldState, newState, diffReasons };
            const text = JSON.stringify({ steps: [step], changeSummary: { update: 1 }, duration: 1 });
            const { statuses } = await resultsOf("p.json", text);
            assert.equal(statuses["cloudtrail-bedrock-agent-alias-events"], expected, diffReasons.join());
        }
    });
});
