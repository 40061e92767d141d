/** CloudTrail calls that make a trail record less, or say what it records from then on. */
export const TRAIL_CALLS = [
    "CreateTrail",
    "DeleteEventDataStore",
    "DeleteTrail",
    "PutEventConfiguration",
    "PutEventSelectors",
    "PutInsightSelectors",
    "StartLogging",
    "StopLogging",
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
];

/** Calls that change whether CloudTrail may encrypt with a key. */
export const KEY_CALLS = ["DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"];

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
        ...(buckets.length === 0
            ? {}
            : { buckets: calls("s3", BUCKET_CALLS, { requestParameters: { bucketName: buckets } }) }),
        ...(keys.length === 0 ? {} : { keys: calls("kms", KEY_CALLS, { resources: { ARN: keys } }) }),
    };
}
