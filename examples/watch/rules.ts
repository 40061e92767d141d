import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { eventPatterns } from "./events";
import type { Settings } from "./settings";

/** Sends the function each call that changes a trail or what it delivers with, and once a day the time for a full check. */
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
        // A little more often, so that the alarm of a day without a check never meets one that is a minute late.
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
            // What EventBridge can't deliver at all.
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
