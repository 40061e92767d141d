import { below, type WholeTrailTemplate } from "./template";

/** A program in Python, or a part of one. */
export const pythonTrail: WholeTrailTemplate = selectors => `import pulumi
import pulumi_aws as aws

account = aws.get_caller_identity_output().account_id
partition = aws.get_partition_output().partition
region = aws.get_region_output().id
trail_arn = pulumi.Output.concat("arn:", partition, ":cloudtrail:", region, ":", account, ":trail/bedrock-trail")

trail_logs = aws.s3.Bucket("bedrock-trail-logs")
trail_logs_policy = aws.s3.BucketPolicy(
    "bedrock-trail-logs",
    bucket=trail_logs.id,
    policy=pulumi.Output.json_dumps({
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:GetBucketAcl",
                "Resource": trail_logs.arn,
                "Condition": {"StringEquals": {"aws:SourceArn": trail_arn}},
            },
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudtrail.amazonaws.com"},
                "Action": "s3:PutObject",
                "Resource": pulumi.Output.concat(trail_logs.arn, "/AWSLogs/", account, "/*"),
                "Condition": {
                    "StringEquals": {"aws:SourceArn": trail_arn, "s3:x-amz-acl": "bucket-owner-full-control"},
                },
            },
        ],
    }),
)

aws.cloudtrail.Trail(
    "bedrock-trail",
    name="bedrock-trail",
    s3_bucket_name=trail_logs.id,
    is_multi_region_trail=True,
    enable_log_file_validation=True,${below(selectors, "    ")}
    opts=pulumi.ResourceOptions(depends_on=[trail_logs_policy]),
)`;
