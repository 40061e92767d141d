import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eventPatterns } from "./events";
import type { Settings } from "./settings";

/** Sends the function each call that changes a trail, its bucket or its key, and a schedule for the daily check. */
export function sendEvents(
    target: aws.lambda.Function,
    deadLetters: aws.sqs.Queue,
    { trailBuckets, trailKeys }: Settings,
): void {
    const patterns = eventPatterns(trailBuckets, trailKeys);
    const rules = [
        ...Object.entries(patterns).map(
            ([name, eventPattern]) => new aws.cloudwatch.EventRule(name, { name: `trail-guard-${name}`, eventPattern }),
        ),
        // Slightly more often than daily, so that a check that is a minute late doesn't raise the alarm.
        new aws.cloudwatch.EventRule("daily", { name: "trail-guard-daily", scheduleExpression: "rate(23 hours)" }),
    ];
    for (const [index, rule] of rules.entries()) {
        const name = [...Object.keys(patterns), "daily"][index] ?? "";
        new aws.lambda.Permission(name, {
            function: target.name,
            action: "lambda:InvokeFunction",
            principal: "events.amazonaws.com",
            sourceArn: rule.arn,
        });
        new aws.cloudwatch.EventTarget(name, {
            rule: rule.name,
            arn: target.arn,
            // For events that EventBridge can't deliver at all.
            deadLetterConfig: { arn: deadLetters.arn },
        });
    }
    new aws.sqs.QueuePolicy("dead-letters", {
        queueUrl: deadLetters.id,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "events.amazonaws.com" },
                    Action: "sqs:SendMessage",
                    Resource: deadLetters.arn,
                    Condition: { ArnEquals: { "aws:SourceArn": rules.map(rule => rule.arn) } },
                },
            ],
        }),
    });
    // Lambda tries an event three times, for six hours at most; then it goes to the dead-letter queue.
    new aws.lambda.FunctionEventInvokeConfig("watch", {
        functionName: target.name,
        maximumRetryAttempts: 2,
        maximumEventAgeInSeconds: 21_600,
    });
}
