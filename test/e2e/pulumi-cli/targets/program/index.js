const { Config } = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const data = type => ({
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
    ],
});
const COMPLYING = {
    isMultiRegionTrail: true,
    advancedEventSelectors: [
        { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        data("AWS::Bedrock::AgentAlias"),
        data("AWS::Bedrock::KnowledgeBase"),
    ],
};

new aws.cloudtrail.Trail("old", { s3BucketName: "elsewhere", ...COMPLYING });
if (new Config().requireBoolean("grown")) {
    const logs = new aws.s3.Bucket("logs");
    new aws.s3.BucketPolicy("logs", { bucket: logs.id, policy: logs.arn.apply(arn => `{"Resource": "${arn}"}`) });
    new aws.cloudtrail.Trail("new", { s3BucketName: logs.id, ...COMPLYING });
    // Not known at all before the update: neither which selectors there are, nor how many.
    const eventSelectors = logs.arn.apply(arn => [
        { dataResources: [{ type: "AWS::S3::Object", values: [`${arn}/`] }] },
    ]);
    new aws.cloudtrail.Trail("unknown", { s3BucketName: logs.id, isMultiRegionTrail: true, eventSelectors });
}
