import assert from "node:assert/strict";
import { gather, withFiles } from "../gather";

const TERRAFORM = {
    mode: "managed",
    type: "aws_cloudformation_stack",
    name: "s",
    address: "aws_cloudformation_stack.s",
};
const PULUMI = {
    urn: "urn:pulumi:dev::app::aws:cloudformation/stack:Stack::s",
    type: "aws:cloudformation/stack:Stack",
    custom: true,
    inputs: { templateBody: "Resources: {}" },
};
const INPUTS: Readonly<Record<string, string>> = {
    "plan.json": JSON.stringify({
        format_version: "1.2",
        planned_values: {},
        resource_changes: [{ ...TERRAFORM, change: { actions: ["create"], before: null, after: {} } }],
    }),
    "state.json": JSON.stringify({
        format_version: "1.0",
        values: { root_module: { resources: [{ ...TERRAFORM, values: {} }] } },
    }),
    "terraform.tfstate": JSON.stringify({
        version: 4,
        lineage: "l",
        serial: 1,
        resources: [{ ...TERRAFORM, instances: [{ attributes: {} }] }],
    }),
    "main.tf": 'resource "aws_cloudformation_stack" "s" {\n  name = "s"\n}\n',
    "pulumi.json": JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [PULUMI] } }),
    "preview.json": JSON.stringify({
        steps: [{ op: "create", urn: PULUMI.urn, newState: PULUMI }],
        changeSummary: { create: 1 },
        duration: 1,
    }),
};

/** Like a nested stack of a template: its trails are in a template that is not read here. */
describe("a CloudFormation template that another tool deploys", () => {
    for (const [name, text] of Object.entries(INPUTS)) {
        it(`is said not to be part of ${name}`, async () => {
            const { notes, problems } = await withFiles({ [name]: text }, folder => gather([folder]));
            assert.deepEqual(problems, []);
            assert.match(
                (notes ?? []).join("\n"),
                /1 CloudFormation template that it deploys is not part of it: check it too/,
            );
        });
    }

    it("is not said of what is removed, or only read", async () => {
        const removed = { ...TERRAFORM, change: { actions: ["delete"], before: {}, after: null } };
        const text = JSON.stringify({ format_version: "1.2", planned_values: {}, resource_changes: [removed] });
        const source = 'data "aws_cloudformation_stack" "s" {\n  name = "s"\n}\n';
        const { notes } = await withFiles({ "plan.json": text, "main.tf": source }, folder => gather([folder]));
        assert.doesNotMatch((notes ?? []).join("\n"), /CloudFormation template/);
    });
});
