import assert from "node:assert/strict";
import { convertBasic } from "../../../src/cloudtrail/selectors/conversion";
import { DIALECTS, formatPath } from "../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../src/cloudtrail/selectors/read-selectors";
import { writeSelectors } from "../../../src/cloudtrail/selectors/write-selectors";
import { knownList } from "../../../src/cloudtrail/value";
import { type Case, fieldsOf, readCases, writtenOut } from "../case-tables";

interface ConversionCase extends Case {
    readonly basic: unknown;
    readonly advanced?: readonly unknown[];
    readonly undecided?: readonly string[];
}

const AWS = DIALECTS["aws-api"];

describe("conversion", () => {
    for (const { name, basic, advanced, undecided } of readCases<ConversionCase>("conversion")) {
        it(name, () => {
            const read = readSelectors({ EventSelectors: [basic] }, AWS).basic;
            const converted = convertBasic(knownList(read)[0]!, 0);
            assert.deepEqual(
                converted.undecided.map(path => formatPath(path, AWS)),
                undecided ?? [],
            );
            if (advanced !== undefined) {
                assert.deepEqual(fieldsOf(writeSelectors(converted.selectors, AWS)), writtenOut(advanced));
            }
        });
    }

    it("names each selector after the basic one that it comes from", () => {
        const DataResources = [
            { Type: "AWS::S3::Object", Values: ["arn:aws:s3"] },
            { Type: "AWS::Lambda::Function", Values: ["arn:aws:lambda"] },
        ];
        const read = readSelectors({ EventSelectors: [{ DataResources }] }, AWS).basic;
        assert.deepEqual(
            convertBasic(knownList(read)[0]!, 2).selectors.map(selector => selector.name),
            [
                "Management events of basic selector 3",
                "Data events of basic selector 3, resource 1",
                "Data events of basic selector 3, resource 2",
            ],
        );
    });
});
