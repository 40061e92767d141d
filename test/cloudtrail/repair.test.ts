import assert from "node:assert/strict";
import { DEFAULT_REQUIREMENTS, requirementOf } from "../../src/cloudtrail/bedrock/requirement";
import { stillLogged } from "../../src/cloudtrail/coverage/containment";
import { coverage } from "../../src/cloudtrail/coverage/coverage";
import { trailSelectorProblems } from "../../src/cloudtrail/recorders/trail-validity";
import { repairSelectors } from "../../src/cloudtrail/repair";
import { DIALECTS } from "../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../src/cloudtrail/selectors/read-selectors";
import { Unknown } from "../../src/cloudtrail/value";

const read = (properties: Readonly<Record<string, unknown>>) => readSelectors(properties, DIALECTS["aws-api"]);
const management = { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] };
const data = (...types: readonly string[]) => ({
    FieldSelectors: [
        { Field: "eventCategory", Equals: ["Data"] },
        { Field: "resources.type", Equals: types },
    ],
});
const s3 = { Type: "AWS::S3::Object", Values: ["arn:aws:s3:::bucket/"] };
const alias = { Type: "AWS::Bedrock::AgentAlias", Values: ["arn:aws:bedrock"] };

describe("selectors that AWS refuses, repaired", () => {
    for (const [name, written, types] of [
        ["a Bedrock type in basic selectors", { EventSelectors: [{ DataResources: [s3, alias] }] }, [alias.Type]],
        ["nothing but a Bedrock type", { EventSelectors: [{ DataResources: [alias] }] }, [alias.Type]],
        ["both kinds", { EventSelectors: [{ DataResources: [s3] }], AdvancedEventSelectors: [management] }, []],
        [
            "both kinds, and a resource type that may be new",
            {
                EventSelectors: [{ DataResources: [s3] }],
                AdvancedEventSelectors: [management, data("AWS::New::Thing")],
            },
            [],
        ],
        [
            "several types in one selector",
            { AdvancedEventSelectors: [management, data("AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase")] },
            [],
        ],
    ] as const) {
        it(`${name}: AWS accepts them, and they log what is written`, () => {
            const repair = repairSelectors(read(written));
            assert.ok(repair !== undefined);
            assert.deepEqual(repair.types, types);
            const advanced = { advanced: repair.selectors };
            assert.ok(trailSelectorProblems(advanced).every(({ severity }) => severity === "warning"));
            const valid = [
                "EventSelectors" in written
                    ? {
                          EventSelectors: [
                              { DataResources: written.EventSelectors[0].DataResources.filter(each => each === s3) },
                          ],
                      }
                    : {},
                ...("AdvancedEventSelectors" in written
                    ? [{ AdvancedEventSelectors: written.AdvancedEventSelectors.filter(each => each === management) }]
                    : []),
            ].filter(part => Object.keys(part).length > 0);
            for (const part of valid) {
                assert.equal(stillLogged(read(part), advanced).kind, "contained");
            }
        });
    }

    it("logs each type of a selector that has several", () => {
        const repair = repairSelectors(
            read({
                AdvancedEventSelectors: [management, data("AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase")],
            }),
        );
        for (const name of DEFAULT_REQUIREMENTS) {
            assert.equal(coverage({ advanced: repair?.selectors ?? [] }, requirementOf(name)).logged, "all");
        }
    });

    for (const [name, written] of [
        ["nothing is wrong", { AdvancedEventSelectors: [management] }],
        ["nothing is set", {}],
        ["something else is wrong", { EventSelectors: [{ ReadWriteType: "Read", DataResources: [alias] }] }],
        ["there are only valid basic ones", { EventSelectors: [{ DataResources: [s3] }] }],
        [
            "there are only valid basic ones, without data resources",
            { EventSelectors: [{}], AdvancedEventSelectors: null },
        ],
        ["a type is missing", { EventSelectors: [{ DataResources: [alias, { Values: ["arn:aws:s3"] }] }] }],
        ["a resource is unknown", { EventSelectors: [{ DataResources: [alias, new Unknown()] }] }],
        ["a selector is unknown", { EventSelectors: [new Unknown(), { DataResources: [alias] }] }],
        ["resources are unknown", { EventSelectors: [{ DataResources: new Unknown() }, { DataResources: [alias] }] }],
        [
            "something is wrong in the other list",
            { EventSelectors: [{}], AdvancedEventSelectors: [{ FieldSelectors: 1 }] },
        ],
        ["a list is unknown", { EventSelectors: [{}], AdvancedEventSelectors: new Unknown() }],
        ["a value is unknown", { EventSelectors: [{ ReadWriteType: new Unknown(), DataResources: [alias] }] }],
    ] as const) {
        it(`not if ${name}`, () => {
            assert.equal(repairSelectors(read(written)), undefined);
        });
    }
});
