import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { COMPLYING, DATA, MANAGEMENT, mandatory, packServer, REMEDIATE, REQUIRED } from "../pack-server";
import { type SentResource, secret } from "../policy-server";

describe("the pack, as the engine runs it: trails of each provider", () => {
    const server = packServer();

    for (const type of ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"]) {
        describe(type, () => {
            const trail = (properties: Record<string, unknown>): SentResource => ({
                type,
                name: "audit",
                properties: { ...(type.startsWith("aws-native") ? { isLogging: true } : {}), ...properties },
            });

            it("passes if everything is logged, even to a bucket that isn't known yet", async () => {
                assert.deepEqual(
                    mandatory(await server().analyze(trail({ ...COMPLYING, s3BucketName: unknownValue }))),
                    [],
                );
            });

            it("finds everything that is missing, with its own messages", async () => {
                const analysis = await server().analyze(trail({ s3BucketName: unknownValue }));
                assert.deepEqual(mandatory(analysis), [
                    "cloudtrail-multi-region",
                    "cloudtrail-bedrock-agent-alias-events",
                    "cloudtrail-bedrock-knowledge-base-events",
                ]);
                for (const { message } of analysis.violations) {
                    assert.match(message, /^Trail "audit"/);
                    assert.doesNotMatch(message, /can't run policy/);
                }
            });

            for (const [name, properties] of Object.entries(remediable(type))) {
                it(`remediates ${name}: then all comply, and a second run changes nothing`, async () => {
                    await server().configure(REMEDIATE);
                    const { violations, remediated } = await server().check(trail(properties));
                    assert.deepEqual(
                        violations.filter(({ policy }) => REQUIRED.includes(policy)),
                        [],
                    );
                    assert.deepEqual(await server().remediate(remediated), []);
                    assert.doesNotMatch(JSON.stringify(remediated), /"eventSelectors"/);
                });
            }

            it("also sets what AWS requires of a multi-Region trail", async () => {
                await server().configure(REMEDIATE);
                const { remediated } = await server().check(
                    trail({ s3BucketName: "logs", includeGlobalServiceEvents: false }),
                );
                const { isMultiRegionTrail, includeGlobalServiceEvents } = remediated.properties;
                assert.deepEqual([isMultiRegionTrail, includeGlobalServiceEvents], [true, true]);
            });

            it("keeps what the user wrote, in its order, with its unknown values and secrets", async () => {
                await server().configure(REMEDIATE);
                const own = [
                    DATA("AWS::S3::Object", { field: "resources.ARN", notEquals: [secret("a"), unknownValue] }),
                    DATA("AWS::Bedrock::AgentAlias", { field: "eventName", equals: secret(["InvokeAgent"]) }),
                    unknownValue,
                ];
                const before = trail({ ...COMPLYING, kmsKeyId: secret("key"), enableLogFileValidation: true });
                const { remediated } = await server().check({
                    ...before,
                    properties: { ...before.properties, advancedEventSelectors: own },
                });
                const { advancedEventSelectors, ...others } = remediated.properties;
                const selectors = advancedEventSelectors as unknown[];
                assert.deepEqual(selectors.slice(0, own.length), own);
                assert.equal(selectors.length, own.length + 3);
                const { advancedEventSelectors: _before, ...untouched } = before.properties;
                assert.deepEqual(others, untouched);
            });

            it("keeps a secret list secret when it adds to it, and makes a converted one secret", async () => {
                await server().configure(REMEDIATE);
                const list = await server().check(
                    trail({ ...COMPLYING, advancedEventSelectors: secret([MANAGEMENT]) }),
                );
                assert.deepEqual(list.remediated.properties.advancedEventSelectors, secret([MANAGEMENT, ...added()]));
                const basic = { dataResources: [{ type: "AWS::S3::Object", values: [secret("arn:aws:s3:::mine/")] }] };
                const { advancedEventSelectors: _none, ...plain } = COMPLYING;
                const converted = await server().check(trail({ ...plain, eventSelectors: [basic] }));
                const { value, ...signature } = converted.remediated.properties.advancedEventSelectors as {
                    value: unknown[];
                };
                assert.deepEqual(signature, withoutValue(secret([])));
                assert.equal(value.length, 4);
                assert.ok(!("eventSelectors" in converted.remediated.properties));
            });

            it("changes nothing if the current value is unknown, and says so only if it matters", async () => {
                await server().configure(REMEDIATE);
                const properties = { s3BucketName: "logs", isMultiRegionTrail: true, enableLogFileValidation: true };
                const { violations, remediated } = await server().check(
                    trail({ ...properties, advancedEventSelectors: unknownValue }),
                );
                assert.deepEqual(remediated.properties.advancedEventSelectors, unknownValue);
                const events = violations.filter(({ policy }) => policy.includes("events"));
                assert.equal(events.length, 3);
                for (const { level, message } of events) {
                    assert.equal(level, "advisory");
                    assert.match(message, /can't (be decided|decide) before the update/);
                }
            });
        });
    }
});

function remediable(type: string): Record<string, Record<string, unknown>> {
    const prefix = type.startsWith("aws-native") ? "startsWith" : "startsWiths";
    return {
        "a default trail": { s3BucketName: unknownValue },
        "empty lists": { s3BucketName: "logs", eventSelectors: [], advancedEventSelectors: null },
        "basic selectors": {
            s3BucketName: "logs",
            isMultiRegionTrail: secret(false),
            eventSelectors: [
                {
                    readWriteType: "WriteOnly",
                    excludeManagementEventSources: ["kms.amazonaws.com"],
                    dataResources: [{ type: "AWS::S3::Object", values: [unknownValue, secret("arn:aws:s3:::mine/")] }],
                },
            ],
        },
        "narrowed selectors": {
            ...COMPLYING,
            advancedEventSelectors: [
                DATA("AWS::Bedrock::AgentAlias", { field: "resources.ARN", [prefix]: ["arn:aws:bedrock:us-east-1:"] }),
                DATA("AWS::Bedrock::KnowledgeBase", { field: "readOnly", equals: ["true"] }),
            ],
        },
        "a trail that doesn't log": {
            ...COMPLYING,
            [type.startsWith("aws-native") ? "isLogging" : "enableLogging"]: false,
        },
    };
}

function added(): unknown[] {
    return ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(type => ({
        name: `Log all ${type} data events`,
        fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: [type] },
        ],
    }));
}

function withoutValue({ value: _value, ...signature }: Record<string, unknown>): Record<string, unknown> {
    return signature;
}
