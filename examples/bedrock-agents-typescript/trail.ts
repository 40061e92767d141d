import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Whose events the trail records. */
export interface Organization {
    readonly accountId: string;
    readonly organizationId: string;
}

/**
 * A trail with all that one usually asks of a trail: all accounts, all Regions, encrypted, signed digests. And yet it
 * records no invocation of an agent and no query of a knowledge base: those are data events.
 */
export function organizationTrail(name: string, { accountId, organizationId }: Organization): aws.cloudtrail.Trail {
    const arn = pulumi.interpolate`arn:aws:cloudtrail:${aws.config.region ?? "us-east-1"}:${accountId}:trail/${name}`;
    const cloudTrail = { Service: "cloudtrail.amazonaws.com" };
    const ofTheTrail = { StringEquals: { "aws:SourceArn": arn } };

    const key = new aws.kms.Key(name, {
        description: "Encrypts the log files of CloudTrail",
        enableKeyRotation: true,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
                    Action: "kms:*",
                    Resource: "*",
                },
                {
                    Effect: "Allow",
                    Principal: cloudTrail,
                    Action: ["kms:GenerateDataKey*", "kms:DescribeKey"],
                    Resource: "*",
                    Condition: ofTheTrail,
                },
            ],
        }),
    });
    const bucket = new aws.s3.Bucket(`${name}-logs`);
    const policy = new aws.s3.BucketPolicy(`${name}-logs`, {
        bucket: bucket.id,
        policy: {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: cloudTrail,
                    Action: "s3:GetBucketAcl",
                    Resource: bucket.arn,
                    Condition: ofTheTrail,
                },
                {
                    Effect: "Allow",
                    Principal: cloudTrail,
                    Action: "s3:PutObject",
                    Resource: [
                        pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
                        pulumi.interpolate`${bucket.arn}/AWSLogs/${organizationId}/*`,
                    ],
                    Condition: {
                        StringEquals: { "aws:SourceArn": arn, "s3:x-amz-acl": "bucket-owner-full-control" },
                    },
                },
            ],
        },
    });
    return new aws.cloudtrail.Trail(
        name,
        {
            name,
            s3BucketName: bucket.id,
            kmsKeyId: key.arn,
            isOrganizationTrail: true,
            isMultiRegionTrail: true,
            enableLogFileValidation: true,
        },
        { dependsOn: [policy] },
    );
}
