import fc, { type Arbitrary } from "fast-check";
import type { AwsBasicSelector } from "../naive/basic";
import type { NaiveEvent } from "../naive/matcher";

const RESOURCES: Readonly<Record<string, readonly string[]>> = {
    "AWS::S3::Object": [
        "arn:aws:s3:::a/",
        "arn:aws:s3:::a/b",
        "arn:aws:s3:::a",
        "arn:aws:s3:::ab/",
        "arn:aws:s3",
        "arn:aws:s3:::",
    ],
    "AWS::Lambda::Function": [
        "arn:aws:lambda:us-east-1:111122223333:function:a",
        "arn:aws:lambda:us-east-1:111122223333:function:a:1",
        "arn:aws:lambda:us-east-1:111122223333:function:ab",
        "arn:aws:lambda:us-east-1:111122223333",
        "arn:aws:lambda",
    ],
    "AWS::DynamoDB::Table": [
        "arn:aws:dynamodb:us-east-1:111122223333:table/a",
        "arn:aws:dynamodb:us-east-1:111122223333:table/ab",
        "arn:aws:dynamodb",
    ],
};
const SOURCES = ["kms.amazonaws.com", "rdsdata.amazonaws.com"];

const dataResource = fc
    .constantFrom(...Object.entries(RESOURCES))
    .chain(([Type, values]) => fc.record({ Type: fc.constant(Type), Values: fc.subarray([...values]) }));

/** Basic selectors that AWS accepts, with any property absent. */
export const basicSelectors: Arbitrary<readonly AwsBasicSelector[]> = fc.array(
    fc.record(
        {
            ReadWriteType: fc.constantFrom("All", "ReadOnly", "WriteOnly"),
            IncludeManagementEvents: fc.boolean(),
            ExcludeManagementEventSources: fc.subarray(SOURCES),
            DataResources: fc.array(dataResource, { maxLength: 3 }),
        },
        { requiredKeys: [] },
    ),
    { minLength: 1, maxLength: 5 },
);

/** Events that basic selectors distinguish: the resources that they may name, within them and beside them. */
export const BASIC_EVENTS: readonly NaiveEvent[] = ["true", "false"].flatMap(readOnly => [
    ...[...SOURCES, "bedrock.amazonaws.com"].map(eventSource => ({
        eventCategory: "Management",
        eventSource,
        readOnly,
    })),
    ...Object.entries({
        ...RESOURCES,
        "AWS::Bedrock::AgentAlias": ["arn:aws:bedrock:us-east-1:111122223333:agent-alias/A/B"],
    }).flatMap(([type, values]) =>
        values
            .flatMap(value => ["", "/", "/c", ":1", "c"].map(end => value + end))
            .map(arn => ({ eventCategory: "Data", "resources.type": type, "resources.ARN": arn, readOnly })),
    ),
]);
