import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { packServer } from "../pack-server";
import type { SentResource } from "../policy-server";

const TRAIL = "Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n";
const TOPIC = "Transform: AWS::Serverless-2016-10-31\nResources:\n  T:\n    Type: AWS::SNS::Topic\n";
const NESTED = '{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack"}}}';
const MACRO = "Transform: [MyMacro]\nResources:\n  T:\n    Type: AWS::SNS::Topic\n";

const INSIDE = "creates CloudTrail resources in its CloudFormation template, which policies can't see";
const ELSEWHERE = "may create trails in a CloudFormation template that is not part of the program";

const STACK = "aws:cloudformation/stack:Stack";
const CASES: readonly (readonly [name: string, type: string, properties: Record<string, unknown>, said?: string])[] = [
    ["a template with a trail", STACK, { templateBody: TRAIL }, INSIDE],
    ["a stack set with a trail", "aws:cloudformation/stackSet:StackSet", { templateBody: TRAIL }, INSIDE],
    ["a stack of aws-native with a trail", "aws-native:cloudformation:Stack", { templateBody: TRAIL }, INSIDE],
    ["a template elsewhere", STACK, { templateUrl: "https://example.com/t.yaml" }, ELSEWHERE],
    ["a template of aws-native elsewhere", "aws-native:cloudformation:Stack", { templateUrl: unknownValue }, ELSEWHERE],
    ["a template with another one", STACK, { templateBody: NESTED }, ELSEWHERE],
    ["a template with a macro", STACK, { templateBody: MACRO }, ELSEWHERE],
    [
        "a Service Catalog product",
        "aws:servicecatalog/provisionedProduct:ProvisionedProduct",
        { productName: "baseline" },
        ELSEWHERE,
    ],
    ["a template without CloudTrail", STACK, { templateBody: TOPIC }],
    ["a template that isn't known yet", STACK, { templateBody: unknownValue }],
    ["a stack that the update leaves out", STACK, {}],
];

describe("the pack, as the engine runs it: trails that templates create", () => {
    const server = packServer();

    for (const [name, type, properties, said] of CASES) {
        it(`${said === undefined ? "says nothing" : "says once that trails aren't seen"}: ${name}`, async () => {
            const resource: SentResource = { type, name: "net", properties };
            // The engine calls policies in the preview, and again in the update.
            for (const _ of ["preview", "update"]) {
                const { violations } = await server().analyze(resource);
                assert.deepEqual(
                    violations.map(({ policy, level, message }) => ({ policy, level, message })),
                    said === undefined
                        ? []
                        : [
                              {
                                  policy: "cloudtrail-multi-region",
                                  level: "advisory",
                                  message: `"net" ${said}\n  check the template itself: trail-guard check TEMPLATE`,
                              },
                          ],
                );
            }
        });
    }

    it("says once that a command changes trails, and nothing of one that doesn't", async () => {
        const command = (create: string): SentResource => ({
            type: "command:local:Command",
            name: "selectors",
            properties: { create },
        });
        const { violations } = await server().analyze(command("aws cloudtrail put-event-selectors --trail-name t"));
        assert.deepEqual(
            violations.map(({ level, message }) => ({ level, message })),
            [
                {
                    level: "advisory",
                    message:
                        '"selectors" calls PutEventSelectors itself, which policies can\'t see\n  after the update, check the account: trail-guard check --aws',
                },
            ],
        );
        assert.deepEqual((await server().analyze(command("echo done"))).violations, []);
    });

    it("is reported by the first enabled policy", async () => {
        await server().configure({ "cloudtrail-multi-region": { enforcementLevel: "disabled" } });
        const { violations } = await server().analyze({
            type: STACK,
            name: "other",
            properties: { templateBody: TRAIL },
        });
        assert.deepEqual(
            violations.map(({ policy }) => policy),
            ["cloudtrail-s3-delivery"],
        );
    });

    for (const [name, , properties, expected] of CASES.filter(([, type]) => type === STACK)) {
        const open = expected !== undefined || properties.templateBody !== TOPIC;
        it(`a stack with Bedrock agents and ${name} ${open ? "may have a trail" : "has none"}`, async () => {
            const { violations } = await server().analyzeStack([
                { type: "aws:bedrock/agentAgent:AgentAgent", name: "agent", properties: { agentName: "a" } },
                { type: STACK, name: "net", properties },
            ]);
            const [required] = violations.filter(({ policy }) => policy === "cloudtrail-trail-required");
            assert.match(
                required?.message ?? "",
                open
                    ? /can't decide before the update whether any of its trails complies.*("net" (creates|may create)|leaves out new resources.*"net")/
                    : /has no trail, although/,
            );
        });
    }
});
