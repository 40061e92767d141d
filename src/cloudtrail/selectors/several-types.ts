import { isKnown, knownList, type Value } from "../value";
import type { AdvancedEventSelector } from "./event-selector";

/**
 * Does a selector name several values of `resources.type`? AWS's documentation is inconsistent on whether
 * PutEventSelectors accepts that: the API reference (AdvancedFieldSelector) has one type per selector and "add another
 * selector" for more; the Bedrock user guide (logging-cloudtrail-mantle) shows a selector with three. If AWS itself
 * shows such a selector, it logs each type.
 */
export function namesSeveralTypes(selector: Value<AdvancedEventSelector>): boolean {
    return (
        isKnown(selector) &&
        knownList(selector.fieldSelectors).some(
            entry => isKnown(entry) && entry.field === "resources.type" && knownList(entry.operators.Equals).length > 1,
        )
    );
}

/** One selector for each of the types that a selector names: together they log what it logs if AWS accepts it. */
export function splitByType(selector: AdvancedEventSelector): readonly AdvancedEventSelector[] {
    const fieldSelectors = knownList(selector.fieldSelectors);
    const types = fieldSelectors.flatMap(entry =>
        isKnown(entry) && entry.field === "resources.type" ? knownList(entry.operators.Equals) : [],
    );
    return types.map(type => ({
        ...selector,
        fieldSelectors: fieldSelectors.map(entry =>
            isKnown(entry) && entry.field === "resources.type"
                ? { ...entry, operators: { ...entry.operators, Equals: [type] } }
                : entry,
        ),
    }));
}
