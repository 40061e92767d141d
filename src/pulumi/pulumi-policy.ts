import type { ReportViolation, ResourceValidationArgs, ResourceValidationPolicy } from "@pulumi/policy";
import { evaluate, type PolicyResult } from "../compliance/evaluate";
import { formatMessage } from "../compliance/findings/message";
import type { TrailPolicy } from "../compliance/policy/policy";
import { applyChange } from "./apply-change";
import { notApplicable } from "./not-applicable";
import { policyMetadata } from "./policy-metadata";
import { readResource } from "./read-resource";
import { report, reportConfigProblems } from "./report-violation";
import { secretTexts } from "./values/secret-texts";

/** A policy over trails as the policy of a Pulumi policy pack. */
export function pulumiPolicy(policy: TrailPolicy): ResourceValidationPolicy {
    return {
        ...policyMetadata(policy),
        validateResource: (args, reportViolation) => validate(policy, args, reportViolation),
        ...(policy.remediate === undefined ? {} : { remediateResource: args => remediate(policy, args) }),
    };
}

const ANY_TRAIL =
    "Only advice: by its configuration (scope any-trail) one trail that complies is enough, and cloudtrail-trail-required asks for it";

function validate(policy: TrailPolicy, args: ResourceValidationArgs, reportViolation: ReportViolation): void {
    const trail = readResource(args) ?? notApplicable(args, "the resource is no CloudTrail trail");
    const config = args.getConfig<Record<string, unknown>>();
    const result = evaluate(policy, trail, config, { identifiers: [args.urn, args.name] });
    const message = (of: PolicyResult) => formatMessage(of, secretTexts(args.props));
    if ("configProblems" in result) {
        reportConfigProblems(reportViolation, policy, result.configProblems);
        return;
    }
    switch (result.status) {
        case "pass":
            return;
        case "not-applicable":
            notApplicable(args, result.reason);
            break;
        case "violation":
            if (config.scope === "any-trail") {
                report(reportViolation, `${message(result)}\n  ${ANY_TRAIL}`, { enforcementLevel: "advisory" });
            } else {
                report(reportViolation, message(result));
            }
            break;
        case "undetermined":
        case "exempt":
            // Mandatory would stop every preview: what isn't known at preview never is, until the update.
            report(reportViolation, message(result), { enforcementLevel: "advisory" });
    }
}

function remediate(policy: TrailPolicy, args: ResourceValidationArgs): Record<string, unknown> | undefined {
    const trail = readResource(args) ?? notApplicable(args, "the resource is no CloudTrail trail");
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
