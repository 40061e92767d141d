import type { PolicyMetadata } from "../../../src/compliance/policy/policy";

/** What a change must not do to a trail, in the order of the report. */
export const DIFF_RULES = [
    rule("trail-kept", "The trail is kept", "critical", "A deleted trail records nothing.", "Keep the trail."),
    rule(
        "trail-events",
        "The trail logs at least the events that it logged",
        "critical",
        "Replacing event selectors instead of adding to them silently stops recording what they no longer select.",
        "Keep the existing event selectors, and add the new ones to them.",
    ),
    rule(
        "trail-logging",
        "The trail stays switched on",
        "critical",
        "A trail that is off records nothing.",
        "Leave it on.",
    ),
    rule(
        "trail-regions",
        "The trail still covers all Regions",
        "high",
        "A single-Region trail records nothing in the other Regions.",
        "Leave it a multi-Region trail.",
    ),
    rule(
        "trail-global-services",
        "The trail still logs the events of global services",
        "high",
        "Without them, the trail records no calls to IAM, STS and CloudFront.",
        "Leave the events of global services included.",
    ),
    rule(
        "trail-organization",
        "The trail still covers the organization",
        "high",
        "The trail of one account records nothing in the others.",
        "Leave it an organization trail.",
    ),
    rule(
        "trail-bucket",
        "The trail still delivers to the same bucket",
        "high",
        "Log files that go to another bucket are missing where they are searched, retained and protected.",
        "Leave its bucket as it is.",
    ),
    rule(
        "trail-delivery",
        "CloudTrail can still deliver to the bucket",
        "critical",
        "A bucket or key policy that refuses CloudTrail loses every log file from then on, although the trail itself is unchanged.",
        "Keep the statements of the bucket policy and the key policy that let CloudTrail deliver.",
    ),
    rule(
        "trail-log-file-validation",
        "The trail still signs digests of its log files",
        "medium",
        "Without digests nobody can prove that a log file was not changed.",
        "Leave log file validation on.",
    ),
    rule(
        "trail-encryption",
        "The trail still encrypts its log files with a KMS key",
        "medium",
        "Anyone who can read the bucket can then read the log files.",
        "Keep the KMS key.",
    ),
] as const;

/** The name of a rule. */
export type DiffRule = (typeof DIFF_RULES)[number]["name"];

function rule<Name extends string>(
    name: Name,
    displayName: string,
    severity: PolicyMetadata["severity"],
    why: string,
    remediationSteps: string,
): PolicyMetadata & { readonly name: Name } {
    return {
        name,
        displayName,
        description: `${displayName}.`,
        why,
        severity,
        enforcementLevel: "mandatory",
        tags: ["cloudtrail", "change"],
        remediationSteps,
        configSchema: { properties: {} },
    };
}
