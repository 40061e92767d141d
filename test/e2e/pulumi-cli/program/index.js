// Trails with values that are not known at preview, and with secrets; and one that can't be decided at preview.
const { CustomResource, Config, interpolate, secret } = require("@pulumi/pulumi");
const { AgentKnowledgeBase } = require("@pulumi/aws/bedrock");
const { Trail } = require("@pulumi/aws/cloudtrail");
const { Bucket } = require("@pulumi/aws/s3");

const logs = new Bucket("logs");
const drafts = new AgentKnowledgeBase("drafts", {
    roleArn: "arn:aws:iam::111122223333:role/example",
    knowledgeBaseConfiguration: { type: "VECTOR" },
});
const prefix = new Config().requireSecret("prefix");
const dataOf = (type, ...conditions) => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...conditions,
    ],
});
const management = { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const knowledgeBases = dataOf("AWS::Bedrock::KnowledgeBase");

new Trail("unknown-bucket", { s3BucketName: logs.id });
new Trail("basic", {
    s3BucketName: logs.id,
    isMultiRegionTrail: true,
    eventSelectors: [
        {
            dataResources: [
                {
                    type: "AWS::S3::Object",
                    values: [interpolate`${logs.arn}/`, secret("arn:aws:s3:::S3CR3T-literal/")],
                },
            ],
        },
    ],
});
new Trail("narrowed", {
    s3BucketName: logs.id,
    isMultiRegionTrail: true,
    advancedEventSelectors: [
        management,
        knowledgeBases,
        dataOf("AWS::Bedrock::AgentAlias", {
            field: "resources.ARN",
            startsWiths: [secret("arn:aws:bedrock:us-east-1:111122223333:agent-alias/S3CR3T-literal"), prefix],
        }),
    ],
});
new Trail("undecided", {
    s3BucketName: logs.id,
    isMultiRegionTrail: true,
    advancedEventSelectors: [
        management,
        dataOf("AWS::Bedrock::AgentAlias"),
        dataOf("AWS::Bedrock::KnowledgeBase", { field: "resources.ARN", notEquals: [drafts.arn] }),
    ],
});
new CustomResource("aws-native:cloudtrail:Trail", "native", {
    isLogging: true,
    isMultiRegionTrail: true,
    s3BucketName: logs.id,
});
