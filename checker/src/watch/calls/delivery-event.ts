import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { Trail } from "../../../../src/cloudtrail/recorders/trail";
import { isKnown } from "../../../../src/cloudtrail/value";
import type { TrailCall } from "../../diff/sides/trail-call";
import { resourcesOf, textAt } from "../../evidence/records/record-fields";
import { readSourceTrail } from "../../live/read/trail/read-source-trail";
import type { SourceTrail } from "../../sources/source-trail";
import type { Alert, AlertResource } from "../alert/alert";
import { summaryMessage, topicMessage } from "../alert/message";
import { sendAlerts } from "../alert/send";
import { readWholeAccount } from "../read-whole-account";
import type { Outcome, Watch } from "../watch";
import { callerOf } from "./caller";
import { judgeTrail } from "./judge-trail";
import { lifecycleEffect } from "./lifecycle";
import { describe } from "./trail-of-call";

/** Calls about buckets that may keep log files from being delivered, kept or encrypted. */
const OF_BUCKETS: ReadonlySet<unknown> = new Set([
    "PutBucketPolicy",
    "DeleteBucketPolicy",
    "PutBucketAcl",
    "PutBucketPublicAccessBlock",
    "DeleteBucketPublicAccessBlock",
    "PutBucketLifecycle",
    "PutBucketLifecycleConfiguration",
    "PutBucketEncryption",
    "DeleteBucketEncryption",
    "DeleteBucket",
    "PutBucketRequestPayment",
]);

/** The same for keys. */
const OF_KEYS: ReadonlySet<unknown> = new Set([
    "PutKeyPolicy",
    "DisableKey",
    "ScheduleKeyDeletion",
    "DeleteImportedKeyMaterial",
]);

/** The policies that say whether log files can be delivered. A call that prevents delivery counts at any level. */
const ABOUT_DELIVERY: ReadonlySet<string> = new Set(["cloudtrail-bucket-policy", "cloudtrail-s3-delivery"]);

/** Is this a call that may change what happens to log files? */
export function isDeliveryCall({ eventSource, eventName }: TrailCall): boolean {
    return (
        (eventSource === "s3.amazonaws.com" && OF_BUCKETS.has(eventName)) ||
        (eventSource === "kms.amazonaws.com" && OF_KEYS.has(eventName))
    );
}

/**
 * Judges a change to a bucket or a key: reads the account's trails that use it, and reports what the policies now find
 * wrong with their delivery, and log files that are deleted too soon.
 * @throws Error if anything that it needs can't be read or sent
 */
export async function deliveryEvent(call: TrailCall, watch: Watch): Promise<Outcome> {
    const changed = changedBy(call, watch.destinations.origin.partition);
    const trails = await readTrails(watch);
    const concerned = trails.filter(({ trail }) => usesIt(trail, changed));
    const alerts =
        concerned.length === 0
            ? [unseen(call, changed)]
            : concerned.flatMap(trail => [
                  ...deliveryAlerts(call, trail, watch),
                  ...otherAlerts(call, changed, trail, watch),
              ]);
    if (alerts.length === 0) {
        return { outcome: "nothing-less", alerts: [] };
    }
    const subject = `The delivery of ${alerts.length > 1 ? "log files" : "a trail"} was changed: ${changed.name}`;
    await sendAlerts(
        alerts,
        watch.destinations,
        alerts.length === 1 ? alerts.map(topicMessage) : [summaryMessage(subject, alerts)],
    );
    return { outcome: "alerted", alerts: alerts.map(({ id }) => id) };
}

/** What a call changed. */
interface Changed extends AlertResource {
    readonly type: "AwsS3Bucket" | "AwsKmsKey";
}

function changedBy(call: TrailCall, partition: string): Changed {
    const parameters = isRecord(call.requestParameters) ? call.requestParameters : {};
    if (call.eventSource === "s3.amazonaws.com") {
        const bucket = textAt(parameters, "bucketName");
        if (bucket === null) {
            throw new Error(`the record of ${describe(call)} names no bucket`);
        }
        return { type: "AwsS3Bucket", id: `arn:${partition}:s3:::${bucket}`, name: bucket };
    }
    const arn = resourcesOf(call)
        .map(resource => textAt(resource, "ARN"))
        .find(text => text?.includes(":key/"));
    const key = arn ?? textAt(parameters, "keyId");
    if (key === undefined || key === null) {
        throw new Error(`the record of ${describe(call)} names no key`);
    }
    return { type: "AwsKmsKey", id: key, name: key.slice(key.lastIndexOf("/") + 1) };
}

function usesIt({ s3BucketName, kmsKeyId }: Trail, { type, id, name }: Changed): boolean {
    return type === "AwsS3Bucket"
        ? s3BucketName === name
        : kmsKeyId === id || (isKnown(kmsKeyId) && kmsKeyId?.endsWith(`/${name}`) === true);
}

const TRAILS_ONLY = { eventDataStores: false, telemetryRules: false };

