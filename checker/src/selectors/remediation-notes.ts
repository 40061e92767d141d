import { MANAGEMENT } from "../../../src/cloudtrail/bedrock/requirement";
import { messageText } from "../../../src/cloudtrail/message";
import type { RemediationPlan } from "../../../src/cloudtrail/remediation";
import { DATA_EVENTS_COST, MANAGEMENT_EVENTS_COST } from "../../../src/compliance/policy/cost";
import type { Remediated } from "./remediate";

/**
 * The notes on a remediation: what was converted and what is added.
 * @param basicProperty the name of the basic selectors where the result is pasted, if they have to be removed there
 */
export function remediationNotes({ plan }: Remediated, basicProperty?: string): string[] {
    switch (plan.kind) {
        case "nothing":
            return ["Every required event is already logged: nothing to do."];
        case "refused":
            return [`Not remediated: ${messageText(plan.reason)}.`];
        case "change":
            return [
                ...conversionNotes(plan, basicProperty),
                `Added: ${plan.added.map(({ requirement }) => requirement).join(", ")}.`,
            ];
    }
}

type Change = RemediationPlan & { kind: "change" };

function conversionNotes({ converted, kept }: Change, basicProperty: string | undefined): string[] {
    const written =
        kept.length === 0
            ? "The basic selectors log nothing, so nothing replaces them."
            : `The first ${kept.length === 1 ? "selector replaces" : `${kept.length} selectors replace`} the basic ones, and ${kept.length === 1 ? "logs" : "log"} at least the same.`;
    switch (converted) {
        case "default":
            return [
                "The first selector keeps what is logged by default: once a trail has any other selector, it logs management events only if a selector includes them.",
            ];
        case "basic":
            return [
                `${written} AWS resets the selectors for a moment.`,
                ...(basicProperty === undefined ? [] : [`Remove ${basicProperty}: AWS accepts one kind of selectors.`]),
            ];
        default:
            return [];
    }
}

/** What the additions cost. */
export function costNotes(remediated: readonly Remediated[]): string[] {
    const names = remediated
        .flatMap(({ plan }) => (plan.kind === "change" ? plan.added : []))
        .map(added => added.requirement);
    return [
        ...(names.some(name => name !== MANAGEMENT) ? [DATA_EVENTS_COST] : []),
        ...(names.includes(MANAGEMENT) ? [MANAGEMENT_EVENTS_COST] : []),
    ];
}
