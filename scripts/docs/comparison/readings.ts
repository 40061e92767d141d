import type { AdvancedEventSelector, TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isKnown, knownList } from "../../../src/cloudtrail/value";

// How other audits read selectors, in our own words, for the page that compares them. None of our verdicts depends on
// it.

const textsOf = (selector: AdvancedEventSelector, field: string): readonly unknown[] =>
    knownList(selector.fieldSelectors).flatMap(entry =>
        isKnown(entry) && entry.field === field ? knownList(entry.operators.Equals) : [],
    );

function advancedOf({ advanced }: TrailSelectors): AdvancedEventSelector[] {
    return knownList(advanced).filter(isKnown);
}

/** Does a data event selector name the type, whatever other conditions it has? */
export function namesType(selectors: TrailSelectors, type: string): boolean {
    return advancedOf(selectors).some(
        selector =>
            textsOf(selector, "eventCategory").includes("Data") && textsOf(selector, "resources.type").includes(type),
    );
}

/** The types that Prowler's check knows. Source: `cloudtrail_bedrock_logging_enabled`, read in November 2026. */
const OF_PROWLER = ["AgentAlias", "FlowAlias", "Guardrail", "InlineAgent", "KnowledgeBase", "Model", "Prompt"];

/**
 * Prowler's check passes if a trail logs management write events, or names any one of seven types. Which selectors a
 * trail has decides; an absent list is the default.
 */
export function passesProwler(selectors: TrailSelectors): boolean {
    const basic = knownList(selectors.basic).filter(isKnown);
    const managementOfBasic = basic.some(
        ({ includeManagementEvents = true, readWriteType = "All" }) =>
            includeManagementEvents === true && readWriteType !== "ReadOnly",
    );
    const managementOfAdvanced = advancedOf(selectors).some(selector => {
        const readOnly = textsOf(selector, "readOnly");
        const categories = textsOf(selector, "eventCategory");
        return categories.includes("Management") && (readOnly.length === 0 || readOnly.includes("false"));
    });
    return (
        managementOfBasic ||
        managementOfAdvanced ||
        OF_PROWLER.some(name => namesType(selectors, `AWS::Bedrock::${name}`))
    );
}
