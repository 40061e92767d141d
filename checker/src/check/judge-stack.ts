import type { UnknownPhrasing } from "../../../src/compliance/findings/unknown-phrasing";
import { evaluateStack } from "../../../src/compliance/stack/evaluate-stack";
import type { Stack } from "../../../src/compliance/stack/resources/stack";
import { formatStackMessage } from "../../../src/compliance/stack/stack-message";
import type { StackPolicy } from "../../../src/compliance/stack/stack-policy";
import type { ConfiguredPolicy } from "../configuration/configured-policy";
import type { ReportResult } from "../report/report";
import type { SourceStack, SourceTrail } from "../sources/source-trail";
import { advice } from "./judge";

const NO_STACK = "it needs the stack that declares the trail, and this source shows none";
const NO_TRAIL = "it does not apply to event data stores";

/**
 * The results of the policies over stacks that judge each trail.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function judgeInStack(
    { trail, inStack, doubt }: SourceTrail,
    policies: readonly ConfiguredPolicy<StackPolicy>[],
    today: string,
): ReportResult[] {
    return policies.map(configured => {
        if (inStack === undefined || "missing" in inStack) {
            const message = trail.recorder === "Trail" ? (inStack?.missing ?? NO_STACK) : NO_TRAIL;
            return resultOf(configured, "not-applicable", message);
        }
        // Of this trail alone: the verdict of another must not stand for it.
        return judge({ ...inStack.stack, trails: [inStack.trail] }, configured, today, doubt);
    });
}

/** The results of the policies over whole stacks, without those that don't apply. */
export function judgeStack(
    { stack, doubt }: SourceStack,
    policies: readonly ConfiguredPolicy<StackPolicy>[],
    today: string,
): ReportResult[] {
    return policies
        .map(configured => judge(stack, configured, today, doubt))
        .filter(({ status }) => status !== "not-applicable");
}

function judge(
    stack: Stack,
    configured: ConfiguredPolicy<StackPolicy>,
    today: string,
    doubt: UnknownPhrasing | undefined,
): ReportResult {
    const { policy, setting } = configured;
    const result = evaluateStack(policy, stack, setting.config, today);
    if ("configProblems" in result) {
        throw new Error(`defect: the configuration of ${policy.name} was taken for valid`);
    }
    const { status, findings, reason = "" } = result;
    return resultOf(
        configured,
        status,
        status === "not-applicable" ? reason : formatStackMessage(policy, stack, findings, doubt),
    );
}

function resultOf(
    { policy, setting }: ConfiguredPolicy<StackPolicy>,
    status: ReportResult["status"],
    message: string,
): ReportResult {
    return { policy: policy.name, status, message, ...advice(setting) };
}
