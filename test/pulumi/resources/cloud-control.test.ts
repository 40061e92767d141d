import assert from "node:assert/strict";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { COMPLYING, MANAGEMENT } from "../../cloudtrail/complying-trail";
import { mandatory, packServer, REMEDIATE, REQUIRED } from "../pack-server";
import { type SentResource, secret } from "../policy-server";

const { AdvancedEventSelectors: _, ...DEFAULT } = COMPLYING;

type State = Readonly<Record<string, unknown>>;

/** A resource of each provider that declares another through Cloud Control, and the state that it is left with. */
const PROVIDERS = [
    {
        type: "aws:cloudcontrol/resource:Resource",
        holder: "desiredState",
        inputs: (typeName: unknown, state: State) => ({ typeName, desiredState: JSON.stringify(state) }),
        state: ({ desiredState }: Record<string, unknown>): State => JSON.parse(desiredState as string),
    },
    {
        type: "aws-native:index:ExtensionResource",
        holder: "properties",
        inputs: (type: unknown, properties: State) => ({ type, properties }),
        state: ({ properties }: Record<string, unknown>): State => properties as State,
    },
];

describe("the pack, as the engine runs it: trails that are declared through Cloud Control", () => {
    const server = packServer();

    for (const { type, holder, inputs, state } of PROVIDERS) {
        describe(type, () => {
            const declare = (properties: Record<string, unknown>, ignoreChanges: string[] = []): SentResource => ({
                type,
                name: "audit",
                properties,
                ignoreChanges,
            });
            const trail = (properties: State, ignoreChanges: string[] = []) =>
                declare(inputs("AWS::CloudTrail::Trail", properties), ignoreChanges);

            it("passes if everything is logged", async () => {
                assert.deepEqual(mandatory(await server().analyze(trail(COMPLYING))), []);
            });

            it("finds what is missing, and shows the fix in the names of Cloud Control", async () => {
                const analysis = await server().analyze(trail({ S3BucketName: "logs", IsLogging: false }));
                assert.deepEqual(mandatory(analysis), [
                    "cloudtrail-multi-region",
                    "cloudtrail-logging-enabled",
                    "cloudtrail-bedrock-agent-alias-events",
                    "cloudtrail-bedrock-knowledge-base-events",
                ]);
                const text = JSON.stringify(analysis.violations.map(({ message }) => message));
                assert.match(text, /^\["Trail \\"audit\\"/);
                assert.match(text, /\\"IsMultiRegionTrail\\": true/);
                assert.match(text, /\{ \\"Field\\": \\"eventCategory\\", \\"Equals\\": \[\\"Management\\"\] \}/);
            });

            it("does not read a string as a boolean, because Cloud Control converts nothing", async () => {
                const analysis = await server().analyze(trail({ ...COMPLYING, IsMultiRegionTrail: "true" }));
                assert.deepEqual(mandatory(analysis), ["cloudtrail-multi-region", "cloudtrail-event-selectors-valid"]);
            });

            it("remediates it: then all policies comply, and a second run changes nothing", async () => {
                await server().configure(REMEDIATE);
                const { violations, remediated } = await server().check(
                    trail({ S3BucketName: "logs", IsLogging: false, EventSelectors: [{ ReadWriteType: "All" }] }),
                );
                assert.deepEqual(
                    violations.filter(({ policy }) => REQUIRED.includes(policy)),
                    [],
                );
                const { EventSelectors, AdvancedEventSelectors, ...others } = state(remediated.properties);
                assert.deepEqual(others, {
                    S3BucketName: "logs",
                    IsLogging: true,
                    IsMultiRegionTrail: true,
                    EnableLogFileValidation: true,
                });
                assert.equal(EventSelectors, undefined);
                assert.equal((AdvancedEventSelectors as unknown[]).length, 3);
                assert.deepEqual(await server().remediate(remediated), []);
            });

            it("remediates nothing that ignoreChanges covers", async () => {
                await server().configure(REMEDIATE);
                const before = trail(DEFAULT, [holder]);
                assert.deepEqual(await server().remediate(before), []);
                const { violations } = await server().analyze(before);
                const [message] = violations.flatMap(({ policy, message: text }) =>
                    policy === "cloudtrail-bedrock-agent-alias-events" ? [text] : [],
                );
                assert.match(message ?? "", new RegExp(`Remove ${holder} from ignoreChanges first`));
            });

            it("keeps a secret state secret, and repeats nothing of it", async () => {
                await server().configure(REMEDIATE);
                const { properties } = trail({ ...DEFAULT, S3BucketName: "very-secret", TrailName: "hidden" });
                const before = declare({ ...properties, [holder]: secret(properties[holder]) });
                assert.doesNotMatch(JSON.stringify(await server().analyze(before)), /very-secret/);
                const { remediated } = await server().check(before);
                const { value, ...signature } = remediated.properties[holder] as Record<string, unknown>;
                assert.deepEqual(signature, { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
                assert.equal((state({ [holder]: value }).AdvancedEventSelectors as unknown[]).length, 3);
            });

            it("decides nothing, and changes nothing, before its state is known", async () => {
                await server().configure(REMEDIATE);
                const before = declare({ ...trail(COMPLYING).properties, [holder]: unknownValue });
                const { violations, remediated } = await server().check(before);
                assert.deepEqual(remediated.properties, before.properties);
                assert.deepEqual(
                    violations.map(({ policy, level, message }) => ({ policy, level, message })),
                    [
                        {
                            policy: "cloudtrail-multi-region",
                            level: "advisory",
                            message: `Trail "audit" can't be decided before the update: its ${holder} is unknown\n  the update decides, before it is made`,
                        },
                    ],
                );
            });

            it("says once that it may be a trail if its type isn't known", async () => {
                const before = declare(inputs(unknownValue, COMPLYING));
                const { violations, reasons } = await server().analyze(before);
                assert.deepEqual(
                    violations.map(({ level, message }) => ({ level, message })),
                    [
                        {
                            level: "advisory",
                            message:
                                '"audit" may be a trail: which type of resource it declares through Cloud Control is unknown\n  the update shows it',
                        },
                    ],
                );
                assert.match(reasons["cloudtrail-s3-delivery"] ?? "", /may be a trail/);
            });

            it("leaves other resources alone", async () => {
                const { violations } = await server().analyze(declare(inputs("AWS::ECS::Cluster", {})));
                assert.deepEqual(violations, []);
            });

            it("judges event data stores and telemetry rules if they are included", async () => {
                await server().configure({
                    "cloudtrail-bedrock-agent-alias-events": {
                        includeEventDataStores: true,
                        includeTelemetryRules: true,
                    },
                });
                const AdvancedEventSelectors = [MANAGEMENT];
                const Rule = {
                    ResourceType: "AWS::CloudTrail",
                    TelemetryType: "Logs",
                    DestinationConfiguration: { CloudtrailParameters: { AdvancedEventSelectors } },
                };
                for (const [name, properties] of [
                    ["AWS::CloudTrail::EventDataStore", { Name: "lake", AdvancedEventSelectors }],
                    ["AWS::ObservabilityAdmin::TelemetryRule", { RuleName: "r", Rule }],
                    ["AWS::ObservabilityAdmin::OrganizationTelemetryRule", { RuleName: "r", Rule }],
                ] as const) {
                    const { violations } = await server().analyze(declare(inputs(name, properties)));
                    assert.deepEqual(
                        violations.map(({ policy }) => policy),
                        ["cloudtrail-bedrock-agent-alias-events"],
                        name,
                    );
                }
            });

            it("links the trail to a bucket, and the bucket to a policy, that are declared in the same way", async () => {
                const bucket = { type, name: "logs", properties: inputs("AWS::S3::Bucket", { BucketName: "logs" }) };
                const policy = (Action: string) => ({
                    type,
                    name: "policy",
                    properties: inputs("AWS::S3::BucketPolicy", {
                        Bucket: "logs",
                        PolicyDocument: {
                            Statement: [
                                {
                                    Effect: "Allow",
                                    Principal: { Service: "cloudtrail.amazonaws.com" },
                                    Action,
                                    Resource: "*",
                                },
                            ],
                        },
                    }),
                });
                const said = async (resources: readonly SentResource[]) =>
                    (await analyzeAll(resources)).filter(({ policy: name }) => name === "cloudtrail-bucket-policy");
                const complete = [trail(COMPLYING), bucket];
                assert.deepEqual(await said([...complete, policy("s3:*")]), []);
                assert.match(
                    JSON.stringify(await said([...complete, policy("s3:List*")])),
                    /does not let CloudTrail call/,
                );
                assert.match(JSON.stringify(await said(complete)), /has no policy/);
                const { properties } = policy("s3:*");
                const unknown = { type, name: "policy", properties: { ...properties, [holder]: unknownValue } };
                assert.match(
                    JSON.stringify(await said([...complete, unknown])),
                    /whether its bucket \\"logs\\" has a policy/,
                );
            });

            /** As the engine does: each resource with its inputs, and then all of them with what the provider returns. */
            async function analyzeAll(resources: readonly SentResource[]) {
                for (const resource of resources) {
                    await server().analyze(resource);
                }
                const outputs = (resource: SentResource) =>
                    holder === "properties" ? { outputs: {}, __inputs: secret({}) } : resource.properties;
                const stack = resources.map(resource => ({ ...resource, properties: outputs(resource) }));
                return (await server().analyzeStack(stack)).violations;
            }
        });
    }
});
