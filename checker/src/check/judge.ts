import { message } from "../../../src/cloudtrail/message";
import { evaluate } from "../../../src/compliance/evaluate";
import { showResult } from "../../../src/compliance/findings/show-result";
import type { Policy } from "../../../src/compliance/stack/stack-policy";
import { useOf } from "../../../src/compliance/stack/used-types";
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
        const { trail, identifiers, inStack } = found;
        const use = inStack !== undefined && "stack" in inStack ? useOf(inStack.stack) : undefined;
        const result = evaluate(policy, trail, setting.config, { identifiers, today, use });
        if ("configProblems" in result) {
            throw new Error(`defect: the configuration of ${policy.name} was taken for valid`);
        }
        return { policy: policy.name, ...showResult(result, found.secrets, found.doubt), ...advice(setting) };
    });
}

/** The results for what could not be read: nothing is known of it. */
export function judgeUnread(
    { name, reason }: UnreadTrail,
    policies: readonly ConfiguredPolicy<Policy>[],
): ReportResult[] {
    const headline = message("unread", "{name} could not be read: {reason}", { name, reason });
    return policies.map(({ policy, setting }) => ({
        policy: policy.name,
        status: "undetermined" as const,
        findings: [{ kind: "undetermined" as const, form: "sentence" as const, headline }],
        ...advice(setting),
    }));
}

/** What the policy is configured to only advise doesn't count. */
export function advice({ level }: PolicySetting): Pick<ReportResult, "advisory"> {
    return level === "advisory" ? { advisory: true } : {};
}
