import assert from "node:assert/strict";
import { gather, withFiles } from "../gather";

const TERRAFORM = {
    mode: "managed",
    type: "aws_cloudformation_stack",
    name: "s",
    address: "aws_cloudformation_stack.s",
};
const URN = "urn:pulumi:dev::app::aws:cloudformation/stack:Stack::s";

/** A stack with this template text, or with a template at an address. */
function inputs(body: string | undefined): Readonly<Record<string, string>> {
    const values = body === undefined ? { template_url: "https://example.com/t" } : { template_body: body };
    const pulumi = {
        urn: URN,
        type: "aws:cloudformation/stack:Stack",
        custom: true,
        inputs: body === undefined ? { templateUrl: "https://example.com/t" } : { templateBody: body },
    };
    const [[name, value] = ["", ""]] = Object.entries(values);
    return {
        "plan.json": JSON.stringify({
            format_version: "1.2",
            planned_values: {},
            resource_changes: [{ ...TERRAFORM, change: { actions: ["create"], before: null, after: values } }],
        }),
        "state.json": JSON.stringify({
            format_version: "1.0",
            values: { root_module: { resources: [{ ...TERRAFORM, values }] } },
        }),
        "terraform.tfstate": JSON.stringify({
            version: 4,
            lineage: "l",
            serial: 1,
            resources: [{ ...TERRAFORM, instances: [{ attributes: values }] }],
        }),
        "main.tf": `resource "aws_cloudformation_stack" "s" {\n  ${name} = ${JSON.stringify(value)}\n}\n`,
        "pulumi.json": JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [pulumi] } }),
        "preview.json": JSON.stringify({
            steps: [{ op: "create", urn: URN, newState: pulumi }],
            changeSummary: { create: 1 },
            duration: 1,
        }),
    };
}

const WITH_TRAIL = "Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n";
const WITHOUT = "Resources:\n  T:\n    Type: AWS::SNS::Topic\n";
const NESTED = '{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack"}}}';

/** Like a nested stack of a template: its trails are in a template that is not read here. */
describe("a CloudFormation template that another tool deploys", () => {
    for (const [what, body] of [
        ["at an address", undefined],
        ["with another template in it", NESTED],
    ] as const) {
        for (const [name, text] of Object.entries(inputs(body))) {
            it(`${what} is reported as not part of ${name}`, async () => {
                const { notes, problems, unread, stacks } = await withFiles({ [name]: text }, folder =>
                    gather([folder]),
                );
                assert.deepEqual([problems, unread], [[], []]);
                assert.match(
                    (notes ?? []).join("\n"),
                    /1 CloudFormation template that it deploys is not part of it: check it too/,
                );
                assert.match(stacks?.[0]?.stack.trailsUnread ?? "", /may create trails in a CloudFormation template/);
            });
        }
    }

    for (const [name, text] of Object.entries(inputs(WITH_TRAIL))) {
        it(`with a trail in it can't be judged in ${name}`, async () => {
            const { notes, unread } = await withFiles({ [name]: text }, folder => gather([folder]));
            assert.deepEqual(notes, []);
            assert.deepEqual(
                unread?.map(({ reason }) => reason),
                [
                    "it declares CloudTrail resources, and templates within other sources are not read: check the template itself",
                ],
            );
        });
    }

    for (const [name, text] of Object.entries(inputs(WITHOUT))) {
        it(`without CloudTrail in it is not mentioned in ${name}`, async () => {
            const { notes, unread, stacks } = await withFiles({ [name]: text }, folder => gather([folder]));
            assert.deepEqual([notes, unread, stacks?.[0]?.stack.trailsUnread], [[], [], undefined]);
        });
    }

    it("is not mentioned if it is removed, or only read", async () => {
        const removed = { ...TERRAFORM, change: { actions: ["delete"], before: {}, after: null } };
        const text = JSON.stringify({ format_version: "1.2", planned_values: {}, resource_changes: [removed] });
        const source = 'data "aws_cloudformation_stack" "s" {\n  name = "s"\n}\n';
        const { notes } = await withFiles({ "plan.json": text, "main.tf": source }, folder => gather([folder]));
        assert.doesNotMatch((notes ?? []).join("\n"), /CloudFormation template/);
    });
});
