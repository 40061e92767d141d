import { isUnknown, type Unknown, type Value } from "../value";
import type { Dialect } from "./dialect";
import type { AdvancedEventSelector } from "./event-selector";
import { OPERATORS } from "./operators";

/** How to write a string, or something unknown. */
export type WriteValue = (value: string | Unknown) => unknown;

/**
 * Writes advanced event selectors as plain data in a dialect's names.
 * @param write by default, an unknown value is written as the source had it (`Unknown.raw`)
 */
export function writeSelectors(
    selectors: readonly Value<AdvancedEventSelector>[],
    { of }: Dialect,
    write: WriteValue = value => (isUnknown(value) ? value.raw : value),
): unknown[] {
    const list = <T>(values: Value<readonly Value<T>[]>, writeEntry: (entry: T) => unknown): unknown =>
        isUnknown(values)
            ? write(values)
            : values.map(entry => (isUnknown(entry) ? write(entry) : writeEntry(entry as T)));
    return selectors.map(selector => {
        if (isUnknown(selector)) {
            return write(selector);
        }
        const { name, fieldSelectors } = selector;
        return {
            ...(name === undefined ? {} : { [of("SelectorName")]: write(name) }),
            [of("FieldSelectors")]: list(fieldSelectors, ({ field, operators }) => ({
                [of("Field")]: write(field),
                ...Object.fromEntries(
                    OPERATORS.flatMap(operator => {
                        const values = operators[operator];
                        return values === undefined ? [] : [[of(operator), list(values, write)]];
                    }),
                ),
            })),
        };
    });
}
