import assert from "node:assert/strict";
import { gatherFolder } from "../gather";

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Logs:
    Type: AWS::S3::Bucket
  Audit:
    Properties:
      S3BucketName: logs
      AdvancedEventSelectors:
        - FieldSelectors:
            - Field: eventCategory
              Equals: [Management]
    Type: AWS::CloudTrail::Trail
`;

describe("a YAML template that was cut off at the end of a line", () => {
    const problemsOf = async (lines: number) => {
        const text = TEMPLATE.split("\n").slice(0, lines).join("\n");
        const { problems } = await gatherFolder({ "a.yaml": `${text}\n` });
        return problems.map(({ message }) => message);
    };
    const UNTYPED = 'its resource "Audit" has no Type';

    for (const [lines, ...expected] of [
        [3, 'its resource "Logs" has no Type', 'it ends with "Logs" and no value: it may be cut off'],
        [5, UNTYPED, 'it ends with "Audit" and no value: it may be cut off'],
        [6, UNTYPED, 'it ends with "Properties" and no value: it may be cut off'],
        [9, UNTYPED, 'it ends with "FieldSelectors" and no value: it may be cut off'],
        [11, UNTYPED],
        [12],
    ] as const) {
        it(`after line ${lines}: ${expected.join("; ") || "nothing is missing"}`, async () => {
            assert.deepEqual(await problemsOf(lines), expected);
        });
    }

    it("can't be distinguished from a shorter one if a resource has just ended", async () => {
        assert.deepEqual(await problemsOf(4), []);
    });

    it("does not lack a Type if an include takes its place", async () => {
        const include = "    Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://a/b } }";
        const { problems } = await gatherFolder({ "a.yaml": `${TEMPLATE}  Included:\n${include}\n` });
        assert.deepEqual(problems, []);
    });
});
