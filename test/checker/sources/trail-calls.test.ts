import assert from "node:assert/strict";
import { gatherFolder } from "./gather";

const PUT = "aws cloudtrail put-event-selectors --trail-name audit";
const SDK = (action: string) => [
    "",
    ['{"service":"CloudTrail","action":"', action, '","parameters":{"TrailName":"', { Ref: "T" }, '"}}'],
];

const template = (call: object) =>
    JSON.stringify({
        Resources: {
            T: { Type: "AWS::CloudTrail::Trail", Properties: { S3BucketName: "logs", IsLogging: true } },
            C: { Type: "Custom::AWS", Properties: { ServiceToken: "arn", ...call } },
        },
    });

const source = (body: string, head = "") =>
    `resource "aws_cloudtrail" "t" {\n  name = "t"\n  s3_bucket_name = "logs"\n}\n` +
    `resource "null_resource" "c" {\n${head}\n  provisioner "local-exec" {\n${body}\n  }\n}\n`;

const URN = "urn:pulumi:dev::app::command:local:Command::c";
const COMMAND = "command:local:Command";
const pulumi = (inputs: object) =>
    JSON.stringify({
        version: 3,
        deployment: { manifest: {}, resources: [{ urn: URN, type: COMMAND, custom: true, id: "c", inputs }] },
    });
const preview = (inputs: object) =>
    JSON.stringify({
        steps: [{ op: "create", urn: URN, newState: { urn: URN, type: COMMAND, custom: true, inputs } }],
        changeSummary: { create: 1 },
        duration: 1,
    });

const RESOURCE = { mode: "managed", type: "null_resource", name: "c", address: "null_resource.c" };
const plan = (command: object, actions = ["create"]) =>
    JSON.stringify({
        format_version: "1.2",
        planned_values: {},
        resource_changes: [{ ...RESOURCE, change: { actions, before: null, after: { triggers: null } } }],
        configuration: {
            root_module: {
                resources: [{ ...RESOURCE, provisioners: [{ type: "local-exec", expressions: { command } }] }],
            },
        },
    });

/** What is reported about other changes of a trail, in each source that shows them. */
describe("a resource that calls CloudTrail itself", () => {
    const CASES: readonly (readonly [name: string, file: string, text: string, call?: string])[] = [
        [
            "CDK's AwsCustomResource",
            "a.json",
            template({ Create: { "Fn::Join": SDK("putEventSelectors") } }),
            "PutEventSelectors",
        ],
        [
            "one that updates",
            "a.json",
            template({ Update: '{"service":"cloudtrail","action":"updateTrail"}' }),
            "UpdateTrail",
        ],
        ["one that only deletes", "a.json", template({ Delete: { "Fn::Join": SDK("deleteTrail") } })],
        ["one that only reads", "a.json", template({ Create: { "Fn::Join": SDK("getTrail") } })],
        ["a provisioner", "main.tf", source(`command = "${PUT}"`), "PutEventSelectors"],
        [
            "a provisioner with values in its command",
            "main.tf",
            source(
                `command = <<EOT\n  aws --region us-east-1 cloudtrail stop-logging --name \${aws_cloudtrail.t.name}\nEOT`,
            ),
            "StopLogging",
        ],
        ["a provisioner of a resource that isn't created", "main.tf", source(`command = "${PUT}"`, "  count = 0")],
        ["a provisioner that runs at the end", "main.tf", source(`when = destroy\n    command = "${PUT}"`)],
        ["a provisioner that only reads", "main.tf", source('command = "aws cloudtrail get-trail --name t"')],
        ["a plan's provisioner", "plan.json", plan({ constant_value: PUT }), "PutEventSelectors"],
        ["a plan's provisioner of what is there", "plan.json", plan({ constant_value: PUT }, ["no-op"])],
        ["a plan's provisioner whose command isn't shown", "plan.json", plan({ references: ["aws_cloudtrail.t"] })],
        ["a command in a Pulumi state", "s.json", pulumi({ create: PUT, delete: "true" }), "PutEventSelectors"],
        ["a command that only deletes", "s.json", pulumi({ create: "true", delete: PUT })],
        ["a command in a Pulumi preview", "p.json", preview({ create: "true", update: PUT }), "PutEventSelectors"],
    ];
    for (const [name, file, text, call] of CASES) {
        it(`${name}: ${call === undefined ? "no message" : "what it changes is undetermined"}`, async () => {
            const { unread = [], problems } = await gatherFolder({ [file]: text });
            assert.deepEqual(problems, []);
            assert.deepEqual(
                unread.map(({ reason }) => /calls (\w+) itself/.exec(reason)?.[1]),
                call === undefined ? [] : [call],
            );
        });
    }

    it("is found in a folder of its own, beside that of the trail", async () => {
        const { unread = [], trails } = await gatherFolder({
            "trail/main.tf": 'resource "aws_cloudtrail" "t" {\n  name = "t"\n}\n',
            "later/main.tf.json": JSON.stringify({
                resource: { terraform_data: { c: { provisioner: [{ "local-exec": { command: PUT } }] } } },
            }),
        });
        assert.equal(trails.length, 1);
        assert.deepEqual(
            unread.map(({ name }) => name),
            ['how "terraform_data.c" changes trails'],
        );
    });
});
