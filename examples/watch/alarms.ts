import * as aws from "@pulumi/aws";

/** Notifies the topic when the watch itself fails: an error, an event in the dead-letter queue, a day without a call. */
export function alarms(watched: aws.lambda.Function, deadLetters: aws.sqs.Queue, topic: aws.sns.Topic): void {
    const actions = { alarmActions: [topic.arn], okActions: [topic.arn] };
    const ofFunction = { namespace: "AWS/Lambda", dimensions: { FunctionName: watched.name }, statistic: "Sum" };
    new aws.cloudwatch.MetricAlarm("errors", {
        ...actions,
        ...ofFunction,
        name: "trail-guard-watch-errors",
        alarmDescription: "The CloudTrail watch failed: its log says why. Lambda retries the event.",
        metricName: "Errors",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
    });
    new aws.cloudwatch.MetricAlarm("dead-letters", {
        ...actions,
        name: "trail-guard-watch-dead-letters",
        alarmDescription: "The CloudTrail watch gave up on an event: it is in the dead-letter queue.",
        namespace: "AWS/SQS",
        dimensions: { QueueName: deadLetters.name },
        metricName: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 0,
        treatMissingData: "notBreaching",
    });
    new aws.cloudwatch.MetricAlarm("silence", {
        ...actions,
        ...ofFunction,
        name: "trail-guard-watch-silence",
        alarmDescription: "Nothing has called the CloudTrail watch for a day: its rules are gone or disabled.",
        metricName: "Invocations",
        period: 86_400,
        evaluationPeriods: 1,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
    });
}
