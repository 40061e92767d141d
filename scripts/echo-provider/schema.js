// The schema that Pulumi YAML requests from a provider, to find its types and their properties: as much of the AWS provider's
// schema as the examples use, with properties of any type.
const ANY = { $ref: "pulumi.json#/Any" };

/** The inputs of each type, and its further outputs. */
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
            "includeGlobalServiceEvents",
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
    "aws:cloudwatch/logGroup:LogGroup": [["name"], ["arn"]],
    "aws:iam/role:Role": [["assumeRolePolicy"], ["arn"]],
    "aws:kms/key:Key": [
        ["description", "policy"],
        ["arn", "keyId"],
    ],
    "aws:kms/keyPolicy:KeyPolicy": [["keyId", "policy"], []],
    "aws:s3/bucket:Bucket": [["bucket"], ["arn"]],
    "aws:s3/bucketPolicy:BucketPolicy": [["bucket", "policy"], []],
};

/** The arguments and the result of each function. */
const FUNCTIONS = {
    "aws:iam/getPolicyDocument:getPolicyDocument": [["statements"], ["json"]],
    "aws:index/getCallerIdentity:getCallerIdentity": [[], ["accountId", "arn"]],
    "aws:index/getPartition:getPartition": [[], ["partition"]],
    "aws:index/getRegion:getRegion": [[], ["id", "name", "region"]],
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
        functions: Object.fromEntries(
            Object.entries(FUNCTIONS).map(([name, [inputs, outputs]]) => [
                name,
                { inputs: { properties: properties(inputs) }, outputs: { properties: properties(outputs) } },
            ]),
        ),
    });
