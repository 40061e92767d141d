import { type Field, isField } from "./event";
import {
    type AdvancedEventSelector,
    DESELECT_OPERATORS,
    type FieldSelector,
    OPERATORS,
    type Operator,
    type OperatorValues,
    SELECT_OPERATORS,
} from "./event-selector";
import type { KnownFieldSelector, KnownSelector } from "./match";
import { isKnown, isUnknown, type Value } from "./value";

/**
 * How to read values that are not known yet: `certain` counts only what is logged whatever they turn out to be,
 * `possible` what is logged for some value of each. Without unknown values the two are the same.
 */
export type Reading = "certain" | "possible";

/**
 * What a field has to satisfy, under one reading. `unknown` names the SELECT operators that have a value which is not
 * known yet: under the `possible` reading that value may be any one string.
 */
export interface Constraint {
    /** Are there any SELECT operators? Without one every value is selected. */
    readonly selects: boolean;
    readonly values: Readonly<Record<Operator, readonly string[]>>;
    readonly unknown: Readonly<Partial<Record<Operator, true>>>;
}

/** A selector under one reading: a constraint for each field that it filters on. */
export type Constraints = ReadonlyMap<Field, Constraint>;

/**
 * Reads a selector whose values may be unknown.
 * @returns the constraint of each field, or `undefined` when under this reading the selector logs nothing for certain
 */
export function constraintsOf(selector: AdvancedEventSelector, reading: Reading): Constraints | undefined {
    const constraints = new Map<Field, Constraint>();
    if (isUnknown(selector.fieldSelectors)) {
        return reading === "certain" ? undefined : constraints;
    }
    for (const fieldSelector of selector.fieldSelectors) {
        if (isUnknown(fieldSelector) || isUnknown(fieldSelector.field)) {
            if (reading === "certain") {
                return undefined;
            }
            continue;
        }
        const constraint = constraintOf(fieldSelector, reading);
        if (constraint === "never") {
            return undefined;
        }
        if (constraint !== "always" && isField(fieldSelector.field)) {
            constraints.set(fieldSelector.field, constraint);
        }
    }
    return constraints;
}

/** Does a selector hold any value that isn't known yet, other than its name? */
export function isUndecided(selector: AdvancedEventSelector): boolean {
    return (
        isUnknown(selector.fieldSelectors) ||
        selector.fieldSelectors.some(
            fieldSelector =>
                isUnknown(fieldSelector) ||
                isUnknown(fieldSelector.field) ||
                OPERATORS.some(operator => holdsUnknown(fieldSelector.operators[operator])),
        )
    );
}

function holdsUnknown(values: OperatorValues | undefined): boolean {
    return values !== undefined && (isUnknown(values) || values.some(isUnknown));
}

function constraintOf({ operators }: FieldSelector, reading: Reading): Constraint | "never" | "always" {
    if (reading === "certain" && DESELECT_OPERATORS.some(operator => holdsUnknown(operators[operator]))) {
        return "never";
    }
    const used = OPERATORS.filter(operator => operators[operator] !== undefined);
    if (reading === "possible" && used.length > 1 && used.some(operator => isUnknown(operators[operator]))) {
        // A whole list that isn't known may turn out to be none at all, beside operators that stay.
        return "always";
    }
    const known = (operator: Operator) => {
        const values = operators[operator] ?? [];
        return isUnknown(values) ? [] : values.filter(isKnown);
    };
    const unknown = reading === "certain" ? [] : SELECT_OPERATORS.filter(operator => holdsUnknown(operators[operator]));
    return {
        selects: SELECT_OPERATORS.some(operator => operators[operator] !== undefined),
        values: Object.fromEntries(OPERATORS.map(operator => [operator, known(operator)])) as Record<
            Operator,
            string[]
        >,
        unknown: Object.fromEntries(unknown.map(operator => [operator, true])),
    };
}

/**
 * May a value satisfy a constraint? Exactly, where all values are known; where one isn't, whatever it may turn out to
 * be, as long as it tells apart no two values that no literal tells apart (`representatives.ts`).
 * @param named the literals that the field is compared with anywhere
 */
export function mayAccept(
    { selects, values, unknown }: Constraint,
    value: string | null,
    named: { values: readonly string[]; prefixes: readonly string[]; suffixes: readonly string[] },
): boolean {
    if (value === null) {
        return !selects;
    }
    const starts = (prefix: string) => value.startsWith(prefix);
    const ends = (suffix: string) => value.endsWith(suffix);
    if (values.NotEquals.includes(value) || values.NotStartsWith.some(starts) || values.NotEndsWith.some(ends)) {
        return false;
    }
    if (!selects || values.Equals.includes(value) || values.StartsWith.some(starts) || values.EndsWith.some(ends)) {
        return true;
    }
    const isNamed = named.values.includes(value);
    return (
        (unknown.Equals === true && isNamed) ||
        (unknown.StartsWith === true && (isNamed || named.prefixes.some(prefix => prefix !== "" && starts(prefix)))) ||
        (unknown.EndsWith === true && (isNamed || named.suffixes.some(suffix => suffix !== "" && ends(suffix))))
    );
}

/** The constraint of a field selector whose values are all known. */
export function constraintOfKnown({ operators }: KnownFieldSelector): Constraint {
    return {
        selects: SELECT_OPERATORS.some(operator => operators[operator] !== undefined),
        values: Object.fromEntries(OPERATORS.map(operator => [operator, operators[operator] ?? []])) as Record<
            Operator,
            readonly string[]
        >,
        unknown: {},
    };
}

/** A selector whose values are all known and whose fields AWS defines, or `undefined`. */
export function asKnownSelector(selector: AdvancedEventSelector): KnownSelector | undefined {
    if (isUnknown(selector.fieldSelectors)) {
        return undefined;
    }
    const fieldSelectors = selector.fieldSelectors.map(asKnownFieldSelector);
    if (fieldSelectors.some(entry => entry === undefined)) {
        return undefined;
    }
    return {
        ...(typeof selector.name === "string" ? { name: selector.name } : {}),
        fieldSelectors: fieldSelectors.filter(entry => entry !== undefined),
    };
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
