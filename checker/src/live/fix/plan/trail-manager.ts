import { quote } from "../../../../../src/cloudtrail/quote";
import type { TrailReading } from "../../read/account/account-reading";

/**
 * The tool that seems to own a trail, judging by its name and its tags: the next run of that tool may undo a change that it
 * doesn't know about.
 */
export function managerOf({ name, beforeChange }: TrailReading): string | undefined {
    const tags = beforeChange !== undefined && "value" in beforeChange.tags ? beforeChange.tags.value : {};
    const stack = tags["aws:cloudformation:stack-name"];
    if (stack !== undefined) {
        return `CloudFormation stack ${quote(stack)}`;
    }
    const byName = NAMES.find(([pattern]) => pattern.test(name));
    if (byName !== undefined) {
        return byName[1];
    }
    const words = Object.entries(tags).flat().join(" ");
    return TOOLS.find(([pattern]) => pattern.test(words))?.[1];
}

/**
 * The trails that landing zones create. Sources: AWS Control Tower user guide, "Resources"; the Landing Zone
 * Accelerator's prefix for its resources; the templates of the former AWS Landing Zone solution.
 */
const NAMES: readonly (readonly [RegExp, string])[] = [
    [/^aws-controltower-/i, "AWS Control Tower"],
    [/^AWSAccelerator-/i, "the Landing Zone Accelerator"],
    [/^AWS-?Landing-?Zone-/i, "AWS Landing Zone"],
];

/** By tags that people set: `ManagedBy: terraform`, `terraform: true`. */
const TOOLS: readonly (readonly [RegExp, string])[] = [
    [/terraform|terragrunt/i, "Terraform"],
    [/opentofu/i, "OpenTofu"],
    [/pulumi/i, "Pulumi"],
    [/cloudformation/i, "CloudFormation"],
    [/\bcdk\b/i, "the AWS CDK"],
];
