import { type Field, isField } from "../event";
import { isUnknown, type Value } from "../value";
import type { AdvancedEventSelector, FieldSelector, OperatorValues } from "./event-selector";
import { OPERATORS, type Operator } from "./operators";

/** A field selector whose values are all known. */
export interface KnownFieldSelector {
    readonly field: Field;
    readonly operators: Readonly<Partial<Record<Operator, readonly string[]>>>;
}

/** An advanced event selector whose values are all known. */
export interface KnownSelector {
    readonly name?: string;
    readonly fieldSelectors: readonly KnownFieldSelector[];
}

/** A selector whose values are all known and whose fields AWS defines, or `undefined`. */
export function asKnownSelector(selector: Value<AdvancedEventSelector>): KnownSelector | undefined {
    if (isUnknown(selector) || isUnknown(selector.fieldSelectors)) {
        return undefined;
    }
    const fieldSelectors: KnownFieldSelector[] = [];
    for (const entry of selector.fieldSelectors) {
        const known = asKnownFieldSelector(entry);
        if (known === undefined) {
            return undefined;
        }
        fieldSelectors.push(known);
    }
    return { ...(typeof selector.name === "string" ? { name: selector.name } : {}), fieldSelectors };
}

function asKnownFieldSelector(entry: Value<FieldSelector>): KnownFieldSelector | undefined {
    if (isUnknown(entry) || isUnknown(entry.field) || !isField(entry.field)) {
        return undefined;
    }
    if (OPERATORS.some(operator => holdsUnknown(entry.operators[operator]))) {
        return undefined;
    }
    return { field: entry.field, operators: entry.operators as KnownFieldSelector["operators"] };
}

/** Are values of an operator unknown? */
export function holdsUnknown(values: OperatorValues | undefined): boolean {
    return values !== undefined && (isUnknown(values) || values.some(isUnknown));
}
