import type { Message } from "../../cloudtrail/message";
import { type ConfigProblem, validateConfig } from "../configuration/configuration";
import { currentDay, type Exemption, findExemption, namesOf } from "../configuration/exemption";
import type { Status } from "../findings/finding";
import type { StackFinding } from "./finding";
import type { Stack } from "./resources/stack";
import type { StackPolicy } from "./stack-policy";

/** A finding, and whether it counts. */
export interface JudgedFinding extends StackFinding {
    readonly status: "violation" | "undetermined" | "exempt";
    /** For `exempt`, and if an exemption has expired. */
    readonly exemption?: Exemption;
}

/** The outcome of one policy for one stack. `status` is the worst of its findings'. */
export interface StackResult {
    readonly policy: StackPolicy;
    readonly stack: Stack;
    readonly status: Status;
    readonly findings: readonly JudgedFinding[];
    /** For `not-applicable`. */
    readonly reason?: Message;
}

/** The result, or what is wrong with the configuration. */
export type StackEvaluation = StackResult | { readonly configProblems: readonly ConfigProblem[] };

/**
 * Evaluates a policy for a stack: configuration, the check, exemptions.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function evaluateStack(
    policy: StackPolicy,
    stack: Stack,
    givenConfig: Readonly<Record<string, unknown>>,
    today: string = currentDay(),
): StackEvaluation {
    const validated = validateConfig(givenConfig, policy.configSchema);
    if (!validated.ok) {
        return { configProblems: validated.problems };
    }
    const { config } = validated;
    const verdict = policy.check(stack, config);
    if ("notApplicable" in verdict) {
        return { policy, stack, status: "not-applicable", findings: [], reason: verdict.notApplicable };
    }
    const exemptions = (config.exemptions as readonly Exemption[] | undefined) ?? [];
    const findings = verdict.map((finding): JudgedFinding => {
        const match = findExemption(exemptions, subjectNames(finding, stack), today);
        const status = match === undefined || match.expired ? finding.kind : "exempt";
        return { ...finding, status, ...(match === undefined ? {} : { exemption: match.exemption }) };
    });
    const statuses = findings.map(({ status }) => status);
    const worst = (["violation", "undetermined", "exempt"] as const).find(status => statuses.includes(status));
    return { policy, stack, status: worst ?? "pass", findings };
}

/** The names that exemptions may use for the subject of a finding. */
function subjectNames({ trail }: StackFinding, stack: Stack): string[] {
    return trail === undefined ? [stack.id, stack.label] : [trail.id, trail.label, ...namesOf(trail.trail)];
}
