import type { CloudTrailEvent } from "../../../src/cloudtrail/event";
import { evaluate, type PolicyResult } from "../../../src/compliance/evaluate";
import { describeFix } from "../../../src/compliance/findings/fix";
import { formatMessage } from "../../../src/compliance/findings/message";
import { leaks, type SecretTexts, WITHHELD } from "../../../src/compliance/findings/secret-texts";
import type { Policy } from "../../../src/compliance/stack/stack-policy";
import type { ConfiguredPolicy } from "../configuration/configured-policy";
import type { PolicySetting } from "../configuration/policy-config";
import type { ReportResult } from "../report/report";
import type { SourceTrail, UnreadTrail } from "../sources/source-trail";

/**
 * The results of all policies for a trail, without any text that is secret.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function judge(found: SourceTrail, policies: readonly ConfiguredPolicy[], today: string): ReportResult[] {
    return policies.map(({ policy, setting }) => {
        const result = evaluate(policy, found.trail, setting.config, { identifiers: found.identifiers, today });
        if ("configProblems" in result) {
            throw new Error(`defect: the configuration of ${policy.name} was taken for valid`);
        }
        return reportResult(result, setting, found);
    });
}

function reportResult(result: PolicyResult, setting: PolicySetting, found: SourceTrail): ReportResult {
    const { policy, status, findings, remediation, trail } = result;
    const { secrets } = found;
    const event = findings.find(({ kind }) => kind === "violation")?.unloggedEvent;
    return {
        policy: policy.name,
        status,
        message: messageOf(result, found),
        ...(event === undefined || status === "exempt" ? {} : { unloggedEvent: withoutSecrets(event, secrets) }),
        ...(status === "violation" && remediation?.kind === "change"
            ? { remediation: describeFix(remediation.change, trail, secrets) }
            : {}),
        ...advice(setting),
    };
}

function messageOf(result: PolicyResult, { secrets, doubt }: SourceTrail): string {
    switch (result.status) {
        case "pass":
            return "";
        case "not-applicable":
            return result.reason ?? "";
        default:
            return formatMessage(result, secrets, doubt);
    }
}

function withoutSecrets(event: CloudTrailEvent, secrets: SecretTexts): CloudTrailEvent {
    return Object.fromEntries(
        Object.entries(event).map(([field, value]) => [
            field,
            value !== null && leaks(value, secrets) ? WITHHELD : value,
        ]),
    ) as unknown as CloudTrailEvent;
}

/** The results for what could not be read: nothing is known of it. */
export function judgeUnread(
    { name, reason }: UnreadTrail,
    policies: readonly ConfiguredPolicy<Policy>[],
): ReportResult[] {
    return policies.map(({ policy, setting }) => ({
        policy: policy.name,
        status: "undetermined" as const,
        message: `${name} could not be read: ${reason}`,
        ...advice(setting),
    }));
}

/** What the policy is configured to only advise doesn't count. */
export function advice({ level }: PolicySetting): Pick<ReportResult, "advisory"> {
    return level === "advisory" ? { advisory: true } : {};
}
