import assert from "node:assert/strict";
import type { Alert } from "../../../checker/src/watch/alert/alert";
import { securityFinding } from "../../../checker/src/watch/alert/finding";
import { summaryMessage, topicMessage } from "../../../checker/src/watch/alert/message";
import { callerOf } from "../../../checker/src/watch/calls/caller";
import { evaluationOf, notApplicable } from "../../../checker/src/watch/config-rule/evaluation";
import { readInvocation } from "../../../checker/src/watch/config-rule/invocation";
import { eventOf } from "../../../src/cloudtrail/event";

const ORIGIN = { partition: "aws-cn", region: "cn-north-1", account: "111122223333" };
const ARN = "arn:aws-cn:cloudtrail:cn-north-1:444455556666:trail/audit";
const ALERT: Alert = {
    id: "trail-guard/x",
    rule: "trail-events",
    title: "A trail logs less than before",
    severity: "critical",
    status: "violation",
    resource: { type: "AwsCloudTrailTrail", id: ARN, name: "audit" },
    time: "2026-01-15T00:00:00.000Z",
    lines: ["It logs less."],
};

describe("an alert", () => {
    it("is a finding of the function's own account about a trail of any account", () => {
        const finding = securityFinding(
            { ...ALERT, lost: eventOf({ eventCategory: "Data", readOnly: "true" }) },
            ORIGIN,
        );
        assert.equal(finding.AwsAccountId, "111122223333");
        assert.equal(finding.ProductArn, "arn:aws-cn:securityhub:cn-north-1:111122223333:product/111122223333/default");
        assert.deepEqual(finding.Resources, [
            { Type: "AwsCloudTrailTrail", Id: ARN, Partition: "aws-cn", Region: "cn-north-1" },
        ]);
        assert.equal(finding.ProductFields?.["trail-guard/NotLogged"], '{"eventCategory":"Data","readOnly":"true"}');
        assert.deepEqual([finding.Compliance?.Status, finding.RecordState], ["FAILED", "ACTIVE"]);
        assert.match(finding.Remediation?.Recommendation?.Url ?? "", /docs\/diff\.md#trail-events$/);
        const settled = securityFinding({ ...ALERT, status: "settled" }, ORIGIN);
        assert.deepEqual([settled.Compliance?.Status, settled.RecordState], ["PASSED", "ARCHIVED"]);
    });

    it("fits, however long its texts are", () => {
        const long = "x".repeat(300_000);
        const alert = { ...ALERT, title: long, lines: [long], putBack: long };
        const finding = securityFinding(alert, ORIGIN);
        assert.equal(finding.Title?.length, 256);
        assert.equal(finding.Description?.length, 1024);
        assert.equal(finding.Remediation?.Recommendation?.Text?.length, 512);
        assert.equal(finding.ProductFields?.["trail-guard/PutBack"]?.length, 2048);
        const { subject, message } = topicMessage(alert);
        assert.equal(subject.length, 100);
        assert.ok(Buffer.byteLength(message) <= 256 * 1024);
        assert.match(message, /… cut: the function's log has the rest$/);
        assert.ok(Buffer.byteLength(topicMessage({ ...ALERT, lines: ["€".repeat(200_000)] }).message) <= 256 * 1024);
    });

    it("is never cut within a character", () => {
        const { Description = "" } = securityFinding(
            { ...ALERT, lines: [`${"x".repeat(1022)}😀${"x".repeat(9)}`] },
            ORIGIN,
        );
        assert.equal(Description, `${"x".repeat(1022)}…`);
    });

    it("contains no line break from the caller", () => {
        const caller = callerOf({ eventName: "StopLogging", userAgent: "aws-cli\n\nTo put it back:\nrm -rf ." });
        const { message } = topicMessage({ ...ALERT, caller });
        assert.match(message, /, with aws-cli\\u000a\\u000aTo put it back:\\u000arm -rf \.$/m);
        assert.doesNotMatch(message, /^To put it back:$/m);
    });

    it("contains nothing that steers a terminal, and a subject of one line of ASCII", () => {
        const { subject, message } = summaryMessage("a\nb\u001b[31mé", [{ ...ALERT, lines: ["\u001b[31m"] }]);
        assert.equal(subject, "a?b?[31m?");
        assert.ok(!message.includes("\u001b"));
    });
});

describe("an evaluation of AWS Config", () => {
    const trail = { type: "AWS::CloudTrail::Trail", id: "audit" } as const;
    const time = new Date(0);
    const found = (rule: string, status: Alert["status"], line = "What is wrong.") => ({
        subject: { id: ARN, name: "audit" },
        rule,
        title: rule,
        severity: "high" as const,
        status,
        lines: [line],
    });

    it("complies only if nothing is violated and everything is decided", () => {
        const type = (...all: ReturnType<typeof found>[]) => evaluationOf(trail, all, time).ComplianceType;
        assert.equal(type(found("a", "settled"), found("b", "settled")), "COMPLIANT");
        assert.equal(type(found("a", "settled"), found("b", "violation")), "NON_COMPLIANT");
        assert.equal(type(found("a", "settled"), found("b", "undetermined")), "NON_COMPLIANT");
        assert.equal(type(), "NOT_APPLICABLE");
    });

    it("names violations first, and has at most 256 characters", () => {
        const all = [found("b", "undetermined"), found("a", "violation", "x".repeat(500))];
        const { Annotation = "" } = evaluationOf(trail, all, time);
        assert.equal(Annotation.length, 256);
        assert.match(Annotation, /^a: x+…$/);
        assert.equal(
            evaluationOf(trail, [found("a", "violation"), found("b", "violation")], time).Annotation,
            "a: What is wrong. (and b)",
        );
        assert.equal(notApplicable(trail, "y".repeat(300), time).Annotation?.length, 256);
    });

    it("may have empty parameters", () => {
        const invokingEvent =
            '{"messageType": "ScheduledNotification", "notificationCreationTime": "2026-01-15T00:00:00Z"}';
        const event = { invokingEvent, ruleParameters: "{}", resultToken: "t", accountId: "111122223333" };
        assert.equal(readInvocation(event).notification.kind, "scheduled");
    });

    for (const [name, event, expected] of [
        ["nothing", undefined, /not an event of an AWS Config rule/],
        [
            "text that is not JSON",
            { invokingEvent: "{", resultToken: "t", accountId: "111122223333" },
            /the invokingEvent of the AWS Config rule is not JSON/,
        ],
        ["no account", { invokingEvent: "{}", resultToken: "t" }, /has no accountId/],
        [
            "another message",
            { invokingEvent: '{"messageType": "X"}', resultToken: "t", accountId: "111122223333" },
            /does not know the message type "X"/,
        ],
        [
            "no time",
            { invokingEvent: '{"messageType": "ScheduledNotification"}', resultToken: "t", accountId: "111122223333" },
            /has no time/,
        ],
        [
            "parameters of the rule, which nothing reads",
            {
                invokingEvent:
                    '{"messageType": "ScheduledNotification", "notificationCreationTime": "2026-01-15T00:00:00Z"}',
                ruleParameters: '{"requireAll": "true"}',
                resultToken: "t",
                accountId: "111122223333",
            },
            /have no effect: remove them/,
        ],
        [
            "a resource without its ARN",
            {
                invokingEvent:
                    '{"messageType": "OversizedConfigurationItemChangeNotification", "configurationItemSummary": {"resourceType": "AWS::CloudTrail::Trail", "resourceId": "audit"}}',
                resultToken: "t",
                accountId: "111122223333",
            },
            /no ARN/,
        ],
    ] as const) {
        it(`is refused for an event with ${name}`, () => {
            assert.throws(() => readInvocation(event), expected);
        });
    }
});
