import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireSet } from "../src/compliance/policy/require-set";

export default definePolicy({
    name: "cloudtrail-kms-encryption",
    displayName: "CloudTrail trails encrypt with a KMS key",
    description: "Every CloudTrail trail encrypts its log files with a customer managed KMS key.",
    why: "S3 encrypts the log files in any case, but everyone who may read the bucket can read them. With a KMS key a reader also needs the key, every use of the key is recorded, and revoking access to the key revokes access to the log files.",
    severity: "medium",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "hardening", "encryption"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "3.0.0",
        reference: "3.5",
        specification: "Ensure CloudTrail logs are encrypted at rest using KMS CMKs",
    },
    remediationSteps:
        "Set kmsKeyId to a key in the bucket's Region whose key policy lets cloudtrail.amazonaws.com call kms:GenerateDataKey* and kms:DescribeKey.",
    cost: "AWS charges for a KMS key by the month, and for requests to it.",
    recorders: ["Trail"],
    examples: {
        violates: EXAMPLE_TRAIL,
        complies: {
            ...EXAMPLE_TRAIL,
            kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/a1b2c3d4-5678-90ab-cdef-111111111111",
        },
    },
    check: ({ kmsKeyId }) =>
        requireSet(
            kmsKeyId,
            "KmsKeyId",
            message("no-kms-key", "does not encrypt its log files with a KMS key"),
            message("set-kms-key", "set {key} to the ARN of a key whose policy lets CloudTrail use it", {
                key: { property: "KmsKeyId" },
            }),
        ),
});
