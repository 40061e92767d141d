import * as aws from "@pulumi/aws";

// No selectors: management events only, so that InvokeAgent and Retrieve leave no record. And not even of all Regions:
// the default of isMultiRegionTrail is false.
const logs = new aws.s3.Bucket("trail-logs");
export const trail = new aws.cloudtrail.Trail("audit", { s3BucketName: logs.id }).arn;
