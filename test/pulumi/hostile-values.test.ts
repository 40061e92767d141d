import assert from "node:assert/strict";
import { COMPLYING, DATA, MANAGEMENT, mandatory, packServer, REMEDIATE, trailOf } from "./pack-server";
import { secret } from "./policy-server";

describe("the pack, as the engine runs it: hostile values and secrets", () => {
    const server = packServer();

    describe("malformed selectors", () => {
        for (const [name, selectors, path] of [
            ["a string", "all", "advancedEventSelectors"],
            ["a list in a list", [[MANAGEMENT]], "advancedEventSelectors[0]"],
            ["null in a list", [null], "advancedEventSelectors[0]"],
            [
                "field selectors that are a string",
                [{ fieldSelectors: "x" }],
                "advancedEventSelectors[0].fieldSelectors",
            ],
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
                const { violations } = await server().analyze(
                    trailOf({ ...COMPLYING, advancedEventSelectors: selectors }),
                );
                const found = violations.find(({ policy }) => policy === "cloudtrail-event-selectors-valid");
                assert.equal(found?.level, "mandatory");
                assert.ok(found.message.includes(path), found.message);
                assert.ok(violations.some(({ policy }) => policy === "cloudtrail-bedrock-agent-alias-events"));
            });
        }

        it("by the hundreds are judged, and remediated up to AWS's limit", async () => {
            await server().configure(REMEDIATE);
            const narrow = (count: number) =>
                Array.from({ length: count }, (_, index) =>
                    DATA("AWS::S3::Object", { field: "resources.ARN", startsWiths: [`arn:aws:s3:::bucket-${index}/`] }),
                );
            const started = Date.now();
            const fits = await server().check(trailOf({ ...COMPLYING, advancedEventSelectors: narrow(164) }));
            assert.deepEqual(mandatory(fits), []);
            const over = await server().check(trailOf({ ...COMPLYING, advancedEventSelectors: narrow(166) }));
            assert.match(JSON.stringify(over.violations), /501 values .* at most 500/);
            assert.equal((over.remediated.properties.advancedEventSelectors as unknown[]).length, 166 + 1);
            assert.ok(Date.now() - started < 15_000, `${Date.now() - started} ms`);
        });

        it("with hostile names and values are escaped in messages", async () => {
            const hostile = "\u001b]0;owned\u0007\u009b31m\u202e<script>alert(1)</script>\n- [mandatory] forged";
            await server().configure({
                "cloudtrail-multi-region": { exemptions: [{ trail: "*", reason: hostile }] },
            });
            const { violations } = await server().analyze({
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
        const { violations } = await server().analyze(
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
});
