import { message } from "../src/cloudtrail/message";
import { checkDelivery } from "../src/compliance/stack/check-delivery";
import { defineStackPolicy } from "../src/compliance/stack/define-stack-policy";
import { inOrder } from "../src/compliance/stack/resources/in-order";

interface Config {
    readonly organizationId?: string;
}

const BUCKET = { type: "aws:s3/bucket:Bucket", name: "logs", properties: { bucket: "example-trail-logs" } };
const TRAIL = {
    type: "aws:cloudtrail/trail:Trail",
    name: "trail",
    properties: { s3BucketName: "example-trail-logs", isMultiRegionTrail: true },
};
const PRINCIPAL = { Service: "cloudtrail.amazonaws.com" };
const ACL_CHECK = {
    Sid: "AWSCloudTrailAclCheck",
    Effect: "Allow",
    Principal: PRINCIPAL,
    Action: "s3:GetBucketAcl",
    Resource: "arn:aws:s3:::example-trail-logs",
};
const WRITE = {
    Sid: "AWSCloudTrailWrite",
    Effect: "Allow",
    Principal: PRINCIPAL,
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::example-trail-logs/AWSLogs/*",
    Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
};

const bucketPolicy = (...statements: readonly object[]) => ({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "logs",
    properties: { bucket: "example-trail-logs", policy: { Version: "2012-10-17", Statement: statements } },
});

export default defineStackPolicy<Config>({
    name: "cloudtrail-bucket-policy",
    subject: "trail",
    displayName: "CloudTrail can deliver to its bucket, and the bucket is not public",
    description:
        "Where a stack declares a trail and its bucket, the policies of the bucket and of the KMS key let CloudTrail deliver, and the bucket is not public.",
    why: "A trail whose bucket refuses CloudTrail fails when it is created, or later delivers nothing: the bucket policy doesn't name its prefix, the `aws:SourceArn` is another trail's, a Deny covers everyone who doesn't come through a VPC endpoint. This policy follows the trail to its bucket and its KMS key in the same stack and evaluates their policies as AWS would. It says nothing about a bucket declared elsewhere.",
    severity: "high",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "hardening", "s3", "stack"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "1.4.0",
        reference: "3.3",
        specification: "Ensure the S3 bucket used to store CloudTrail logs is not publicly accessible",
    },
    remediationSteps:
        "Let cloudtrail.amazonaws.com call s3:GetBucketAcl on the bucket and s3:PutObject on [prefix/]AWSLogs/ACCOUNT/* with s3:x-amz-acl bucket-owner-full-control; with a KMS key also kms:GenerateDataKey* and kms:DescribeKey.",
    configSchema: {
        properties: {
            organizationId: {
                type: "string",
                pattern: "^o-[a-z0-9]{10,32}$",
                description:
                    "The ID of the organization, for organization trails: their log files are under AWSLogs/o-…/. Without it, a policy that names an organization can't be checked for naming the right one.",
            },
        },
    },
    examples: {
        violates: [BUCKET, bucketPolicy(ACL_CHECK), TRAIL],
        complies: [BUCKET, bucketPolicy(ACL_CHECK, WRITE), TRAIL],
    },
    check: (stack, { organizationId }) => {
        const checked = inOrder(stack.trails).map(trail => checkDelivery(stack, trail, organizationId));
        return checked.every(findings => findings === undefined)
            ? {
                  notApplicable: message(
                      "no-trail-with-bucket",
                      "the stack does not declare a trail together with its bucket",
                  ),
              }
            : checked.flatMap(findings => findings ?? []);
    },
});
