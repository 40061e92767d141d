import { message } from "../../../src/cloudtrail/message";
import { evaluate } from "../../../src/compliance/evaluate";
import { showResult } from "../../../src/compliance/findings/show-result";
import { fixTogether } from "../../../src/compliance/fix-together";
import type { Policy } from "../../../src/compliance/stack/stack-policy";
import { useOf } from "../../../src/compliance/stack/used-types";
import type { ConfiguredPolicy } from "../configuration/configured-policy";
import type { PolicySetting } from "../configuration/policy-setting";
import type { ReportResult } from "../report/report";
import type { SourceTrail, UnreadTrail } from "../sources/source-trail";

/**
 * The results of all policies for a trail, without any secret text.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function judge(found: SourceTrail, policies: readonly ConfiguredPolicy[], today: string): ReportResult[] {
    const { trail, identifiers, secrets, doubt, inStack } = found;
    const ofStack = inStack !== undefined && "stack" in inStack ? useOf(inStack.stack) : undefined;
    const use = found.use ?? ofStack;
    const judged = policies.map(({ policy, setting }) => {
        const result = evaluate(policy, trail, setting.config, { identifiers, today, use });
        if ("configProblems" in result) {
            throw new Error(`defect: the configuration of ${policy.name} was accepted as valid`);
        }
        return { result, setting };
    });
    const counting = (advisory: boolean) =>
        judged.filter(({ setting }) => (setting.level === "advisory") === advisory).map(({ result }) => result);
    // What counts comes first: advisory findings may refer to it.
    const shared = fixTogether([...counting(false), ...counting(true)]);
    const shown = judged.map(({ result, setting }) => ({
        policy: result.policy.name,
        ...showResult(result, secrets, doubt, shared.get(result.policy.name)),
        ...advice(setting),
    }));
    return causesFirst(shown);
}

/** A result that others name as their cause comes before them. */
function causesFirst(results: readonly ReportResult[]): ReportResult[] {
    const causes = new Set(results.flatMap(({ causedBy }) => causedBy ?? []));
    return [
        ...results.filter(({ policy }) => causes.has(policy)),
        ...results.filter(({ policy }) => !causes.has(policy)),
    ];
}

/** The results for something that could not be read: nothing is known about it. */
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

/** A violation of a policy at level advisory doesn't count. */
export function advice({ level }: PolicySetting): Pick<ReportResult, "advisory"> {
    return level === "advisory" ? { advisory: true } : {};
}
