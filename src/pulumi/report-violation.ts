import type { ReportViolation } from "@pulumi/policy";
import type { ConfigProblem } from "../compliance/configuration/configuration";
import type { EnforcementLevel, PolicyMetadata } from "../compliance/policy/policy";

/** How to report one message, if it differs from the policy and the current resource. */
export interface ReportOptions {
    readonly enforcementLevel?: EnforcementLevel | undefined;
    /** The resource that it is about; stack policies have no current one. */
    readonly urn?: string | undefined;
}

/**
 * Reports a message as it is, without the policy's description that the SDK would prepend, and with its own level if there is
 * one: the SDK accepts an object for that, although its types don't say so.
 */
export function report(reportViolation: ReportViolation, message: string, options: ReportOptions = {}): void {
    reportViolation({ message, ...options } as unknown as string);
}

/** Reports an invalid configuration: always mandatory, because nothing was checked. */
export function reportConfigProblems(
    reportViolation: ReportViolation,
    { name }: PolicyMetadata,
    problems: readonly ConfigProblem[],
): void {
    const lines = problems.map(({ path, message }) => `  ${name}${path === "" ? "" : `.${path}`}: ${message}`);
    report(
        reportViolation,
        [`The configuration of ${name} is not valid, so nothing was checked:`, ...lines].join("\n"),
        { enforcementLevel: "mandatory" },
    );
}
