/** CloudTrail calls that make a trail record less, or say what it records from then on. */
export const TRAIL_CALLS = [
    "CreateTrail",
    "DeleteEventDataStore",
    "DeleteTrail",
    "PutEventConfiguration",
    "PutEventSelectors",
    "PutInsightSelectors",
    "StartLogging",
    "StopEventDataStoreIngestion",
    "StopLogging",
    "UpdateEventDataStore",
    "UpdateTrail",
];

/** Calls that change whether log files are delivered to a bucket, and how long it keeps them. */
export const BUCKET_CALLS = [
    "DeleteBucket",
    "DeleteBucketEncryption",
    "DeleteBucketPolicy",
    "DeleteBucketPublicAccessBlock",
    "PutBucketAcl",
    "PutBucketEncryption",
    "PutBucketLifecycle",
    "PutBucketLifecycleConfiguration",
    "PutBucketPolicy",
    "PutBucketPublicAccessBlock",
    "PutBucketRequestPayment",
];

/** Calls that change whether CloudTrail may encrypt with a key. */
export const KEY_CALLS = ["DeleteImportedKeyMaterial", "DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"];

/** Calls after which organization trails record nothing in the member accounts: EventBridge has them in us-east-1. */
export const ORGANIZATION_CALLS = ["DisableAWSServiceAccess"];

const carriedOut = { errorCode: [{ exists: false }] };

function calls(service: string, eventName: readonly string[], more: object = {}): string {
    return JSON.stringify({
        source: [`aws.${service}`],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: { eventSource: [`${service}.amazonaws.com`], eventName, ...carriedOut, ...more },
    });
}

/** The event patterns of the rules, by rule name. */
export function eventPatterns(buckets: readonly string[], keys: readonly string[]): Readonly<Record<string, string>> {
    return {
        trails: calls("cloudtrail", TRAIL_CALLS),
        organization: calls("organizations", ORGANIZATION_CALLS, {
            requestParameters: { servicePrincipal: ["cloudtrail.amazonaws.com"] },
        }),
        ...(buckets.length === 0
            ? {}
            : { buckets: calls("s3", BUCKET_CALLS, { requestParameters: { bucketName: buckets } }) }),
        ...(keys.length === 0 ? {} : { keys: calls("kms", KEY_CALLS, { resources: { ARN: keys } }) }),
    };
}
