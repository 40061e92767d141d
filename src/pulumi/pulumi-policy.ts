import type {
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { messageText } from "../cloudtrail/message";
import type { Trail } from "../cloudtrail/recorders/trail";
import { type Evaluation, type EvaluationContext, evaluate, type PolicyResult } from "../compliance/evaluate";
import type { TrailPolicy } from "../compliance/policy/policy";
import { notApplicable } from "./not-applicable";
import { Peers } from "./peers";
import { policyMetadata } from "./policy-metadata";
import { applyChange } from "./remediation/apply-change";
import { ignoredProperties } from "./remediation/ignored-properties";
import { UndecidedRemediations } from "./remediation/undecided-remediations";
import { report, reportConfigProblems } from "./report-violation";
import { hiddenTrails, undecidedTrail } from "./resources/hidden-trails";
import { readResource } from "./resources/read-resource";
import { isUnseen } from "./resources/unseen";
import { noteInputs } from "./stack/given-inputs";
import { ANY_TRAIL, validateUse } from "./stack/validate-use";
import { trailResultText } from "./trail-result-text";

/** Trail policies as those of a Pulumi policy pack. */
export function pulumiPolicies(
    policies: readonly TrailPolicy[],
): (ResourceValidationPolicy & Partial<StackValidationPolicy>)[] {
    const peers = new Peers(policies);
    return policies.map(policy => pulumiPolicy(policy, peers));
}

/** Only the whole stack shows what is used: a policy that requires that is a stack policy as well. */
function pulumiPolicy(policy: TrailPolicy, peers: Peers): ResourceValidationPolicy & Partial<StackValidationPolicy> {
    const undecided = new UndecidedRemediations();
    return {
        ...policyMetadata(policy),
        validateResource: (args, reportViolation) => validate(policy, args, reportViolation, undecided, peers),
        ...(policy.remediate === undefined ? {} : { remediateResource: args => remediate(policy, args, undecided) }),
        ...(policy.asksForUse === true
            ? { validateStack: (args, reportViolation) => validateUse(policy, args, reportViolation, peers) }
            : {}),
    };
}

const NO_TRAIL = "the resource is not a CloudTrail trail";
const ADVICE_UNTIL_KNOWN =
    "Advisory for now: this policy remediates, and can do so in the update, as soon as these values are known";

function validate(
    policy: TrailPolicy,
    args: ResourceValidationArgs,
    reportViolation: ReportViolation,
    undecided: UndecidedRemediations,
    peers: Peers,
): void {
    noteInputs(args);
    peers.configured(policy, args.getConfig);
    const advise = (...lines: readonly string[]) =>
        report(reportViolation, lines.join("\n  "), { enforcementLevel: "advisory" });
    const hidden = hiddenTrails(args) ?? undecidedTrail(args);
    if (hidden !== undefined) {
        peers.note(policy, args.urn);
        const { why, advice } = hidden;
        if (advice === undefined || !peers.speaksFor(policy, args.urn)) {
            notApplicable(args, why);
        }
        advise(why, advice);
        return;
    }
    const { result } = evaluateResource(policy, args);
    peers.note(policy, args.urn);
    if ("configProblems" in result) {
        reportConfigProblems(reportViolation, policy, result.configProblems);
        return;
    }
    switch (result.status) {
        case "pass":
            return;
        case "not-applicable":
            notApplicable(args, result.reason && messageText(result.reason));
            break;
        case "violation":
            if (getConfig(args).scope === "any-trail") {
                advise(textOf(result, args, peers), ANY_TRAIL);
            } else if (undecided.take(args.urn)) {
                advise(textOf(result, args, peers), ADVICE_UNTIL_KNOWN);
            } else {
                report(reportViolation, textOf(result, args, peers));
            }
            break;
        case "undetermined":
            if (isGivenLater(result)) {
                notApplicable(args, GIVEN_LATER);
            }
            advise(textOf(result, args, peers));
            break;
        case "exempt":
            // Mandatory would stop every preview: what is unknown at preview stays so until the update.
            advise(textOf(result, args, peers));
    }
}

const GIVEN_LATER =
    "an optional property has a value that is not known before the update: this policy decides during the update";

/**
 * Is the only open question whether a value from another resource, such as the ARN of a key, turns out to be empty? It hardly
 * ever does, and the update checks again before it creates the trail: until then there is no message, and it does not pass.
 */
function isGivenLater({ findings }: PolicyResult): boolean {
    return findings.length > 0 && findings.every(({ headline }) => headline.id === "may-be-empty");
}

function textOf(result: PolicyResult, args: ResourceValidationArgs, peers: Peers): string {
    return trailResultText(result, args.props, peers.sharedFix(result, contextOf(args, result.trail), args.urn));
}

function remediate(
    policy: TrailPolicy,
    args: ResourceValidationArgs,
    undecided: UndecidedRemediations,
): Record<string, unknown> | undefined {
    const { trail, result } = evaluateResource(policy, args);
    const remediation = "configProblems" in result ? undefined : result.remediation;
    undecided.note(args.urn, remediation?.kind === "refused" && remediation.undecided === true);
    if ("configProblems" in result || (result.status !== "violation" && result.status !== "undetermined")) {
        return undefined;
    }
    // The selectors of a telemetry rule are too deeply nested to be set safely from outside, and nothing reaches a Terraform module.
    if (remediation?.kind !== "change" || trail.recorder === "TelemetryRule" || trail.dialect.name === "terraform") {
        return undefined;
    }
    applyChange(args.props, remediation.change, trail);
    return args.props;
}

function evaluateResource(policy: TrailPolicy, args: ResourceValidationArgs): { trail: Trail; result: Evaluation } {
    const trail = readResource(args) ?? notApplicable(args, NO_TRAIL);
    if (isUnseen(args)) {
        notApplicable(
            args,
            "the update leaves the resource out (--target or --exclude), and the engine shows nothing about it",
        );
    }
    const result = evaluate(policy, trail, getConfig(args), contextOf(args, trail));
    return { trail, result };
}

function contextOf({ urn, name, opts }: ResourceValidationArgs, { dialect }: Trail): EvaluationContext {
    return { identifiers: [urn, name], ignored: ignoredProperties(opts.ignoreChanges, dialect) };
}

function getConfig(args: ResourceValidationArgs): Record<string, unknown> {
    return args.getConfig<Record<string, unknown>>();
}
