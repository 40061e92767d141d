import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { alarms } from "./alarms";
import { configRule } from "./config-rule";
import { allow, readTrails } from "./permissions";
import { sendEvents } from "./rules";
import { readSettings } from "./settings";
import { onlyWrittenBy, stateBucket } from "./state-bucket";
import { TrailGuardFunction } from "./trail-guard-function";

const settings = readSettings();
const { accountId, partition, region, organization, securityHub, email } = settings;

const topic = new aws.sns.Topic("alerts", { name: "trail-guard-alerts" });
if (email !== undefined) {
    new aws.sns.TopicSubscription("alerts", { topic: topic.arn, protocol: "email", endpoint: email });
}
const deadLetters = new aws.sqs.Queue("dead-letters", {
    name: "trail-guard-dead-letters",
    messageRetentionSeconds: 14 * 24 * 3600,
    sqsManagedSseEnabled: true,
});
const state = stateBucket();

const watch = new TrailGuardFunction("watch", {
    handler: "index.handler",
    environment: {
        TRAIL_GUARD_STATE_BUCKET: state.bucket,
        TRAIL_GUARD_TOPIC_ARN: topic.arn,
        TRAIL_GUARD_SECURITY_HUB: String(securityHub),
        TRAIL_GUARD_ORGANIZATION: String(organization !== undefined),
        TRAIL_GUARD_RETENTION_DAYS: String(settings.retentionDays),
    },
    statements: [
        ...readTrails(settings),
        allow(["cloudtrail:LookupEvents"], "*"),
        ...(organization === undefined ? [] : [allow(["organizations:ListAccounts"], "*")]),
        allow(["s3:GetObject", "s3:PutObject"], pulumi.interpolate`${state.arn}/trails/*`),
        // Without it, S3 answers a missing object with an access error.
        allow(["s3:ListBucket"], state.arn),
        allow(["sns:Publish"], topic.arn),
        ...(securityHub
            ? [
                  allow(
                      ["securityhub:BatchImportFindings"],
                      `arn:${partition}:securityhub:${region}:${accountId}:product/${accountId}/default`,
                  ),
              ]
            : []),
    ],
    settings,
    deadLetters,
    reservedConcurrency: settings.reservedConcurrency,
});
onlyWrittenBy(state, watch.role);
sendEvents(watch.function, deadLetters, settings);
alarms(watch.function, deadLetters, topic);
if (settings.configRule !== undefined) {
    configRule(settings);
}

export const topicArn = topic.arn;
export const functionName = watch.function.name;
export const deadLetterQueueUrl = deadLetters.url;
