import assert from "node:assert/strict";
import { trailPolicies } from "../../policies";
import { requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { coverage } from "../../src/cloudtrail/coverage/coverage";
import { readTrail } from "../../src/cloudtrail/recorders/read-trail";
import { trailSelectorProblems } from "../../src/cloudtrail/recorders/trail-validity";
import { remediatedSelectors } from "../../src/cloudtrail/remediation";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { evaluate } from "../../src/compliance/evaluate";
import { resultLines } from "../../src/compliance/findings/result-text";
import { showResult } from "../../src/compliance/findings/show-result";
import { fixTogether, type SharedFix } from "../../src/compliance/fix-together";

const ALIAS = "cloudtrail-bedrock-agent-alias-events";
const KNOWLEDGE_BASE = "cloudtrail-bedrock-knowledge-base-events";
const MANAGEMENT = "cloudtrail-bedrock-management-events";
const VALID = "cloudtrail-event-selectors-valid";

const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const data = (...types: readonly string[]) => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: types },
    ],
});

function resultsOf(properties: Record<string, unknown>) {
    const context = { recorder: "Trail", dialect: DIALECTS["pulumi-aws"], resourceName: "audit" } as const;
    const trail = readTrail({ s3BucketName: "logs", isMultiRegionTrail: true, ...properties }, context);
    return trailPolicies
        .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(policy => {
            const result = evaluate(policy, trail, {});
            assert.ok(!("configProblems" in result));
            return result;
        });
}

/** The selectors of a fix that is shown. */
function selectorsOf(shared: SharedFix | undefined) {
    assert.equal(shared?.kind, "shown");
    assert.ok(shared?.kind === "shown" && shared.change.kind !== "set");
    return shared.change.kind === "repair" ? shared.change.selectors : remediatedSelectors(shared.change.plan);
}

/** The text of all results of a trail, as a reader sees it. */
function textOf(properties: Record<string, unknown>): string {
    const results = resultsOf(properties);
    const shared = fixTogether(results);
    return results
        .filter(({ status }) => status !== "pass")
        .flatMap(result => {
            const { name } = result.policy;
            return resultLines(
                { noun: "Trail", name: "a" },
                name,
                showResult(result, undefined, undefined, shared.get(name)),
            );
        })
        .join("\n");
}

describe("the one fix of a trail", () => {
    for (const [name, properties, shownBy, others] of [
        ["a default trail", {}, ALIAS, { [KNOWLEDGE_BASE]: "elsewhere" }],
        [
            "basic selectors",
            { eventSelectors: [{ readWriteType: "ReadOnly" }] },
            MANAGEMENT,
            { [ALIAS]: "elsewhere", [KNOWLEDGE_BASE]: "elsewhere" },
        ],
        ["advanced selectors", { advancedEventSelectors: [management] }, ALIAS, { [KNOWLEDGE_BASE]: "elsewhere" }],
        [
            "a Bedrock type in basic selectors",
            {
                eventSelectors: [
                    { dataResources: [{ type: "AWS::Bedrock::AgentAlias", values: ["arn:aws:bedrock"] }] },
                ],
            },
            VALID,
            { [MANAGEMENT]: "caused", [ALIAS]: "caused", [KNOWLEDGE_BASE]: "caused" },
        ],
        [
            "both kinds of selectors",
            { eventSelectors: [{}], advancedEventSelectors: [management] },
            VALID,
            { [MANAGEMENT]: "caused", [ALIAS]: "caused", [KNOWLEDGE_BASE]: "caused" },
        ],
    ] as const) {
        it(`${name}: is shown once, is complete, and the others refer to it`, () => {
            const shared = fixTogether(resultsOf(properties));
            const advanced = selectorsOf(shared.get(shownBy));
            assert.deepEqual(trailSelectorProblems({ advanced }), []);
            for (const requirement of ["Management", "AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"]) {
                assert.equal(coverage({ advanced }, requirementOf(requirement)).logged, "all", requirement);
            }
            assert.deepEqual(
                Object.fromEntries(
                    [...shared].filter(([, { kind }]) => kind !== "shown").map(([policy, { kind }]) => [policy, kind]),
                ),
                others,
            );
            const text = textOf(properties);
            assert.equal(text.split('name: "Log all AWS::Bedrock::KnowledgeBase data events"').length - 1, 1, text);
        });
    }

    it("is that of one policy if only one requires it", () => {
        assert.equal(
            fixTogether(resultsOf({ advancedEventSelectors: [management, data("AWS::Bedrock::AgentAlias")] })).size,
            0,
        );
    });

    it("points to the selectors that AWS refuses if it is unclear what was meant", () => {
        const properties = { advancedEventSelectors: [{ fieldSelectors: [{ field: "nothing", equals: ["x"] }] }] };
        const shared = fixTogether(resultsOf(properties));
        assert.equal(shared.get(VALID), undefined);
        assert.deepEqual(shared.get(ALIAS), { kind: "caused", policy: VALID });
        assert.match(
            textOf(properties),
            /\n {2}Fix what cloudtrail-event-selectors-valid reports first: it is the cause\n/,
        );
    });

    it("gives each of several types its own selector, once", () => {
        const properties = {
            advancedEventSelectors: [management, data("AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase")],
        };
        const text = textOf(properties);
        assert.equal(text.split('equals: ["AWS::Bedrock::AgentAlias"]').length - 1, 1, text);
        assert.match(text, /Fix: the fix shown for cloudtrail-bedrock-agent-alias-events covers this too/);
    });

    for (const [name, selectors, shownBy] of [
        ["a type is missing", [management, data("AWS::Bedrock::KnowledgeBase", "AWS::BedrockMantle::Project")], ALIAS],
        [
            "management events are missing",
            [data("AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase")],
            MANAGEMENT,
        ],
    ] as const) {
        it(`is one whole list if a selector names several types and ${name}`, () => {
            const properties = { advancedEventSelectors: selectors };
            const shared = fixTogether(resultsOf(properties));
            const advanced = selectorsOf(shared.get(shownBy));
            for (const requirement of ["Management", "AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"]) {
                assert.equal(coverage({ advanced }, requirementOf(requirement)).logged, "all", requirement);
            }
            const text = textOf(properties);
            assert.equal(text.split("advancedEventSelectors: [").length - 1, 1, text);
            assert.doesNotMatch(text, /Fix: add to/);
        });
    }
});