/** The trails of the function's own account, with the policies of their buckets and keys. */
async function readTrails({ aws, own }: Watch): Promise<readonly SourceTrail[]> {
    const { account } = own;
    const reading = await readWholeAccount(aws.ownAccount(), { id: account, isOwn: true }, TRAILS_ONLY);
    return reading.trails.map(trail => {
        const source = readSourceTrail(trail, undefined);
        if ("reason" in source) {
            throw new Error(`${source.name} can't be read: ${source.reason}`);
        }
        return source;
    });
}

function deliveryAlerts(call: TrailCall, source: SourceTrail, { judge }: Watch): Alert[] {
    return judgeTrail(judge, source, ABOUT_DELIVERY)
        .filter(({ rule, status }) => ABOUT_DELIVERY.has(rule) && status !== "settled")
        .map(shortcoming => alert(call, resourceOf(source), shortcoming));
}

/** What no policy of the pack checks: whether log files are kept, and which key encrypts them by default. */
function otherAlerts(call: TrailCall, { name }: Changed, source: SourceTrail, { settings }: Watch): Alert[] {
    const { trail } = source;
    const of = (rule: string, title: string, status: Alert["status"], line: string) =>
        alert(call, resourceOf(source), { rule, title, severity: "high", status, lines: [line] });
    switch (call.eventName) {
        case "DeleteBucket":
            return [
                of(
                    "watch-bucket",
                    "The bucket of a trail was deleted",
                    "violation",
                    `Bucket ${JSON.stringify(name)} was deleted`,
                ),
            ];
        // Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail".
        case "PutBucketRequestPayment": {
            const payer = payerOf(call);
            if (payer === "BucketOwner") {
                return [];
            }
            const title = "The bucket of a trail is a Requester Pays bucket";
            const bucket = `bucket ${JSON.stringify(name)}`;
            const files = `the log files of trail ${JSON.stringify(trail.label)}`;
            return payer === "Requester"
                ? [
                      of(
                          "watch-bucket",
                          title,
                          "violation",
                          `CloudTrail can no longer deliver ${files}: requests to ${bucket} are now paid for by the requester`,
                      ),
                  ]
                : [
                      of(
                          "watch-bucket",
                          title,
                          "undetermined",
                          `It can't be decided whether CloudTrail can still deliver ${files}: the record does not say who pays for requests to ${bucket}`,
                      ),
                  ];
        }
        case "PutBucketEncryption":
        case "DeleteBucketEncryption":
            return isKnown(trail.kmsKeyId) && trail.kmsKeyId !== undefined && trail.kmsKeyId !== ""
                ? []
                : [
                      of(
                          "watch-bucket",
                          "The encryption of a trail's bucket was changed",
                          "undetermined",
                          `Trail ${JSON.stringify(trail.label)} has no KMS key of its own, so its log files use the default encryption of bucket ${JSON.stringify(name)}: check whether CloudTrail may use the key that the bucket names now`,
                      ),
                  ];
        case "PutBucketLifecycle":
        case "PutBucketLifecycleConfiguration": {
            const prefix = isKnown(trail.s3KeyPrefix) ? (trail.s3KeyPrefix ?? "") : "";
            const files = `${prefix === "" ? "" : `${prefix}/`}AWSLogs/`;
            const effect = lifecycleEffect(call, files, settings.retentionDays);
            const title = "Log files of a trail are deleted too soon";
            const asked = `they must be kept for ${settings.retentionDays} days`;
            return effect.kind === "kept"
                ? []
                : effect.kind === "deleted"
                  ? [
                        of(
                            "watch-log-retention",
                            title,
                            "violation",
                            `The log files of trail ${JSON.stringify(trail.label)} are deleted too soon: ${effect.what}, but ${asked}`,
                        ),
                    ]
                  : [
                        of(
                            "watch-log-retention",
                            title,
                            "undetermined",
                            `It can't be decided how long the log files of trail ${JSON.stringify(trail.label)} are kept: ${effect.reason}; ${asked}`,
                        ),
                    ];
        }
        default:
            return [];
    }
}

function payerOf({ requestParameters }: TrailCall): unknown {
    const configuration = isRecord(requestParameters) ? requestParameters.RequestPaymentConfiguration : undefined;
    return isRecord(configuration) ? configuration.Payer : undefined;
}

/** The bucket or key is watched, so somebody expects a trail to use it; but no trail here does. */
function unseen(call: TrailCall, changed: Changed): Alert {
    return alert(call, changed, {
        rule: "watch-bucket",
        title: `${String(call.eventName)} on a watched bucket or key`,
        severity: "medium",
        status: "undetermined",
        lines: [
            `No trail of this account uses ${changed.id}: whether a trail of another account does can't be seen from here`,
        ],
    });
}

function resourceOf({ id, trail }: SourceTrail): AlertResource {
    return { type: "AwsCloudTrailTrail", id, name: trail.label };
}

function alert(
    call: TrailCall,
    resource: AlertResource,
    found: Pick<Alert, "rule" | "title" | "severity" | "status" | "lines" | "lost">,
): Alert {
    const caller = callerOf(call);
    return {
        ...found,
        id: `trail-guard/${resource.id}/${caller.eventId}/${found.rule}`,
        resource,
        time: caller.time,
        caller,
    };
}
