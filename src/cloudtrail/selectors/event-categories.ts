import type { Path } from "../path";
import { isKnown, isUnknown, knownList, type Value } from "../value";
import { type AdvancedEventSelector, onlyValue, type TrailSelectors } from "./event-selector";

/** What a trail logs. An event data store may contain all three together, but any other category only alone. */
const CLOUDTRAIL_EVENTS: ReadonlySet<string> = new Set(["Management", "Data", "NetworkActivity"]);

/**
 * The one category of an event data store for events other than CloudTrail's: configuration items, audit logs from outside AWS,
 * Insights events, evidence. `undefined` for any other store, or if the category is unknown.
 */
export function otherEventCategory({ advanced }: TrailSelectors): string | undefined {
    const selectors = isUnknown(advanced) ? [] : (advanced ?? []);
    const [first, ...others] = selectors.map(categoryOf);
    return first !== undefined && !CLOUDTRAIL_EVENTS.has(first) && others.every(category => category === first)
        ? first
        : undefined;
}

/**
 * Where the selectors of an event data store select a category that can't be combined with the first one's. Source:
 * CloudTrail API reference, CreateEventDataStore; user guide, "CloudTrail Lake event data stores": the event type of a
 * store is chosen once.
 */
export function mixedCategories(
    selectors: readonly Value<AdvancedEventSelector>[],
): { readonly path: Path; readonly categories: readonly [string, string] } | undefined {
    const known = selectors.map(categoryOf);
    const first = known.find(category => category !== undefined);
    const index = known.findIndex(
        category => first !== undefined && category !== undefined && kindOfEvents(category) !== kindOfEvents(first),
    );
    return first === undefined || index < 0
        ? undefined
        : { path: ["AdvancedEventSelectors", index], categories: [first, known[index] ?? ""] };
}

function kindOfEvents(category: string): string {
    return CLOUDTRAIL_EVENTS.has(category) ? "CloudTrail" : category;
}

function categoryOf(selector: Value<AdvancedEventSelector>): string | undefined {
    const entries = isUnknown(selector) ? [] : knownList(selector.fieldSelectors);
    const entry = entries.filter(isKnown).find(({ field }) => field === "eventCategory");
    return (entry && onlyValue(entry)) ?? undefined;
}
