import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The bucket in which the watch keeps what each trail logged when it was last seen. */
export function stateBucket(): aws.s3.Bucket {
    const bucket = new aws.s3.Bucket("state");
    new aws.s3.BucketPublicAccessBlock("state", {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
    });
    const versioning = new aws.s3.BucketVersioning("state", {
        bucket: bucket.id,
        versioningConfiguration: { status: "Enabled" },
    });
    new aws.s3.BucketLifecycleConfiguration(
        "state",
        {
            bucket: bucket.id,
            rules: [
                {
                    id: "old-versions",
                    status: "Enabled",
                    filter: {},
                    noncurrentVersionExpiration: { noncurrentDays: 90 },
                },
            ],
        },
        { dependsOn: [versioning] },
    );
    return bucket;
}

/** Anybody who could write there could hide a loss from the watch: only its own role may. */
export function onlyWrittenBy(bucket: aws.s3.Bucket, role: aws.iam.Role): void {
    new aws.s3.BucketPolicy("state", {
        bucket: bucket.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Deny",
                    Principal: "*",
                    Action: ["s3:DeleteObject", "s3:PutObject"],
                    Resource: pulumi.interpolate`${bucket.arn}/*`,
                    Condition: { ArnNotEquals: { "aws:PrincipalArn": role.arn } },
                },
                {
                    Effect: "Deny",
                    Principal: "*",
                    Action: "s3:*",
                    Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
                    Condition: { Bool: { "aws:SecureTransport": "false" } },
                },
            ],
        }),
    });
}
