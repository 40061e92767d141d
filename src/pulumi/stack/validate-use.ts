import type { ReportViolation, StackValidationArgs } from "@pulumi/policy";
import { configuredTypes, USED } from "../../compliance/configuration/configured-types";
import { evaluate } from "../../compliance/evaluate";
import type { TrailPolicy } from "../../compliance/policy/policy";
import { useOf } from "../../compliance/stack/used-types";
import type { Peers } from "../peers";
import { report } from "../report-violation";
import { trailResultText } from "../trail-result-text";
import { givenInputs, withGivenInputs } from "./given-inputs";
import { readPulumiStack } from "./read-stack";

/** What a message says about a violation that doesn't count by itself. */
export const ANY_TRAIL =
    "Advisory only: with scope any-trail one compliant trail is enough, and cloudtrail-trail-required checks that there is one";

/**
 * Checks each trail of a stack against the stack's use of Bedrock, which no trail alone shows. Types that the
 * configuration names are already checked at each trail.
 */
export function validateUse(
    policy: TrailPolicy,
    args: StackValidationArgs,
    reportViolation: ReportViolation,
    peers: Peers,
): void {
    const config = args.getConfig<Record<string, unknown>>();
    const { resourceTypes = [USED], scope } = config;
    // An invalid configuration was reported at each trail.
    const names = Array.isArray(resourceTypes) ? resourceTypes.filter(name => typeof name === "string") : [];
    if (!names.includes(USED)) {
        return;
    }
    const resources = withGivenInputs(args.resources);
    const stack = readPulumiStack(resources, givenInputs, args.stackTags);
    const use = useOf(stack);
    const judged = new Set(configuredTypes({ resourceTypes: names }));
    const types = new Map([...(use?.types ?? [])].filter(([type]) => !judged.has(type)));
    if (use === undefined || types.size === 0) {
        return;
    }
    const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    for (const { id, label, trail } of stack.trails) {
        const context = { identifiers: [id, label], use: { ...use, types } };
        const result = evaluate(policy, trail, { ...config, resourceTypes: [USED] }, context);
        if (!("status" in result) || result.status === "pass" || result.status === "not-applicable") {
            continue;
        }
        const message = trailResultText(result, byUrn.get(id)?.props ?? {}, peers.wholeFix(result, context));
        if (result.status !== "violation") {
            // Mandatory would stop every preview: what is unknown at preview stays so until the update.
            report(reportViolation, message, { urn: id, enforcementLevel: "advisory" });
        } else if (scope === "any-trail") {
            report(reportViolation, `${message}\n  ${ANY_TRAIL}`, { urn: id, enforcementLevel: "advisory" });
        } else {
            report(reportViolation, message, { urn: id });
        }
    }
}
