import { below, type WholeTrailTemplate } from "./template";

/** A program in TypeScript, or a part of one. */
export const typescriptTrail: WholeTrailTemplate = selectors => `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const account = aws.getCallerIdentityOutput({}).accountId;
const partition = aws.getPartitionOutput({}).partition;
const region = aws.getRegionOutput({}).id;
const trailArn = pulumi.interpolate\`arn:\${partition}:cloudtrail:\${region}:\${account}:trail/bedrock-trail\`;

const trailLogs = new aws.s3.Bucket("bedrock-trail-logs");
const trailLogsPolicy = new aws.s3.BucketPolicy("bedrock-trail-logs", {
    bucket: trailLogs.id,
    policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: "s3:GetBucketAcl",
                Resource: trailLogs.arn,
                Condition: { StringEquals: { "aws:SourceArn": trailArn } },
            },
            {
                Effect: "Allow",
                Principal: { Service: "cloudtrail.amazonaws.com" },
                Action: "s3:PutObject",
                Resource: pulumi.interpolate\`\${trailLogs.arn}/AWSLogs/\${account}/*\`,
                Condition: {
                    StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
                },
            },
        ],
    }),
});

new aws.cloudtrail.Trail(
    "bedrock-trail",
    {
        name: "bedrock-trail",
        s3BucketName: trailLogs.id,
        isMultiRegionTrail: true,
        enableLogFileValidation: true,${below(selectors, "        ")}
    },
    { dependsOn: [trailLogsPolicy] },
);`;
