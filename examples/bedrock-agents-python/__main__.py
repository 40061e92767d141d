"""A Bedrock agent, and a trail that does not record its use."""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "bedrock.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    ),
)
support = aws.bedrock.AgentAgent(
    "support",
    agent_name="support",
    agent_resource_role_arn=role.arn,
    foundation_model="amazon.nova-pro-v1:0",
    instruction="You answer questions about orders, briefly and politely, from the order system.",
)
live = aws.bedrock.AgentAgentAlias("live", agent_id=support.agent_id, agent_alias_name="live")

logs = aws.s3.Bucket("logs")
cloudtrail = {"Service": "cloudtrail.amazonaws.com"}
logs_policy = aws.s3.BucketPolicy(
    "logs-policy",
    bucket=logs.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": cloudtrail,
                    "Action": "s3:GetBucketAcl",
                    "Resource": logs.arn,
                },
                {
                    "Effect": "Allow",
                    "Principal": cloudtrail,
                    "Action": "s3:PutObject",
                    "Resource": pulumi.Output.concat(logs.arn, "/AWSLogs/*"),
                    "Condition": {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}},
                },
            ],
        }
    ),
)
# No selectors: management events only, so InvokeAgent leaves no record.
audit = aws.cloudtrail.Trail(
    "audit",
    s3_bucket_name=logs.id,
    is_multi_region_trail=True,
    enable_log_file_validation=True,
    opts=pulumi.ResourceOptions(depends_on=[logs_policy]),
)

pulumi.export("trail_arn", audit.arn)
