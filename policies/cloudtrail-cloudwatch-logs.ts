import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireSet } from "../src/compliance/policy/require-set";

export default definePolicy({
    name: "cloudtrail-cloudwatch-logs",
    displayName: "CloudTrail trails also write to CloudWatch Logs",
    description:
        "Every CloudTrail trail sends its events to a CloudWatch Logs log group, with a role that may write there.",
    why: "A bucket keeps the record but alerts nobody. In CloudWatch Logs, metric filters and alarms can react to an event within minutes: someone new invokes an agent, or a trail is stopped.",
    severity: "low",
    enforcementLevel: "advisory",
    tags: ["cloudtrail", "hardening", "monitoring"],
    framework: {
        name: "CIS AWS Foundations Benchmark",
        version: "1.4.0",
        reference: "3.4",
        specification: "Ensure CloudTrail trails are integrated with CloudWatch Logs",
    },
    remediationSteps:
        "Set cloudWatchLogsGroupArn (cloudWatchLogsLogGroupArn in aws-native) to the log group's ARN followed by :*, and cloudWatchLogsRoleArn to a role that CloudTrail may assume to write to it.",
    cost: "CloudWatch Logs charges for each gigabyte that it ingests and stores.",
    recorders: ["Trail"],
    examples: {
        violates: EXAMPLE_TRAIL,
        complies: {
            ...EXAMPLE_TRAIL,
            cloudWatchLogsGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:trail:*",
            cloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/trail-to-cloudwatch-logs",
        },
    },
    check: ({ cloudWatchLogsLogGroupArn: group, cloudWatchLogsRoleArn: role }) => {
        const missing = requireSet(
            group,
            "CloudWatchLogsLogGroupArn",
            message("no-log-group", "does not send its events to a log group"),
            message(
                "set-log-group",
                "set {group} to a log group's ARN followed by :*, and {role} to a role that may write to it",
                {
                    group: { property: "CloudWatchLogsLogGroupArn" },
                    role: { property: "CloudWatchLogsRoleArn" },
                },
            ),
        );
        return group === undefined
            ? missing
            : [
                  ...missing,
                  ...requireSet(
                      role,
                      "CloudWatchLogsRoleArn",
                      message("no-log-group-role", "has no role that may write to its log group"),
                      message("set-log-group-role", "set {role} to a role that CloudTrail may assume to write to it", {
                          role: { property: "CloudWatchLogsRoleArn" },
                      }),
                  ),
              ];
    },
});
