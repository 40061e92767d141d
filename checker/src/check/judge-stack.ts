import { type Message, message } from "../../../src/cloudtrail/message";
import { TRAILS_ONLY } from "../../../src/compliance/evaluate";
import type { SecretTexts } from "../../../src/compliance/findings/secret-texts";
import type { UnknownPhrasing } from "../../../src/compliance/findings/unknown-phrasing";
import { evaluateStack } from "../../../src/compliance/stack/evaluate-stack";
import type { Stack } from "../../../src/compliance/stack/resources/stack";
import { showStackResult } from "../../../src/compliance/stack/show-stack-result";
import type { StackPolicy } from "../../../src/compliance/stack/stack-policy";
import type { ConfiguredPolicy } from "../configuration/configured-policy";
import type { ReportResult } from "../report/report";
import type { SourceStack, SourceTrail } from "../sources/source-trail";
import { advice, counts, notShown } from "./judge";

const NO_STACK = "it needs the stack that declares the trail, which this input does not contain";

/**
 * The results of the stack policies that judge each trail.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function judgeInStack(
    { trail, inStack, unknownPhrasing, secrets }: SourceTrail,
    policies: readonly ConfiguredPolicy<StackPolicy>[],
    today: string,
): ReportResult[] {
    return policies.map(configured => {
        if (inStack === undefined || "missing" in inStack) {
            return trail.recorder === "Trail"
                ? withoutStack(configured, inStack)
                : notApplicable(configured, TRAILS_ONLY);
        }
        // For this trail alone: another trail's verdict must not count for it.
        return judge({ ...inStack.stack, trails: [inStack.trail] }, configured, today, unknownPhrasing, secrets);
    });
}

/** The results of the policies for whole stacks, without those that don't apply. */
export function judgeStack(
    { stack, unknownPhrasing }: SourceStack,
    policies: readonly ConfiguredPolicy<StackPolicy>[],
    today: string,
): ReportResult[] {
    return policies
        .map(configured => judge(stack, configured, today, unknownPhrasing))
        .filter(({ status }) => status !== "not-applicable");
}

function judge(
    stack: Stack,
    configured: ConfiguredPolicy<StackPolicy>,
    today: string,
    unknownPhrasing: UnknownPhrasing | undefined,
    secrets?: SecretTexts,
): ReportResult {
    const { policy, setting } = configured;
    const result = evaluateStack(policy, stack, setting.config, today);
    if ("configProblems" in result) {
        throw new Error(`defect: the configuration of ${policy.name} was accepted as valid`);
    }
    return { policy: policy.name, ...showStackResult(result, unknownPhrasing, secrets), ...advice(setting) };
}

/** Where a policy counts, what it needs and can't be seen leaves it undetermined. */
function withoutStack(
    configured: ConfiguredPolicy<StackPolicy>,
    inStack: { readonly missing: string } | undefined,
): ReportResult {
    const { policy, setting } = configured;
    const reason = inStack?.missing ?? NO_STACK;
    return counts(setting)
        ? { policy: policy.name, status: "undetermined", findings: [notShown(reason)] }
        : notApplicable(configured, message("stack-not-read", "{reason}", { reason }));
}

function notApplicable({ policy, setting }: ConfiguredPolicy<StackPolicy>, reason: Message): ReportResult {
    return { policy: policy.name, status: "not-applicable", findings: [], reason, ...advice(setting) };
}
