import assert from "node:assert/strict";
import {
    exampleRegions,
    KNOWN_PARTITIONS,
    partitionOfArn,
    partitionOfRegion,
} from "../../../src/cloudtrail/bedrock/partition";
import { requirementOf } from "../../../src/cloudtrail/bedrock/requirement";

/** A Region of each partition, from botocore's endpoints.json. */
const REGIONS = {
    "us-east-1": "aws",
    "eu-west-1": "aws",
    "cn-north-1": "aws-cn",
    "us-gov-west-1": "aws-us-gov",
    "us-iso-east-1": "aws-iso",
    "us-isob-east-1": "aws-iso-b",
    "eu-isoe-west-1": "aws-iso-e",
    "us-isof-south-1": "aws-iso-f",
    "eusc-de-east-1": "aws-eusc",
};

describe("partitions", () => {
    for (const [region, partition] of Object.entries(REGIONS)) {
        it(`${region} is in ${partition}`, () => {
            assert.equal(partitionOfRegion(region), partition);
            assert.equal(partitionOfArn(`arn:${partition}:cloudtrail:${region}:111122223333:trail/a`), partition);
            assert.ok(KNOWN_PARTITIONS.includes(partition));
        });
    }

    for (const partition of KNOWN_PARTITIONS) {
        it(`an event that escapes in ${partition} is in a Region of it`, () => {
            const required = requirementOf("AWS::Bedrock::AgentAlias", { partition });
            for (const region of exampleRegions(partition)) {
                assert.equal(partitionOfRegion(region), partition);
            }
            for (const example of required.examples) {
                assert.equal(partitionOfRegion(example["resources.ARN"]?.split(":")[3]), partition);
            }
        });
    }

    it("an unknown or malformed Region is in aws", () => {
        assert.equal(partitionOfRegion(undefined), "aws");
        assert.equal(partitionOfRegion(""), "aws");
        assert.equal(partitionOfRegion("xx-cn-1"), "aws");
    });

    it("rejects all others", () => {
        assert.deepEqual([...KNOWN_PARTITIONS].sort(), [...new Set(Object.values(REGIONS))].sort());
    });

    it("what is not an ARN has no partition", () => {
        for (const text of [
            "",
            "arn:aws",
            "xarn:aws:s3:::a",
            "arn:AWS:s3:::a",
            "arn::s3:::a",
            "arn:-aws:s3:::a",
            "a",
        ]) {
            assert.equal(partitionOfArn(text), undefined, text);
        }
    });
});
