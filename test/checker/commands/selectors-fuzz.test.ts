import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { UserError } from "../../../checker/src/command-line/user-error";
import { explain } from "../../../checker/src/selectors/explain";
import { readSelectorInputs, type SelectorInput } from "../../../checker/src/selectors/selector-input";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage, isRequired } from "../../../src/cloudtrail/coverage/coverage";
import type { CloudTrailEvent } from "../../../src/cloudtrail/event";
import { runCommand } from "../run-command";

const RUNS = 300;
const TYPES = ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase", "AWS::S3::Object"];
const OPERATORS = ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith", "Contains"];
const FIELDS = [
    "readOnly",
    "eventName",
    "resources.ARN",
    "eventSource",
    "userIdentity.arn",
    "sessionCredentialFromConsole",
];
const VALUES = [
    "true",
    "false",
    "InvokeAgent",
    "Inv",
    "Retrieve",
    "arn:aws:bedrock:",
    "a",
    "1",
    "bedrock.amazonaws.com",
];
const HOSTILE = "\u001b]0;x\u0007\u009b\u202e<img src=x>";

/** Anything at all, hostile text among it. */
const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(HOSTILE, null, 0, "", [], {}, [[]], { [HOSTILE]: 1 }),
);

function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 30, arbitrary: arbitrary as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: junk });
}

const values = mostly(fc.array(mostly(fc.constantFrom(...VALUES)), { minLength: 1, maxLength: 3 }));
const fieldSelector = mostly(
    fc
        .tuple(fc.constantFrom(...FIELDS), fc.constantFrom(...OPERATORS), values)
        .map(([Field, operator, list]) => ({ Field, [operator]: list })),
);
const required = fc.oneof(
    fc.constant([{ Field: "eventCategory", Equals: ["Management"] }]),
    fc.constantFrom(...TYPES).map(type => [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [type] },
    ]),
);
const selector = mostly(
    fc
        .tuple(required, fc.array(fieldSelector, { maxLength: 2 }))
        .map(([fixed, more]) => ({ Name: HOSTILE, FieldSelectors: [...fixed, ...more] })),
);
const basic = mostly(
    fc.record(
        {
            ReadWriteType: mostly(fc.constantFrom("All", "ReadOnly", "WriteOnly")),
            IncludeManagementEvents: mostly(fc.boolean()),
            DataResources: mostly(fc.constant([{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }])),
        },
        { requiredKeys: [] },
    ),
);
const document = mostly(
    fc.record(
        {
            id: mostly(fc.constantFrom("a", 1, HOSTILE)),
            AdvancedEventSelectors: mostly(fc.array(selector, { maxLength: 6 })),
            EventSelectors: fc.oneof(
                { weight: 5, arbitrary: fc.constant([]) },
                { weight: 1, arbitrary: fc.array(basic) },
            ),
        },
        { requiredKeys: [] },
    ),
);

/** JSON text, sometimes truncated. */
const text = fc
    .tuple(
        fc.array(document, { minLength: 1, maxLength: 3 }),
        fc.option(fc.nat(300)),
        fc.constantFrom("\n", "", ",", "\u0000"),
    )
    .map(([documents, cut, between]) =>
        documents
            .map(each => JSON.stringify(each))
            .join(between)
            .slice(0, cut ?? undefined),
    );

const event: fc.Arbitrary<CloudTrailEvent> = fc.record({
    eventCategory: fc.constantFrom("Management", "Data"),
    "resources.type": fc.constantFrom(...TYPES, null),
    readOnly: fc.constantFrom("true", "false"),
    eventName: fc.constantFrom("InvokeAgent", "Retrieve", "x", "Inv"),
    "resources.ARN": fc.constantFrom("arn:aws:bedrock:a", "arn:aws:bedrock:1", "arn:aws:bedrock:", null),
    eventSource: fc.constant("bedrock.amazonaws.com"),
    eventType: fc.constantFrom("AwsApiCall", "a"),
    sessionCredentialFromConsole: fc.constantFrom("true", null),
    "userIdentity.arn": fc.constantFrom("arn:aws:bedrock:", "a", null),
    errorCode: fc.constant(null),
    vpcEndpointId: fc.constant(null),
});

describe("commands over selectors, on arbitrary input", () => {
    for (const args of [
        ["coverage"],
        ["coverage", "--format", "json"],
        ["remediate"],
        ...["aws-cli", "pulumi", "terraform", "cloudformation"].map(format => ["remediate", "--format", format]),
    ]) {
        it(`${args.join(" ")} neither breaks nor steers a terminal`, async () => {
            await fc.assert(
                fc.asyncProperty(text, async stdin => {
                    const { exitCode, stdout, stderr } = await runCommand(args, { stdin });
                    assertTame(exitCode, stdout, stderr);
                }),
                { numRuns: RUNS },
            );
        });
    }

    it("explain neither breaks nor steers a terminal, whatever the record", async () => {
        const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        const file = join(folder, "selectors.json");
        writeFileSync(file, JSON.stringify({ AdvancedEventSelectors: [NARROW] }));
        const record = mostly(
            fc.dictionary(fc.constantFrom(...RECORD), mostly(fc.constantFrom("Data", true)), { minKeys: 2 }),
        );
        await fc.assert(
            fc.asyncProperty(fc.oneof(record, event), fc.constantFrom("text", "json"), async (value, format) => {
                const { exitCode, stdout, stderr } = await runCommand(
                    ["explain", "--selectors", file, "--format", format],
                    {
                        stdin: JSON.stringify(value),
                    },
                );
                assertTame(exitCode, stdout, stderr);
            }),
            { numRuns: RUNS },
        );
        rmSync(folder, { recursive: true });
    });

    it("coverage calls nothing logged that explain shows as not logged", () => {
        let confirmed = 0;
        fc.assert(
            fc.property(document, fc.array(event, { minLength: 30, maxLength: 30 }), (given, events) => {
                const [input] = read(given);
                for (const name of input === undefined ? [] : DEFAULT_REQUIREMENTS) {
                    const requirement = requirementOf(name);
                    if (input === undefined || coverage(input.selectors, requirement).logged !== "all") {
                        continue;
                    }
                    for (const required of events.filter(each => isRequired(each, requirement))) {
                        assert.equal(explain(input, { groups: [[required]] }).answer, "yes", JSON.stringify(required));
                        confirmed++;
                    }
                }
            }),
            { numRuns: 2000 },
        );
        assert.ok(confirmed > 1000, `only ${confirmed} events were looked at`);
    });
});

const RECORD = [
    "eventName",
    "eventCategory",
    "readOnly",
    "resources",
    "userIdentity",
    "managementEvent",
    "Records",
    HOSTILE,
];
const NARROW = {
    Name: HOSTILE,
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: [TYPES[0]] },
        { Field: "eventName", NotEquals: [HOSTILE] },
    ],
};

function assertTame(exitCode: number, stdout: string, stderr: string): void {
    assert.ok([0, 1, 2, 3].includes(exitCode));
    assert.doesNotMatch(stderr, /a defect of/);
    assert.doesNotMatch((stdout + stderr).replaceAll("\n", ""), /[\p{Cc}\p{Cf}]/u);
    if (exitCode === 2) {
        assert.equal(stdout, "");
        assert.match(stderr, /^trail-guard: .*\n$/);
    }
}

/** What can be read of a document: nothing, if it is refused. */
function read(given: unknown): readonly SelectorInput[] {
    try {
        return readSelectorInputs({ text: JSON.stringify(given), label: "document" });
    } catch (error) {
        if (error instanceof UserError) {
            return [];
        }
        throw error;
    }
}
