import type { ReportViolation, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { evaluateStack } from "../compliance/stack/evaluate-stack";
import type { Stack } from "../compliance/stack/stack";
import { formatStackMessage } from "../compliance/stack/stack-message";
import type { StackPolicy } from "../compliance/stack/stack-policy";
import { policyMetadata } from "./policy-metadata";
import { readStack } from "./read-stack";
import { report, reportConfigProblems } from "./report-violation";

/** Policies over stacks as policies of a Pulumi policy pack. */
export function pulumiStackPolicies(policies: readonly StackPolicy[]): StackValidationPolicy[] {
    const current = new CurrentStack();
    return policies.map(policy => ({
        ...policyMetadata(policy),
        validateStack: skippable(
            (args: StackValidationArgs, reportViolation: ReportViolation) =>
                validate(policy, current.read(args), args, reportViolation),
            () => current.isWithout(policy),
        ),
    }));
}

function validate(
    policy: StackPolicy,
    stack: Stack,
    args: StackValidationArgs,
    reportViolation: ReportViolation,
): void {
    const result = evaluateStack(policy, stack, args.getConfig<Record<string, unknown>>());
    if ("configProblems" in result) {
        reportConfigProblems(reportViolation, policy, result.configProblems);
        return;
    }
    if (result.status === "not-applicable") {
        args.notApplicable(result.reason);
    }
    for (const finding of result.findings) {
        report(reportViolation, formatStackMessage(policy, stack, finding), {
            urn: finding.trail?.id,
            // Mandatory would stop every preview: what isn't known at preview never is, until the update.
            enforcementLevel: finding.status === "violation" ? undefined : "advisory",
        });
    }
}

/** No resource is of this type. The SDK's reason reads "Policy only applies to resources of type '…'". */
const NO_RESOURCE = "that this stack does not have";

/** The stack that the SDK is working through, for as long as it does. */
class CurrentStack {
    private stack: Stack | undefined;

    read({ resources }: StackValidationArgs): Stack {
        const stack = readStack(resources);
        this.stack = stack;
        // The SDK runs all policies of one stack without leaving the microtask queue.
        setImmediate(() => {
            this.stack = undefined;
        });
        return stack;
    }

    /** Is there surely nothing in it that a policy is about? */
    isWithout(policy: StackPolicy): boolean {
        return this.stack !== undefined && !policy.appliesTo(this.stack);
    }
}

/**
 * The SDK deserialises all resources anew for each policy over stacks: half a second for 2,000. It spares a policy that
 * only applies to a type that the stack doesn't have, which it looks for under `__pulumiType` right before. Ours apply
 * to several types, so they answer with one that no stack has where an earlier policy has found nothing for them.
 * Source: `@pulumi/policy/server.js`, `makeAnalyzeStackRpcFun`.
 */
function skippable<Validation extends object>(validation: Validation, skip: () => boolean): Validation {
    return Object.defineProperty(validation, "__pulumiType", { get: () => (skip() ? NO_RESOURCE : undefined) });
}
