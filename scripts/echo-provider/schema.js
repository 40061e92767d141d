// What Pulumi YAML asks a provider for, to find its types and their properties: of the AWS provider's schema as much as
// the examples use, with properties of any type.
const ANY = { $ref: "pulumi.json#/Any" };

/** The inputs of each type, and what it has besides them once it is made. */
const TYPES = {
    "aws:bedrock/agentAgent:AgentAgent": [
        ["agentName", "agentResourceRoleArn", "foundationModel", "instruction"],
        ["agentId", "agentArn"],
    ],
    "aws:bedrock/agentAgentAlias:AgentAgentAlias": [
        ["agentId", "agentAliasName"],
        ["agentAliasId", "agentAliasArn"],
    ],
    "aws:cloudtrail/trail:Trail": [
        [
            "name",
            "s3BucketName",
            "s3KeyPrefix",
            "isMultiRegionTrail",
            "isOrganizationTrail",
            "enableLogging",
            "enableLogFileValidation",
            "kmsKeyId",
            "cloudWatchLogsGroupArn",
            "cloudWatchLogsRoleArn",
            "eventSelectors",
            "advancedEventSelectors",
        ],
        ["arn", "homeRegion"],
    ],
    "aws:iam/role:Role": [["assumeRolePolicy"], ["arn"]],
    "aws:s3/bucket:Bucket": [["bucket"], ["arn"]],
    "aws:s3/bucketPolicy:BucketPolicy": [["bucket", "policy"], []],
};

const properties = names => Object.fromEntries(names.map(name => [name, ANY]));

module.exports = version =>
    JSON.stringify({
        name: "aws",
        version,
        // `aws:s3:Bucket` is `aws:s3/bucket:Bucket`.
        meta: { moduleFormat: "(.*)(?:/[^/]*)" },
        resources: Object.fromEntries(
            Object.entries(TYPES).map(([type, [inputs, outputs]]) => [
                type,
                { inputProperties: properties(inputs), properties: properties([...inputs, ...outputs]) },
            ]),
        ),
    });
