import assert from "node:assert/strict";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import { undecidedValidity } from "../../../src/cloudtrail/selectors/undecided-validity";
import { Unknown } from "../../../src/cloudtrail/value";
import { selectorsOf } from "../case-tables";

const later = new Unknown();

function paths(trail: Readonly<Record<string, unknown>>): string[] {
    return undecidedValidity(selectorsOf(trail)).map(path => formatPath(path, DIALECTS["aws-api"]));
}

/** What is undecided if a Data selector has a further field selector. */
function ofField(fieldSelector: unknown): string[] {
    const FieldSelectors = [{ Field: "eventCategory", Equals: ["Data"] }, fieldSelector];
    return paths({ AdvancedEventSelectors: [{ FieldSelectors }] });
}

const AT = "AdvancedEventSelectors[0].FieldSelectors[1]";

describe("undecidedValidity", () => {
    it("is decided if everything is known", () => {
        assert.deepEqual(paths({}), []);
        assert.deepEqual(ofField({ Field: "eventName", NotEquals: ["a"] }), []);
        const DataResources = [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }];
        const ExcludeManagementEventSources = ["kms.amazonaws.com"];
        assert.deepEqual(
            paths({ EventSelectors: [{ ReadWriteType: "All", ExcludeManagementEventSources, DataResources }] }),
            [],
        );
    });

    it("depends on lists and selectors that aren't known", () => {
        assert.deepEqual(paths({ EventSelectors: later, AdvancedEventSelectors: later }), [
            "EventSelectors",
            "AdvancedEventSelectors",
        ]);
        assert.deepEqual(paths({ EventSelectors: [{}, later] }), ["EventSelectors[1]"]);
        assert.deepEqual(
            paths({ AdvancedEventSelectors: [{ eventCategory: "Data" }, later, { FieldSelectors: later }] }),
            ["AdvancedEventSelectors[1]", "AdvancedEventSelectors[2].FieldSelectors"],
        );
        assert.deepEqual(ofField(later), [AT]);
    });

    for (const Field of [
        "eventCategory",
        "resources.type",
        "readOnly",
        "sessionCredentialFromConsole",
        "eventSource",
    ]) {
        it(`depends on the values of ${Field}, which accepts only some`, () => {
            assert.deepEqual(ofField({ Field, Equals: ["true", later] }), [`${AT}.Equals[1]`]);
            assert.deepEqual(ofField({ Field, NotEquals: later }), [`${AT}.NotEquals`]);
        });
    }

    for (const Field of ["eventName", "resources.ARN", "eventType", "userIdentity.arn"]) {
        it(`doesn't depend on one value of ${Field}, which may be any string`, () => {
            assert.deepEqual(ofField({ Field, Equals: ["a", later], NotEndsWith: [later] }), []);
        });

        it(`depends on a list of values of ${Field}: it may be empty, or too long`, () => {
            assert.deepEqual(ofField({ Field, Equals: [later], NotEndsWith: later }), [`${AT}.NotEndsWith`]);
        });
    }

    it("depends on the values of a field that isn't known", () => {
        assert.deepEqual(ofField({ Field: later, StartsWith: [later, "a", later] }), [
            `${AT}.Field`,
            `${AT}.StartsWith[0]`,
            `${AT}.StartsWith[2]`,
        ]);
    });

    it("depends on the parts of basic selectors that accept only some values", () => {
        const DataResources = [
            { Type: later, Values: later },
            { Type: "AWS::S3::Object", Values: ["arn:aws:s3:::a/", later] },
            later,
        ];
        const ExcludeManagementEventSources = ["kms.amazonaws.com", later];
        const first = {
            ReadWriteType: later,
            IncludeManagementEvents: later,
            ExcludeManagementEventSources,
            DataResources,
        };
        const second = { ExcludeManagementEventSources: later, DataResources: later };
        assert.deepEqual(paths({ EventSelectors: [first, second] }), [
            "EventSelectors[0].ReadWriteType",
            "EventSelectors[0].ExcludeManagementEventSources[1]",
            "EventSelectors[0].DataResources[0].Type",
            "EventSelectors[0].DataResources[0].Values",
            "EventSelectors[0].DataResources[2]",
            "EventSelectors[1].ExcludeManagementEventSources",
            "EventSelectors[1].DataResources",
        ]);
    });
});
