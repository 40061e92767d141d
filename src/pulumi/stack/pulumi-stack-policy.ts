import type { ReportViolation, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { messageText } from "../../cloudtrail/message";
import type { SecretTexts } from "../../compliance/findings/secret-texts";
import { evaluateStack, type JudgedFinding } from "../../compliance/stack/evaluate-stack";
import { stackFindingText } from "../../compliance/stack/show-stack-result";
import type { StackPolicy } from "../../compliance/stack/stack-policy";
import { notApplicable } from "../not-applicable";
import { policyMetadata } from "../policy-metadata";
import { report, reportConfigProblems } from "../report-violation";
import { cloudControlNames } from "../resources/cloud-control";
import type { PulumiResource } from "../resources/read-resource";
import { recorderOfType } from "../resources/resource-types";
import { secretTexts } from "../values/secret-texts";
import { givenInputs, withGivenInputs } from "./given-inputs";
import { readPulumiStack } from "./read-stack";
import { roleOfType } from "./stack-resource-types";

/** A stack policy as a policy of a Pulumi policy pack. */
export function pulumiStackPolicy(policy: StackPolicy): StackValidationPolicy {
    return {
        ...policyMetadata(policy),
        validateStack: (args, reportViolation) => validate(policy, args, reportViolation),
    };
}

function validate(policy: StackPolicy, args: StackValidationArgs, reportViolation: ReportViolation): void {
    const resources = withGivenInputs(args.resources);
    const stack = readPulumiStack(resources, givenInputs, args.stackTags);
    const result = evaluateStack(policy, stack, args.getConfig<Record<string, unknown>>());
    if ("configProblems" in result) {
        reportConfigProblems(reportViolation, policy, result.configProblems);
        return;
    }
    if (result.status === "not-applicable") {
        notApplicable(args, result.reason && messageText(result.reason));
    }
    for (const finding of withoutRepetition(result.findings)) {
        report(reportViolation, stackFindingText(policy, stack, finding, secretsBehind(finding, resources)), {
            urn: finding.trail?.id,
            // Mandatory would stop every preview: what is unknown at preview stays so until the update.
            enforcementLevel: finding.status === "violation" ? undefined : "advisory",
        });
    }
}

/** Secret strings that the code in a finding may contain: those of the trail and of what it delivers to. */
function secretsBehind({ fix }: JudgedFinding, resources: readonly PulumiResource[]): SecretTexts {
    return new Set(
        fix?.code === undefined
            ? []
            : resources
                  .filter(
                      ({ type }) =>
                          roleOfType(type) !== undefined ||
                          recorderOfType(type) !== undefined ||
                          cloudControlNames(type) !== undefined,
                  )
                  .flatMap(({ props }) => [...secretTexts(props)]),
    );
}

/** An exempt trail is reported once, however many findings it is exempt from. */
function withoutRepetition(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
    return findings.filter(
        ({ status, trail }, index) =>
            status !== "exempt" ||
            findings.findIndex(other => other.status === "exempt" && other.trail === trail) === index,
    );
}
