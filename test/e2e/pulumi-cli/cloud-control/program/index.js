// Trails in the names of CloudFormation: as JSON text that is known, or known only once the bucket is there, and as data.
const { CustomResource, jsonStringify } = require("@pulumi/pulumi");
const { Resource } = require("@pulumi/aws/cloudcontrol");
const { Stack } = require("@pulumi/aws/cloudformation");
const { Bucket } = require("@pulumi/aws/s3");

const typeName = "AWS::CloudTrail::Trail";
const logs = new Bucket("logs");

new Resource("known", { typeName, desiredState: JSON.stringify({ S3BucketName: "logs", IsLogging: true }) });
new Resource("later", { typeName, desiredState: jsonStringify({ S3BucketName: logs.id, IsLogging: true }) });
new CustomResource("aws-native:index:ExtensionResource", "extension", {
    type: typeName,
    properties: { S3BucketName: logs.id, IsLogging: true },
});
new Stack("template", { templateBody: `{"Resources": {"T": {"Type": "${typeName}"}}}` });
