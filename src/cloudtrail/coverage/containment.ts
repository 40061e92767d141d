import { BEDROCK_RESOURCE_TYPES } from "../bedrock/bedrock";
import { MANAGEMENT, type Requirement, requirementOf } from "../bedrock/requirement";
import { type CloudTrailEvent, eventOf } from "../event";
import { oneOf } from "../event-domain";
import { type Message, message } from "../message";
import { placed } from "../problem";
import { trailSelectorProblems } from "../recorders/trail-validity";
import { effectiveSelectors } from "../selectors/effective-selectors";
import type { TrailSelectors } from "../selectors/event-selector";
import type { Recorder } from "../selectors/field-rules";
import { asKnownSelector, type KnownSelector } from "../selectors/known-selector";
import { coverage } from "./coverage";

/**
 * Whether selectors still log every event that others logged. If not, an event that is lost; or why it can't be
 * decided.
 */
export type Containment =
    | { readonly kind: "contained" }
    | { readonly kind: "lost"; readonly event: CloudTrailEvent }
    | { readonly kind: "undecided"; readonly reason: Message };

/**
 * Decides whether every event that was logged before is logged after. A selector is a requirement like any other, so
 * the new selectors are checked against each old one. An event that is certainly lost is reported, whatever else is
 * unknown.
 */
export function stillLogged(before: TrailSelectors, after: TrailSelectors, recorder: Recorder = "Trail"): Containment {
    const { kind, selectors } = effectiveSelectors(before);
    const problem = trailSelectorProblems(before, recorder).find(({ severity }) => severity === "error");
    if (problem !== undefined) {
        return { kind: "undecided", reason: placed(problem) };
    }
    let reason = kind === "unknown" ? BEFORE_UNKNOWN : undefined;
    for (const { selector } of selectors) {
        const known = asKnownSelector(selector);
        if (known === undefined) {
            reason = BEFORE_UNKNOWN;
            continue;
        }
        const { logged, unloggedEvent } = coverage(after, asRequirement(known), recorder);
        if (unloggedEvent !== undefined) {
            return { kind: "lost", event: unloggedEvent };
        }
        if (logged !== "all") {
            reason ??= message("after-unknown", "what is logged afterwards is unknown");
        }
    }
    return reason === undefined ? { kind: "contained" } : { kind: "undecided", reason };
}

const BEFORE_UNKNOWN = message("before-unknown", "what was logged before is unknown");

/**
 * A Bedrock event that was logged before and is certainly not logged after, if there is one.
 * @param partition that of the trail
 */
export function lostBedrockEvent(
    before: TrailSelectors,
    after: TrailSelectors,
    recorder: Recorder,
    partition: string,
): CloudTrailEvent | undefined {
    const known = effectiveSelectors(before).selectors.flatMap(({ selector }) => asKnownSelector(selector) ?? []);
    for (const name of [MANAGEMENT, ...BEDROCK_RESOURCE_TYPES.keys()]) {
        const requirement = requirementOf(name, { partition });
        for (const selector of known) {
            // The requirement's events that this selector logged.
            const { unloggedEvent } = coverage(after, { ...requirement, selector }, recorder);
            if (unloggedEvent !== undefined) {
                return unloggedEvent;
            }
        }
    }
    return undefined;
}

/** A selector as a requirement: all events that it matches. */
function asRequirement(selector: KnownSelector): Requirement {
    const [category = ""] = selector.fieldSelectors.flatMap(({ field, operators }) =>
        field === "eventCategory" ? (operators.Equals ?? []) : [],
    );
    return {
        name: category,
        title: `${category} events`,
        selector,
        domain: {
            eventCategory: oneOf(category),
            // A network activity event need not have it, but no selector for such events can filter on it.
            readOnly: oneOf("false", "true"),
            sessionCredentialFromConsole: { kind: "values", values: ["true"], absent: true },
        },
        examples: [eventOf({ eventCategory: category, readOnly: "false", eventType: "AwsApiCall" })],
    };
}
