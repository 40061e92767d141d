/** The file of a policy that its author has yet to write: what it checks is an example. */
export function policySource(name: string): string {
    return `import { message } from "../src/cloudtrail/message";
import { EXAMPLE_TRAIL } from "../src/compliance/example-trail";
import { definePolicy } from "../src/compliance/policy/define-policy";
import { requireTrue } from "../src/compliance/policy/require-true";

export default definePolicy({
    name: "${name}",
    displayName: "TODO: what trails do or are, as in: CloudTrail trails cover all Regions",
    description: "TODO: one sentence: what must be so.",
    why: "TODO: what goes wrong otherwise, and what AWS's default is.",
    severity: "medium",
    enforcementLevel: "advisory",
    tags: ["cloudtrail"],
    remediationSteps: "TODO: what to do about a violation.",
    recorders: ["Trail"],
    examples: {
        violates: EXAMPLE_TRAIL,
        complies: { ...EXAMPLE_TRAIL, isOrganizationTrail: true },
    },
    // TODO: an example. What isn't known yet must come out as undetermined, never as a pass.
    check: trail =>
        requireTrue(
            trail,
            trail.isOrganizationTrail,
            "IsOrganizationTrail",
            message("no-organization-trail", "does not record the events of the organization's other accounts"),
        ),
});
`;
}
