import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import type { ConfigProblem } from "../compliance/configuration";
import { evaluate, type PolicyResult } from "../compliance/evaluate";
import { formatMessage } from "../compliance/message";
import type { EnforcementLevel, TrailPolicy } from "../compliance/policy";
import { policyUrl } from "../compliance/policy-url";
import { ownTexts } from "../compliance/withheld";
import { applyChange } from "./apply-change";
import { plainProperties } from "./properties";
import { readResource } from "./read-resource";

/** A policy over trails as the policy of a Pulumi policy pack. */
export function pulumiPolicy(policy: TrailPolicy): ResourceValidationPolicy {
    const { name, displayName, description, severity, tags, framework, remediationSteps, enforcementLevel } = policy;
    return {
        name,
        displayName,
        description,
        severity,
        tags: [...tags],
        ...(framework === undefined ? {} : { framework }),
        remediationSteps,
        url: policyUrl(name),
        enforcementLevel,
        configSchema: structuredClone(policy.configSchema) as unknown as NonNullable<
            ResourceValidationPolicy["configSchema"]
        >,
        validateResource: (args, reportViolation) => validate(policy, args, reportViolation),
        ...(policy.remediate === undefined ? {} : { remediateResource: args => remediate(policy, args) }),
    };
}

function validate(policy: TrailPolicy, args: ResourceValidationArgs, reportViolation: ReportViolation): void {
    const trail = readResource(args) ?? args.notApplicable("the resource is no CloudTrail trail");
    const config = args.getConfig<Record<string, unknown>>();
    const result = evaluate(policy, trail, config, { identifiers: [args.urn, args.name] });
    // The SDK has unwrapped secrets, and the CLI masks only those of the configuration: any text may be one.
    const message = (of: PolicyResult) => formatMessage(of, ownTexts(plainProperties(args.props)));
    if ("configProblems" in result) {
        report(reportViolation, configMessage(policy, result.configProblems), "mandatory");
        return;
    }
    switch (result.status) {
        case "pass":
            return;
        case "not-applicable":
            args.notApplicable(result.reason);
            break;
        case "violation":
            report(reportViolation, message(result), config.scope === "any-trail" ? "advisory" : undefined);
            break;
        case "undetermined":
        case "exempt":
            // Mandatory would stop every preview: what isn't known at preview never is, until the update.
            report(reportViolation, message(result), "advisory");
    }
}

function remediate(policy: TrailPolicy, args: ResourceValidationArgs): Record<string, unknown> | undefined {
    const trail = readResource(args) ?? args.notApplicable("the resource is no CloudTrail trail");
    const result = evaluate(policy, trail, args.getConfig<Record<string, unknown>>(), {
        identifiers: [args.urn, args.name],
    });
    if ("configProblems" in result || (result.status !== "violation" && result.status !== "undetermined")) {
        return undefined;
    }
    if (result.remediation?.kind !== "change") {
        return undefined;
    }
    applyChange(args.props, result.remediation.change, trail);
    return args.props;
}

function configMessage({ name }: TrailPolicy, problems: readonly ConfigProblem[]): string {
    const lines = problems.map(({ path, message }) => `  ${name}${path === "" ? "" : `.${path}`}: ${message}`);
    return [`The configuration of ${name} is not valid, so nothing was checked:`, ...lines].join("\n");
}

/**
 * Reports a message as it stands, where the SDK would put the policy's description before it, and with a level of its
 * own where one is given: the SDK takes an object for that, although its types don't say so.
 */
function report(reportViolation: ReportViolation, message: string, enforcementLevel?: EnforcementLevel): void {
    reportViolation({ message, enforcementLevel } as unknown as string);
}
