import { evaluate } from "../../src/compliance/evaluate";
import { resultLines } from "../../src/compliance/findings/result-text";
import { showResult } from "../../src/compliance/findings/show-result";
import type { TrailPolicy } from "../../src/compliance/policy/policy";
import { evaluateStack } from "../../src/compliance/stack/evaluate-stack";
import { stackFindingText } from "../../src/compliance/stack/show-stack-result";
import type { ExampleResource, StackPolicy } from "../../src/compliance/stack/stack-policy";
import { readResource } from "../../src/pulumi/resources/read-resource";
import { readPulumiStack } from "../../src/pulumi/stack/read-stack";

/** The message of a trail policy for a trail, as Pulumi shows it; a test compares the two. */
export function trailMessage(policy: TrailPolicy, { type, name, properties }: ExampleResource): string {
    const trail = readResource({ type, name, props: properties });
    const result = trail === undefined ? undefined : evaluate(policy, trail, policy.examples.config ?? {});
    if (result === undefined || "configProblems" in result || result.status !== "violation") {
        throw new Error(`the example of ${policy.name} does not violate it`);
    }
    return resultLines({ noun: "Trail", name }, policy.name, showResult(result)).join("\n");
}

/** The messages of a stack policy for these resources, as Pulumi shows them. */
export function stackMessage(policy: StackPolicy, resources: readonly ExampleResource[]): string {
    const stack = readPulumiStack(
        resources.map(({ type, name, properties }) => ({
            type,
            name,
            props: properties,
            urn: `urn:pulumi:dev::project::${type}::${name}`,
            propertyDependencies: {},
        })),
    );
    const result = evaluateStack(policy, stack, {});
    if ("configProblems" in result || result.status !== "violation") {
        throw new Error(`the example of ${policy.name} does not violate it`);
    }
    return result.findings.map(finding => stackFindingText(policy, stack, finding)).join("\n");
}
