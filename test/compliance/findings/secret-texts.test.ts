import assert from "node:assert/strict";
import agentAliasEvents from "../../../policies/cloudtrail-bedrock-agent-alias-events";
import managementEvents from "../../../policies/cloudtrail-bedrock-management-events";
import eventSelectorsValid from "../../../policies/cloudtrail-event-selectors-valid";
import multiRegion from "../../../policies/cloudtrail-multi-region";
import { readTrail } from "../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { Unknown } from "../../../src/cloudtrail/value";
import { evaluate } from "../../../src/compliance/evaluate";
import { resultLines } from "../../../src/compliance/findings/result-text";
import { ownTexts, type SecretTexts } from "../../../src/compliance/findings/secret-texts";
import { showResult } from "../../../src/compliance/findings/show-result";
import type { TrailPolicy } from "../../../src/compliance/policy/policy";

const SECRET = "arn:aws:bedrock:eu-west-1:999999999999:agent-alias/S3CR3T";
const AGENT_EVENTS = [
    { field: "eventCategory", equals: ["Data"] },
    { field: "resources.type", equals: ["AWS::Bedrock::AgentAlias"] },
];

describe("what a message withholds", () => {
    it("shows the same message in full if nothing has to be withheld", () => {
        const { shown } = messages(agentAliasEvents, narrowedBy({ field: "resources.ARN", startsWiths: [SECRET] }));
        assert.match(shown, /StartsWith "arn:aws:bedrock:eu-west-1:999999999999:agent-alias\/S3CR3T"/);
        assert.match(shown, /advancedEventSelectors\[0\] "my secret selector"/);
    });

    for (const [operator, values] of [
        ["startsWiths", [SECRET]],
        ["endsWiths", ["S3CR3T"]],
        ["equals", [SECRET]],
        ["notEquals", [SECRET]],
        ["notStartsWiths", [SECRET, "arn:aws:bedrock:us-east-1:999999999999:"]],
        ["notEndsWiths", ["S3CR3T"]],
    ] as const) {
        it(`repeats no value of ${operator}, in the selector that comes nearest or in the event that escapes`, () => {
            const { withheld } = messages(agentAliasEvents, narrowedBy({ field: "resources.ARN", [operator]: values }));
            assert.doesNotMatch(withheld, /S3CR3T|999999999999|my secret selector/);
            assert.match(withheld, /rejected by its resources\.ARN \w+ \(withheld\)/);
        });
    }

    it("keeps secrets out of the names of selectors that fixes add, which are the same for everyone", () => {
        const names = ["Log all management events", "Log all AWS::Bedrock::KnowledgeBase data events"];
        assert.deepEqual([...ownTexts([...names, `${names[0]} of S3CR3T`])], [`${names[0]} of S3CR3T`]);
    });

    it("repeats no value of basic selectors in the code that replaces them, nor anything that could be mistaken for one", () => {
        const values = [SECRET, new Unknown("04da6b54-80e4-46f7-96ec-b56ff0331ba9"), "arn:aws:s3:::S3CR3T/"];
        const { withheld } = messages(agentAliasEvents, {
            eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values }] }],
        });
        assert.doesNotMatch(withheld, /S3CR3T|04da6b54/);
        assert.match(withheld, /startsWiths: \[\/\* your value \*\/, \/\* your value \*\/, \/\* your value \*\/\]/);
    });

    it("repeats no value of a field that allows only some values, but says where it is", () => {
        const { withheld } = messages(eventSelectorsValid, {
            advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["S3CR3T"] }] }],
        });
        assert.doesNotMatch(withheld, /S3CR3T/);
        assert.match(withheld, /\(advancedEventSelectors\[0\]\.fieldSelectors\[0\]\.equals\[0\]\)/);
    });

    it("still shows AWS's own words, and the documented examples", () => {
        const { withheld } = messages(managementEvents, {
            advancedEventSelectors: [
                {
                    fieldSelectors: [
                        { field: "eventCategory", equals: ["Management"] },
                        { field: "readOnly", equals: ["true"] },
                    ],
                },
            ],
        });
        assert.match(withheld, /CreateGuardrail \(readOnly false\)/);
        assert.match(withheld, /rejected by its readOnly Equals "true"/);
        const prefix = narrowedBy(
            { field: "resources.ARN", startsWiths: ["arn:aws:bedrock:us-east-1:"] },
            { field: "readOnly", equals: ["true"] },
        );
        assert.match(
            messages(agentAliasEvents, prefix).withheld,
            /InvokeAgent on arn:aws:bedrock:us-east-1:111122223333:/,
        );
    });

    it("shows only the parts of an event that the selectors filter on", () => {
        const by = narrowedBy({ field: "userIdentity.arn", notEquals: [SECRET] });
        assert.match(messages(agentAliasEvents, by).shown, / by arn:aws:bedrock:eu-west-1:999999999999/);
        assert.match(messages(agentAliasEvents, by).withheld, / by \(withheld\)/);
        assert.doesNotMatch(messages(agentAliasEvents, {}).shown, / by arn|readOnly/);
    });

    it("shows the fix of one property on one line", () => {
        assert.match(messages(multiRegion, {}).shown, /\n {2}Fix: isMultiRegionTrail: true,\n/);
    });
});

function narrowedBy(...fields: object[]): Record<string, unknown> {
    return { advancedEventSelectors: [{ name: "my secret selector", fieldSelectors: [...AGENT_EVENTS, ...fields] }] };
}

function messages(policy: TrailPolicy, properties: Record<string, unknown>): { shown: string; withheld: string } {
    const context = { recorder: "Trail", dialect: DIALECTS["pulumi-aws"], resourceName: "audit" } as const;
    const result = evaluate(policy, readTrail({ s3BucketName: "logs", ...properties }, context), {});
    assert.ok(!("configProblems" in result));
    assert.equal(result.status, "violation");
    const textOf = (secrets?: SecretTexts) =>
        resultLines({ noun: "Trail", name: "audit" }, policy.name, showResult(result, secrets)).join("\n");
    return { shown: textOf(), withheld: textOf(ownTexts(properties)) };
}
