import type { Dialect } from "./dialect";
import { type AdvancedEventSelector, OPERATORS, type OperatorValues } from "./event-selector";
import { isUnknown, type Value } from "./value";

/**
 * Writes advanced event selectors as plain data in a dialect's names. What isn't known is written as what stood there
 * in the source (`Unknown.raw`).
 */
export function writeSelectors(selectors: readonly Value<AdvancedEventSelector>[], { of }: Dialect): unknown[] {
    return selectors.map(selector => {
        if (isUnknown(selector)) {
            return selector.raw;
        }
        const { name, fieldSelectors } = selector;
        return {
            ...(name === undefined ? {} : { [of("SelectorName")]: plain(name) }),
            [of("FieldSelectors")]: isUnknown(fieldSelectors)
                ? fieldSelectors.raw
                : fieldSelectors.map(entry =>
                      isUnknown(entry)
                          ? entry.raw
                          : {
                                [of("Field")]: plain(entry.field),
                                ...Object.fromEntries(
                                    OPERATORS.flatMap(operator => {
                                        const values = entry.operators[operator];
                                        return values === undefined ? [] : [[of(operator), plainList(values)]];
                                    }),
                                ),
                            },
                  ),
        };
    });
}

function plain(value: Value<string>): unknown {
    return isUnknown(value) ? value.raw : value;
}

function plainList(values: OperatorValues): unknown {
    return isUnknown(values) ? values.raw : values.map(plain);
}
