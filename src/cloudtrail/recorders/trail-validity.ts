import { type Message, message } from "../message";
import type { Path } from "../path";
import type { Problem } from "../problem";
import { basicSelectorProblems } from "../selectors/basic-validity";
import { mixedCategories } from "../selectors/event-categories";
import type { AdvancedEventSelector, EventSelector, TrailSelectors } from "../selectors/event-selector";
import type { Recorder } from "../selectors/field-rules";
import { MAX_ADVANCED_VALUES, MAX_BASIC_SELECTORS, MAX_DATA_RESOURCE_VALUES } from "../selectors/limits";
import { OPERATORS } from "../selectors/operators";
import { selectorProblems } from "../selectors/selector-validity";
import { isUnknown, knownList, type Value } from "../value";

/**
 * What AWS would refuse in the selectors of a trail, or whose effect it does not define, each with its path: wrong
 * shapes, fields, operators and values, both kinds at once, and exceeded limits.
 */
export function trailSelectorProblems(selectors: TrailSelectors, recorder: Recorder = "Trail"): Problem[] {
    const { basic, advanced, shownByAws } = selectors;
    const basicSelectors = knownList(basic);
    const advancedSelectors = knownList(advanced);
    const problems: Problem[] = [];
    const report = (path: Path, text: Message) => problems.push({ path, message: text, severity: "error" });

    if (basicSelectors.length > 0 && advancedSelectors.length > 0) {
        const template = "a trail has either basic or advanced event selectors; AWS refuses both at once";
        report(["EventSelectors"], message("both-kinds-of-selectors", template));
    }
    if (basicSelectors.length > MAX_BASIC_SELECTORS) {
        const data = { number: basicSelectors.length, limit: MAX_BASIC_SELECTORS };
        const template = "{number} basic event selectors; a trail can have at most {limit}";
        report(["EventSelectors"], message("too-many-basic-selectors", template, data));
    }
    const resources = dataResourceValues(basicSelectors);
    if (resources > MAX_DATA_RESOURCE_VALUES) {
        const data = { number: resources, limit: MAX_DATA_RESOURCE_VALUES };
        const template = "{number} data resource values; a trail can have at most {limit}";
        report(["EventSelectors"], message("too-many-data-resources", template, data));
    }
    const values = advancedValues(advancedSelectors);
    if (values > MAX_ADVANCED_VALUES) {
        const data = { number: values, limit: MAX_ADVANCED_VALUES };
        const template =
            "{number} values in all advanced event selectors; a trail can have at most {limit}, so merge or widen some";
        report(["AdvancedEventSelectors"], message("too-many-values", template, data));
    }
    basicSelectors.forEach((selector, index) => {
        problems.push(...(isUnknown(selector) ? [] : basicSelectorProblems(selector, ["EventSelectors", index])));
    });
    advancedSelectors.forEach((selector, index) => {
        const path = ["AdvancedEventSelectors", index];
        problems.push(...(isUnknown(selector) ? [] : selectorProblems(selector, path, recorder)));
    });
    const mixed = recorder === "EventDataStore" ? mixedCategories(advancedSelectors) : undefined;
    if (mixed !== undefined) {
        const [first, second] = mixed.categories;
        const template =
            "an event data store holds one kind of event, and this one has {first} and {second} events: create a store for each";
        report(mixed.path, message("mixed-event-categories", template, { first, second }));
    }
    // AWS has accepted what it shows: anything unfamiliar in it is right.
    return shownByAws ? problems.filter(({ severity }) => severity === "error") : problems;
}

/** How many values count towards the limit of 500: those of every operator of every selector, as far as known. */
export function advancedValues(selectors: readonly Value<AdvancedEventSelector>[]): number {
    return sum(
        selectors.flatMap(selector =>
            isUnknown(selector) || isUnknown(selector.fieldSelectors)
                ? []
                : selector.fieldSelectors.flatMap(entry =>
                      isUnknown(entry) ? [] : OPERATORS.map(operator => knownList(entry.operators[operator]).length),
                  ),
        ),
    );
}

function dataResourceValues(selectors: readonly Value<EventSelector>[]): number {
    return sum(
        selectors.flatMap(selector =>
            isUnknown(selector)
                ? []
                : knownList(selector.dataResources).map(resource =>
                      isUnknown(resource) ? 0 : knownList(resource.values).length,
                  ),
        ),
    );
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, number) => total + number, 0);
}
