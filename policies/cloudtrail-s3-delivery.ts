import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { unreadable } from "../src/compliance/findings/not-known";
import { CREATE_AND_RETAIN } from "../src/compliance/policy/controls";
import { definePolicy } from "../src/compliance/policy/define-policy";

interface Config {
    readonly defaultBucket?: string;
}

export default definePolicy<Config>({
    name: "cloudtrail-s3-delivery",
    displayName: "CloudTrail trails write to S3",
    description: "Every CloudTrail trail delivers its log files to an S3 bucket.",
    why: "Without a bucket, the record of who used Bedrock is not kept: Event history holds 90 days of management events and no data events at all.",
    severity: "high",
    enforcementLevel: "mandatory",
    tags: ["cloudtrail", "bedrock", "logging", "s3"],
    framework: CREATE_AND_RETAIN,
    remediationSteps: "Set s3BucketName to a bucket whose policy lets CloudTrail write to it.",
    configSchema: {
        properties: {
            defaultBucket: {
                type: "string",
                minLength: 3,
                description:
                    "The bucket that remediation sets on a trail that has none. Its bucket policy must let CloudTrail deliver. Without this property nothing is remediated.",
            },
        },
    },
    recorders: ["Trail"],
    examples: {
        violates: { s3BucketName: "", isMultiRegionTrail: true },
        complies: EXAMPLE_TRAIL,
    },
    check: ({ s3BucketName, latestDeliveryError: error }) => {
        if (s3BucketName === undefined) {
            return [{ kind: "violation", headline: message("no-bucket", "has no S3 bucket"), path: ["S3BucketName"] }];
        }
        if (typeof error === "string") {
            return [
                {
                    kind: "violation",
                    headline: message(
                        "delivery-fails",
                        "can't write to its S3 bucket: the last delivery failed with {error}",
                        {
                            error: { text: error },
                        },
                    ),
                    path: ["LatestDeliveryError"],
                    fix: {
                        headline: message(
                            "allow-delivery",
                            "in the bucket policy, let CloudTrail write to the bucket; if there is a KMS key, let CloudTrail use it in the key policy",
                        ),
                    },
                },
            ];
        }
        // An unknown bucket counts as one: the property is required, so a trail without a bucket can't be created. A
        // property that could not be read is a different case.
        return [...unreadable(s3BucketName, "S3BucketName"), ...unreadable(error, "LatestDeliveryError")];
    },
    remediate: ({ s3BucketName }, { defaultBucket }) => {
        if (s3BucketName !== undefined) {
            return { kind: "nothing" };
        }
        return defaultBucket === undefined
            ? {
                  kind: "refused",
                  reason: message(
                      "which-bucket",
                      "the bucket is your choice: set {bucket}, or this policy's defaultBucket",
                      { bucket: { property: "S3BucketName" } },
                  ),
              }
            : { kind: "change", change: { kind: "set", property: "S3BucketName", value: defaultBucket } };
    },
});
