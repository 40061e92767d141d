import assert from "node:assert/strict";
import { messageText } from "../../../src/cloudtrail/message";
import type { Problem } from "../../../src/cloudtrail/problem";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { Unknown, type Value } from "../../../src/cloudtrail/value";

const later = new Unknown("later");
const read = (
    properties: Readonly<Record<string, unknown>>,
    dialect = DIALECTS["aws-api"],
): { basic?: unknown; advanced?: unknown } => {
    const { basic, advanced } = readSelectors(properties, dialect);
    return { ...withTexts("basic", basic), ...withTexts("advanced", advanced) };
};

/** A list of selectors, in which problems are written as `problem` writes them. */
function withTexts(name: string, list: Value<readonly Value<object>[]> | undefined): object {
    const selectors = !Array.isArray(list)
        ? list
        : list.map(selector => {
              const { malformed } = selector as { malformed?: readonly Problem[] };
              const problems = malformed?.map(each => problem(each.path, each.message.id, messageText(each.message)));
              return malformed === undefined ? selector : { ...selector, malformed: problems };
          });
    return list === undefined ? {} : { [name]: selectors };
}

const problem = (path: readonly (string | number)[], rule: string, message: string) => ({
    path,
    rule,
    message,
    severity: "error",
});

describe("readSelectors", () => {
    it("names that begin with __ are internal to Pulumi, and only in Pulumi", () => {
        const list = [{ __defaults: [], fieldSelectors: [] }];
        const ofAws = [{ __defaults: [], FieldSelectors: [] }];
        for (const name of ["pulumi-aws", "pulumi-aws-native"] as const) {
            assert.ok(!JSON.stringify(read({ advancedEventSelectors: list }, DIALECTS[name])).includes("__defaults"));
        }
        for (const name of ["aws-api", "cloudformation"] as const) {
            assert.ok(JSON.stringify(read({ AdvancedEventSelectors: ofAws }, DIALECTS[name])).includes("__defaults"));
        }
    });

    it("null, [] and absent mean the same: none", () => {
        assert.deepEqual(read({}), {});
        assert.deepEqual(read({ EventSelectors: [], AdvancedEventSelectors: null }), {});
        assert.deepEqual(read({ EventSelectors: undefined, AdvancedEventSelectors: [] }), {});
    });

    it("reads what is there, and nothing else", () => {
        assert.deepEqual(
            read({
                EventSelectors: [{}, { ExcludeManagementEventSources: [], DataResources: [], ReadWriteType: null }],
                AdvancedEventSelectors: [
                    { FieldSelectors: [{ Field: "eventName", Equals: ["a"], NotEquals: [], StartsWith: null }] },
                    { Name: "", FieldSelectors: [] },
                ],
            }),
            {
                basic: [{}, {}],
                advanced: [
                    { fieldSelectors: [{ field: "eventName", operators: { Equals: ["a"] } }] },
                    { name: "", fieldSelectors: [] },
                ],
            },
        );
    });

    it("reads every property of basic selectors", () => {
        const basic = {
            ReadWriteType: "All",
            IncludeManagementEvents: false,
            ExcludeManagementEventSources: ["kms.amazonaws.com"],
            DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }, { Type: "AWS::S3::Object" }],
        };
        assert.deepEqual(read({ EventSelectors: [basic] }).basic, [
            {
                readWriteType: "All",
                includeManagementEvents: false,
                excludeManagementEventSources: ["kms.amazonaws.com"],
                dataResources: [
                    { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
                    { type: "AWS::S3::Object", values: [] },
                ],
            },
        ]);
    });

    it("keeps unknown values in place", () => {
        assert.deepEqual(read({ EventSelectors: later, AdvancedEventSelectors: [later] }), {
            basic: later,
            advanced: [later],
        });
        const FieldSelectors = [later, { Field: later, Equals: later, EndsWith: ["a", later] }];
        assert.deepEqual(read({ AdvancedEventSelectors: [{ Name: later, FieldSelectors }] }).advanced, [
            {
                name: later,
                fieldSelectors: [later, { field: later, operators: { Equals: later, EndsWith: ["a", later] } }],
            },
        ]);
    });

    it("reads one selector that isn't in a list, with its path", () => {
        const { basic, advanced } = read({ EventSelectors: { ReadWriteType: 1 }, AdvancedEventSelectors: "all" });
        assert.deepEqual(basic, [
            {
                malformed: [
                    problem(["EventSelectors", "ReadWriteType"], "wrong-type", "expected a string, found a number"),
                ],
            },
        ]);
        assert.deepEqual(advanced, [
            {
                fieldSelectors: [],
                malformed: [problem(["AdvancedEventSelectors"], "wrong-type", "expected an object, found a string")],
            },
        ]);
    });

    it("leaves out what can't be read, and marks the selector", () => {
        const path = ["AdvancedEventSelectors", 0, "FieldSelectors"];
        const FieldSelectors = [{ Equals: "a", NotEquals: [1, "b", null] }];
        assert.deepEqual(read({ AdvancedEventSelectors: [{ FieldSelectors }] }).advanced, [
            {
                fieldSelectors: [{ field: "", operators: { NotEquals: ["b"] } }],
                malformed: [
                    problem([...path, 0], "missing-field", "a field selector needs a field"),
                    problem([...path, 0, "Equals"], "wrong-type", "expected a list, found a string"),
                    problem([...path, 0, "NotEquals", 0], "wrong-type", "expected a string, found a number"),
                    problem([...path, 0, "NotEquals", 2], "wrong-type", "expected a string, found null"),
                ],
            },
        ]);
    });

    it("reports a selector without field selectors as just that", () => {
        const path = ["AdvancedEventSelectors", 0];
        assert.deepEqual(read({ AdvancedEventSelectors: [{}] }).advanced, [
            {
                fieldSelectors: [],
                malformed: [problem(path, "missing-field-selectors", "a selector needs field selectors")],
            },
        ]);
    });

    it("reports a data resource without a type as just that", () => {
        const path = ["EventSelectors", 0, "DataResources", 0];
        assert.deepEqual(read({ EventSelectors: [{ DataResources: [{ Values: ["a"] }] }] }).basic, [
            {
                dataResources: [{ type: "", values: ["a"] }],
                malformed: [problem(path, "missing-type", "a data resource needs a type")],
            },
        ]);
    });

    it("says for an unknown property which ones exist, in the names of the dialect", () => {
        const { advanced } = read(
            {
                advancedEventSelectors: [
                    { fieldSelectors: [{ field: "eventName", startsWith: ["a"], __defaults: [] }] },
                ],
            },
            DIALECTS["pulumi-aws"],
        );
        const path = ["AdvancedEventSelectors", 0, "FieldSelectors", 0];
        const message =
            'unknown property "startsWith"; allowed: field, equals, startsWiths, endsWiths, notEquals, notStartsWiths, notEndsWiths';
        assert.deepEqual(advanced, [
            {
                fieldSelectors: [{ field: "eventName", operators: {} }],
                malformed: [problem(path, "unknown-property", message)],
            },
        ]);
    });
});
