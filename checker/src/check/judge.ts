import { message, messageText } from "../../../src/cloudtrail/message";
import { USE_UNKNOWN } from "../../../src/compliance/configuration/configured-types";
import { evaluate, type PolicyResult } from "../../../src/compliance/evaluate";
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
    const { trail, identifiers, secrets, unknownPhrasing, inStack } = found;
    const ofStack = inStack !== undefined && "stack" in inStack ? useOf(inStack.stack) : undefined;
    const use = found.use ?? ofStack;
    const judged = policies.map(({ policy, setting }) => {
        const result = evaluate(policy, trail, setting.config, { identifiers, today, use });
        if ("configProblems" in result) {
            throw new Error(`defect: the configuration of ${policy.name} was accepted as valid`);
        }
        return { result: countedAsOpen(result, setting), setting };
    });
    const counting = (advisory: boolean) =>
        judged.filter(({ setting }) => counts(setting) !== advisory).map(({ result }) => result);
    // What counts comes first: advisory findings may refer to it.
    const shared = fixTogether([...counting(false), ...counting(true)]);
    const shown = judged.map(({ result, setting }) => ({
        policy: result.policy.name,
        ...showResult(result, secrets, unknownPhrasing, shared.get(result.policy.name)),
        ...advice(setting),
    }));
    return causesFirst(shown);
}

/**
 * The result of a policy that could not decide because the input doesn't show what it needs: if it counts, that is
 * undetermined. An advisory one does not apply.
 */
function countedAsOpen(result: PolicyResult, setting: PolicySetting): PolicyResult {
    const { status, reason, trail, ...others } = result;
    return status === "not-applicable" && reason?.id === USE_UNKNOWN && counts(setting)
        ? {
              ...others,
              trail,
              status: "undetermined",
              findings: [notShown(`${messageText(reason, trail.dialect)}: ${HOW_TO_SHOW}`)],
          }
        : result;
}

const HOW_TO_SHOW = "name them in resourceTypes, or let --bedrock-use list them";

/** The ID of the message that a policy could not decide. */
export const NOT_ASKED = "not-asked";

/** The finding that a policy could not decide, because something was not read. */
export function notShown(reason: string) {
    const headline = message(NOT_ASKED, "Whether it complies can't be decided: {reason}", { reason });
    return { kind: "undetermined", form: "sentence", headline } as const;
}

/** Does the result of a policy decide the exit code? */
export function counts({ level }: PolicySetting): boolean {
    return level !== "advisory";
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
export function advice(setting: PolicySetting): Pick<ReportResult, "advisory"> {
    return counts(setting) ? {} : { advisory: true };
}
