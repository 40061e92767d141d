import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import { trailPolicies } from "../../policies";
import { buildPack } from "../build-pack";
import { type Analysis, type PolicyConfigs, PolicyServer, type SentResource, secret } from "./policy-server";

const ROOT = join(__dirname, "../..");
const REMEDIATE = configFile("remediate");
/** The policies that issue after issue every trail has to comply with. */
const REQUIRED = [
    "cloudtrail-multi-region",
    "cloudtrail-s3-delivery",
    "cloudtrail-bedrock-management-events",
    "cloudtrail-bedrock-agent-alias-events",
    "cloudtrail-bedrock-knowledge-base-events",
];
const DATA = (type: string, ...fields: unknown[]) => ({
    name: `my ${type}`,
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...fields,
    ],
});
const MANAGEMENT = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const ALL = [MANAGEMENT, DATA("AWS::Bedrock::AgentAlias"), DATA("AWS::Bedrock::KnowledgeBase")];
const COMPLYING = { s3BucketName: "logs", isMultiRegionTrail: true, advancedEventSelectors: ALL };

describe("the pack, as the engine runs it", () => {
    let server: PolicyServer;

    before(async function () {
        this.timeout(30_000);
        buildPack();
        server = await PolicyServer.start(ROOT);
    });

    beforeEach(() => server.configure({}));

    after(() => server?.stop());

    it("says nothing, and no pass, of an optional property that is given a value of the update", async () => {
        await server.configure({ "cloudtrail-kms-encryption": { enforcementLevel: "mandatory" } });
        const kms = "cloudtrail-kms-encryption";
        const given = await server.analyze(trailOf({ ...COMPLYING, kmsKeyId: unknownValue }));
        assert.deepEqual(
            given.violations.filter(({ policy }) => policy === kms),
            [],
        );
        assert.match(given.reasons[kms] ?? "", /not known before the update, which is when this policy decides$/);
        // The update asks again.
        for (const [kmsKeyId, level] of [
            ["", "mandatory"],
            ["arn:aws:kms:us-east-1:111122223333:key/k", undefined],
        ] as const) {
            const { violations } = await server.analyze(trailOf({ ...COMPLYING, kmsKeyId }));
            assert.equal(violations.find(({ policy }) => policy === kms)?.level, level);
        }
        await server.configure({});
        const role = { cloudWatchLogsGroupArn: unknownValue };
        const { violations } = await server.analyze(trailOf({ ...COMPLYING, ...role }));
        assert.ok(violations.some(({ policy }) => policy === "cloudtrail-cloudwatch-logs"));
    });

    it("introduces every policy once, in the order of the registry", async () => {
        const names = (await server.info()).getPoliciesList().map(policy => policy.getName());
        assert.deepEqual(
            names.slice(0, trailPolicies.length),
            trailPolicies.map(({ name }) => name),
        );
        assert.equal(new Set(names).size, names.length);
    });

    it("sends its README, which an organization shows with the pack", async () => {
        assert.equal((await server.info()).getReadme(), readFileSync(join(ROOT, "README.md"), "utf8"));
    });

    it("says of another resource that no policy over trails applies to it", async () => {
        const { violations, notApplicable } = await server.analyze({
            type: "aws:s3/bucket:Bucket",
            name: "logs",
            properties: { bucket: unknownValue },
        });
        assert.deepEqual(violations, []);
        const enabled = trailPolicies.filter(({ enforcementLevel }) => enforcementLevel !== "disabled");
        assert.deepEqual(
            notApplicable.slice(0, enabled.length),
            enabled.map(({ name }) => name),
        );
    });

    for (const type of ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"]) {
        describe(type, () => {
            const trail = (properties: Record<string, unknown>): SentResource => ({
                type,
                name: "audit",
                properties: { ...(type.startsWith("aws-native") ? { isLogging: true } : {}), ...properties },
            });

            it("passes where everything is logged, also into a bucket that isn't known yet", async () => {
                assert.deepEqual(
                    mandatory(await server.analyze(trail({ ...COMPLYING, s3BucketName: unknownValue }))),
                    [],
                );
            });

            it("finds everything that is missing, with its own messages", async () => {
                const analysis = await server.analyze(trail({ s3BucketName: unknownValue }));
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
                    await server.configure(REMEDIATE);
                    const { violations, remediated } = await server.check(trail(properties));
                    assert.deepEqual(
                        violations.filter(({ policy }) => REQUIRED.includes(policy)),
                        [],
                    );
                    assert.deepEqual(await server.remediate(remediated), []);
                    assert.doesNotMatch(JSON.stringify(remediated), /"eventSelectors"/);
                });
            }

            it("sets what AWS requires of a multi-Region trail, too", async () => {
                await server.configure(REMEDIATE);
                const { remediated } = await server.check(
                    trail({ s3BucketName: "logs", includeGlobalServiceEvents: false }),
                );
                const { isMultiRegionTrail, includeGlobalServiceEvents } = remediated.properties;
                assert.deepEqual([isMultiRegionTrail, includeGlobalServiceEvents], [true, true]);
            });

            it("keeps what the user wrote, in its order, with its unknown values and secrets", async () => {
                await server.configure(REMEDIATE);
                const own = [
                    DATA("AWS::S3::Object", { field: "resources.ARN", notEquals: [secret("a"), unknownValue] }),
                    DATA("AWS::Bedrock::AgentAlias", { field: "eventName", equals: secret(["InvokeAgent"]) }),
                    unknownValue,
                ];
                const before = trail({ ...COMPLYING, kmsKeyId: secret("key"), enableLogFileValidation: true });
                const { remediated } = await server.check({
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
                await server.configure(REMEDIATE);
                const list = await server.check(trail({ ...COMPLYING, advancedEventSelectors: secret([MANAGEMENT]) }));
                assert.deepEqual(list.remediated.properties.advancedEventSelectors, secret([MANAGEMENT, ...added()]));
                const basic = { dataResources: [{ type: "AWS::S3::Object", values: [secret("arn:aws:s3:::mine/")] }] };
                const { advancedEventSelectors: _none, ...plain } = COMPLYING;
                const converted = await server.check(trail({ ...plain, eventSelectors: [basic] }));
                const { value, ...signature } = converted.remediated.properties.advancedEventSelectors as {
                    value: unknown[];
                };
                assert.deepEqual(signature, withoutValue(secret([])));
                assert.equal(value.length, 4);
                assert.ok(!("eventSelectors" in converted.remediated.properties));
            });

            it("changes nothing where it isn't known what is there, and says so only where it matters", async () => {
                await server.configure(REMEDIATE);
                const properties = { s3BucketName: "logs", isMultiRegionTrail: true, enableLogFileValidation: true };
                const { violations, remediated } = await server.check(
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

    it("only advises where one trail that complies is enough, and says so", async () => {
        await server.configure({ "cloudtrail-multi-region": { enforcementLevel: "mandatory", scope: "any-trail" } });
        const { violations } = await server.analyze(trailOf({ ...COMPLYING, isMultiRegionTrail: false }));
        const [found, ...more] = violations.filter(({ policy }) => policy === "cloudtrail-multi-region");
        assert.deepEqual([found?.level, more], ["advisory", []]);
        assert.match(found?.message ?? "", /covers only its own Region.*\n {2}Advisory only: .*scope any-trail/s);
    });

    describe("selectors that are not known at all yet", () => {
        const properties = { s3BucketName: "logs", isMultiRegionTrail: true, eventSelectors: unknownValue };
        const aliasEvents = async (config: PolicyConfigs) => {
            await server.configure(config);
            const { violations } = await server.check(trailOf(structuredClone(properties)));
            return violations.filter(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
        };

        it("only advise where the policy remediates, because the update can still put them right", async () => {
            const [found] = await aliasEvents(REMEDIATE);
            assert.equal(found?.level, "advisory");
            assert.match(found?.message ?? "", /Not fixed automatically: .* unknown.*\n {2}Advisory for now: /s);
        });

        it("stop the preview where it doesn't: basic selectors never log data events", async () => {
            await aliasEvents(REMEDIATE);
            const [found] = await aliasEvents({});
            assert.equal(found?.level, "mandatory");
        });

        it("stop the update where they are known by then, and can't be put right", async () => {
            await aliasEvents(REMEDIATE);
            const wrong = { ...properties, eventSelectors: [{ readWriteType: "wrong" }] };
            const { violations } = await server.check(trailOf(wrong));
            const found = violations.filter(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
            assert.deepEqual(
                found.map(({ level }) => level),
                ["mandatory"],
            );
        });
    });

    it("does not take a Region that isn't known yet for one of the partition aws", async () => {
        const trail = {
            ...trailOf({
                ...COMPLYING,
                advancedEventSelectors: [
                    MANAGEMENT,
                    ...["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"].map(type =>
                        DATA(type, { field: "resources.ARN", startsWiths: ["arn:aws-cn:"] }),
                    ),
                ],
            }),
        };
        const levels = async (region: string) => {
            const { violations } = await server.analyze({ ...trail, provider: { region } });
            return violations.filter(({ policy }) => policy.endsWith("-events")).map(({ level }) => level);
        };
        assert.deepEqual(await levels(unknownValue), ["advisory", "advisory"]);
        assert.deepEqual(await levels("cn-north-1"), []);
        assert.deepEqual(await levels("us-east-1"), ["mandatory", "mandatory"]);
    });

    it("leaves alone what the engine shows nothing of: a new trail outside of --target", async () => {
        await server.configure(REMEDIATE);
        const { violations, notApplicable, reasons, remediated } = await server.check(trailOf({}));
        assert.deepEqual([violations, remediated.properties], [[], {}]);
        assert.ok(notApplicable.length > 5);
        assert.match(reasons["cloudtrail-multi-region"] ?? "", /--target/);
    });

    it("names the findings of dozens of resource types, and has one whole fix", async () => {
        await server.configure({
            "cloudtrail-bedrock-data-events": {
                enforcementLevel: "mandatory",
                resourceTypes: ["bedrock", "agentcore"],
            },
        });
        // As with the engine, the stack itself comes before its resources.
        await server.analyze({ ...trailOf({}), type: "pulumi:pulumi:Stack" });
        const { violations } = await server.analyze(trailOf({ s3BucketName: "logs" }));
        const [found] = violations.filter(({ policy }) => policy === "cloudtrail-bedrock-data-events");
        const [, more] =
            /\n {2}(\d\d) more types have the same gap: AWS::Bedrock::\w+, .* and \d\d more\n/.exec(
                found?.message ?? "",
            ) ?? [];
        assert.match(
            found?.message ?? "",
            /\n {2}Fix: the fix shown for cloudtrail-bedrock-agent-alias-events covers this too\n/,
        );
        const shown = violations.find(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events");
        const fixed = shown?.message.match(/\{ field: "resources.type", equals: \["AWS::Bedrock\w*::\w+"\] \}/g);
        assert.equal(fixed?.length, Number(more) + 3);
    });

    describe("configuration that isn't valid", () => {
        for (const [name, policy, config, path] of [
            ["an unknown property", "cloudtrail-multi-region", { regoin: "x" }, "cloudtrail-multi-region.regoin"],
            ["a wrong type", "cloudtrail-s3-delivery", { defaultBucket: 1 }, "cloudtrail-s3-delivery.defaultBucket"],
            [
                "something wrong inside",
                "cloudtrail-bedrock-agent-alias-events",
                { exemptions: [{ trail: "*", reason: "r" }, { trail: "*" }] },
                "cloudtrail-bedrock-agent-alias-events.exemptions[1]",
            ],
        ] as const) {
            it(`is a mandatory violation that names the path: ${name}`, async () => {
                await server.configure({ [policy]: { enforcementLevel: "advisory", ...config } });
                const { violations } = await server.analyze(trailOf(COMPLYING));
                const found = violations.filter(violation => violation.policy === policy);
                assert.deepEqual(
                    found.map(({ level }) => level),
                    ["mandatory"],
                );
                assert.ok(found[0]?.message.includes(path), found[0]?.message);
            });
        }

        it("keeps a policy from remediating", async () => {
            await server.configure({ "cloudtrail-multi-region": { enforcementLevel: "remediate", regoin: "x" } });
            assert.deepEqual(await server.remediate(trailOf({ s3BucketName: "logs" })), []);
        });
    });

    describe("selectors that no one expects", () => {
        for (const [name, selectors, path] of [
            ["a text", "all", "advancedEventSelectors"],
            ["a list in a list", [[MANAGEMENT]], "advancedEventSelectors[0]"],
            ["null in a list", [null], "advancedEventSelectors[0]"],
            ["field selectors that are a text", [{ fieldSelectors: "x" }], "advancedEventSelectors[0].fieldSelectors"],
            [
                "values that are an object",
                [{ fieldSelectors: [{ field: "eventCategory", equals: { a: 1 } }] }],
                "advancedEventSelectors[0].fieldSelectors[0].equals",
            ],
            [
                "a number as value",
                [{ fieldSelectors: [{ field: "eventCategory", equals: [1] }] }],
                "advancedEventSelectors[0].fieldSelectors[0].equals[0]",
            ],
            [
                "the operators of the other provider",
                [DATA("AWS::Bedrock::AgentAlias", { field: "eventName", startsWith: ["I"] })],
                "startsWith",
            ],
        ] as const) {
            it(`are a violation that names the path: ${name}`, async () => {
                const { violations } = await server.analyze(
                    trailOf({ ...COMPLYING, advancedEventSelectors: selectors }),
                );
                const found = violations.find(({ policy }) => policy === "cloudtrail-event-selectors-valid");
                assert.equal(found?.level, "mandatory");
                assert.ok(found.message.includes(path), found.message);
                assert.ok(violations.some(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events"));
            });
        }

        it("by the hundred are judged, and remediated up to AWS's limit", async () => {
            await server.configure(REMEDIATE);
            const narrow = (count: number) =>
                Array.from({ length: count }, (_, index) =>
                    DATA("AWS::S3::Object", { field: "resources.ARN", startsWiths: [`arn:aws:s3:::bucket-${index}/`] }),
                );
            const started = Date.now();
            const fits = await server.check(trailOf({ ...COMPLYING, advancedEventSelectors: narrow(164) }));
            assert.deepEqual(mandatory(fits), []);
            const over = await server.check(trailOf({ ...COMPLYING, advancedEventSelectors: narrow(166) }));
            assert.match(JSON.stringify(over.violations), /501 values .* at most 500/);
            assert.equal((over.remediated.properties.advancedEventSelectors as unknown[]).length, 166 + 1);
            assert.ok(Date.now() - started < 15_000, `${Date.now() - started} ms`);
        });

        it("with hostile names and values reach no message raw", async () => {
            const hostile = "\u001b]0;owned\u0007\u009b31m\u202e<script>alert(1)</script>\n- [mandatory] forged";
            await server.configure({
                "cloudtrail-multi-region": { exemptions: [{ trail: "*", reason: hostile }] },
            });
            const { violations } = await server.analyze({
                ...trailOf({
                    s3BucketName: hostile,
                    name: hostile,
                    advancedEventSelectors: [
                        { name: hostile, fieldSelectors: [{ field: hostile, equals: [hostile] }], [hostile]: 1 },
                        DATA("AWS::Bedrock::AgentAlias", { field: "resources.ARN", startsWiths: [hostile] }),
                    ],
                }),
                name: hostile,
            });
            assert.ok(violations.length >= 5);
            for (const { message } of violations) {
                // biome-ignore lint/suspicious/noControlCharactersInRegex: that they are absent is the point
                assert.doesNotMatch(message, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
                assert.doesNotMatch(message, /^- \[mandatory\]/m);
            }
        });
    });

    it("repeats no secret of the program in a message, and shows the rest", async () => {
        const marker = "S3CR3T";
        const { violations } = await server.analyze(
            trailOf({
                name: secret(`${marker}-trail`),
                s3BucketName: secret(`${marker}-bucket`),
                advancedEventSelectors: [
                    {
                        name: secret(marker),
                        fieldSelectors: [
                            { field: "eventCategory", equals: [secret("Data")] },
                            { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
                            {
                                field: "resources.ARN",
                                startsWiths: ["arn:aws:bedrock:eu-west-1:444455556666:"],
                                notStartsWiths: [secret(`arn:aws:bedrock:us-east-1:${marker}`)],
                            },
                        ],
                    },
                ],
            }),
        );
        assert.ok(violations.length >= 3);
        assert.doesNotMatch(JSON.stringify(violations), new RegExp(marker));
        assert.match(JSON.stringify(violations), /StartsWith \\+"arn:aws:bedrock:eu-west-1:444455556666:/);
    });

    it("takes the partition from the provider's Region", async () => {
        const { violations } = await server.analyze({
            ...trailOf({ s3BucketName: "logs", isMultiRegionTrail: true }),
            provider: { region: "us-gov-west-1" },
        });
        assert.match(JSON.stringify(violations), /arn:aws-us-gov:bedrock/);
    });

    it("asks nothing of event data stores, unless it is told to", async () => {
        const store: SentResource = {
            type: "aws:cloudtrail/eventDataStore:EventDataStore",
            name: "lake",
            properties: { multiRegionEnabled: false },
        };
        assert.deepEqual((await server.analyze(store)).violations, []);
        await server.configure({ "cloudtrail-multi-region": { includeEventDataStores: true } });
        assert.deepEqual(mandatory(await server.analyze(store)), ["cloudtrail-multi-region"]);
    });

    it("sets the default bucket only where one is configured", async () => {
        const level = "remediate" as const;
        await server.configure({ "cloudtrail-s3-delivery": { enforcementLevel: level } });
        const refused = await server.check(trailOf({ ...COMPLYING, s3BucketName: "" }));
        assert.deepEqual(mandatory(refused), ["cloudtrail-s3-delivery"]);
        await server.configure({
            "cloudtrail-s3-delivery": { enforcementLevel: level, defaultBucket: "central-logs" },
        });
        const set = await server.check(trailOf({ ...COMPLYING, s3BucketName: "" }));
        assert.deepEqual(mandatory(set), []);
        assert.equal(set.remediated.properties.s3BucketName, "central-logs");
    });
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

function trailOf(properties: Record<string, unknown>): SentResource {
    return { type: "aws:cloudtrail/trail:Trail", name: "audit", properties };
}

function mandatory({ violations }: Analysis): string[] {
    return violations.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
}

function configFile(name: string): PolicyConfigs {
    const levels = JSON.parse(readFileSync(join(ROOT, "config", `${name}.json`), "utf8"));
    return Object.fromEntries(
        Object.entries(levels).map(([policy, enforcementLevel]) => [policy, { enforcementLevel }]),
    ) as PolicyConfigs;
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
