import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const logs = new aws.s3.Bucket("trail-logs");
const documents = new aws.s3.Bucket("documents");

// Basic selectors take objects of S3, functions and tables only. Advanced ones replace them, so that what is logged
// now has to be written down in them: here with ARNs that are not known before the update.
export const trail = new aws.cloudtrail.Trail("audit", {
    s3BucketName: logs.id,
    isMultiRegionTrail: true,
    eventSelectors: [
        {
            readWriteType: "WriteOnly",
            includeManagementEvents: false,
            dataResources: [
                { type: "AWS::S3::Object", values: [pulumi.interpolate`${documents.arn}/`] },
                { type: "AWS::Lambda::Function", values: ["arn:aws:lambda"] },
            ],
        },
        {
            readWriteType: "All",
            includeManagementEvents: true,
            excludeManagementEventSources: ["kms.amazonaws.com"],
        },
    ],
}).arn;
