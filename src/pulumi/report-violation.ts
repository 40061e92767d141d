import type { ReportViolation } from "@pulumi/policy";
import type { ConfigProblem } from "../compliance/configuration/configuration";
import type { EnforcementLevel, PolicyMetadata } from "../compliance/policy/policy";

/** How one message is reported, where it isn't reported as the policy and the resource at hand say. */
export interface ReportOptions {
    readonly enforcementLevel?: EnforcementLevel | undefined;
    /** The resource that it is about; policies over stacks have none at hand. */
    readonly urn?: string | undefined;
}

/**
 * Reports a message as it stands, where the SDK would put the policy's description before it, and with a level of its
 * own where one is given: the SDK takes an object for that, although its types don't say so.
 */
export function report(reportViolation: ReportViolation, message: string, options: ReportOptions = {}): void {
    reportViolation({ message, ...options } as unknown as string);
}

/** Reports a configuration that is not valid: always mandatory, because nothing was checked. */
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
