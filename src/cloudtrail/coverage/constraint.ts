import { type Field, isField } from "../event";
import { type AdvancedEventSelector, type FieldSelector, onlyValue } from "../selectors/event-selector";
import { CATEGORY_RULES, type CategoryRule, type Recorder } from "../selectors/field-rules";
import { holdsUnknown, type KnownFieldSelector } from "../selectors/known-selector";
import {
    type ByComparison,
    byComparison,
    COMPARISONS,
    type Comparison,
    compare,
    comparisonOf,
    DESELECT_BY_COMPARISON,
    DESELECT_OPERATORS,
    OPERATORS,
    type Operator,
    SELECT_BY_COMPARISON,
    SELECT_OPERATORS,
} from "../selectors/operators";
import { isKnown, isUnknown, knownList, type Value } from "../value";

/**
 * How to read unknown values: `certain` counts only what is logged whatever they turn out to be, `possible` what is logged for
 * some value of each. Without unknown values the two are the same.
 *
 * `certain` is exact, except that a field selector that is unknown, or whose field is unknown, logs nothing for certain, even
 * where only a harmless one would be legal. `possible` may count more than any single choice of values logs, so an answer can
 * be `unknown` where trying every choice would show that none suffices. That happens only in these cases:
 * - a value is chosen anew for every kind of event, where a kind is all values that no literal distinguishes: an unknown
 *   `Equals` value counts for each literal, an unknown prefix for each literal prefix, an unknown `readOnly` for both;
 * - an unknown value of a DESELECT operator drops nothing;
 * - a field selector that is unknown, or whose field is unknown, drops nothing.
 */
export type Reading = "certain" | "possible";

/** The literals that a field is compared with, by comparison. */
export type Literals = ByComparison<readonly string[]>;

/**
 * What a field has to satisfy, under one reading. `unknown` names the comparisons that select by an unknown value:
 * under the `possible` reading that value may be any one string.
 */
export interface Constraint {
    /** Are there SELECT operators? Without one, every value is selected. */
    readonly selects: boolean;
    /** A match selects. */
    readonly select: Literals;
    /** A match drops. */
    readonly deselect: Literals;
    readonly unknown: Readonly<Partial<Record<Comparison, true>>>;
}

/** A selector under one reading: a constraint for each field that it filters on. */
export type Constraints = ReadonlyMap<Field, Constraint>;

/**
 * Reads a selector whose values may be unknown.
 * @param recorder the kind of recorder that has the selector: in a field with few legal values, an unknown value is one
 * of these
 * @returns the constraint of each field, or `undefined` if under this reading the selector logs nothing for certain
 */
export function constraintsOf(
    selector: Value<AdvancedEventSelector>,
    reading: Reading,
    recorder: Recorder,
): Constraints | undefined {
    const constraints = new Map<Field, Constraint>();
    if (isUnknown(selector) || isUnknown(selector.fieldSelectors)) {
        return reading === "certain" ? undefined : constraints;
    }
    const rules = rulesOf(selector.fieldSelectors, recorder);
    for (const fieldSelector of selector.fieldSelectors) {
        if (isUnknown(fieldSelector) || isUnknown(fieldSelector.field)) {
            if (reading === "certain") {
                return undefined;
            }
            continue;
        }
        const { field } = fieldSelector;
        if (isField(field)) {
            constraints.set(field, constraintOf(fieldSelector, reading, rules?.fields[field]?.values));
        }
    }
    return constraints;
}

function rulesOf(fieldSelectors: readonly Value<FieldSelector>[], recorder: Recorder): CategoryRule | undefined {
    const entry = fieldSelectors.filter(isKnown).find(({ field }) => field === "eventCategory");
    const category = entry === undefined ? undefined : onlyValue(entry);
    return typeof category === "string" ? CATEGORY_RULES[recorder].get(category) : undefined;
}

/** Does a selector contain an unknown value, other than its name? */
export function isUndecided(selector: Value<AdvancedEventSelector>): boolean {
    return (
        isUnknown(selector) ||
        isUnknown(selector.fieldSelectors) ||
        selector.fieldSelectors.some(
            fieldSelector =>
                isUnknown(fieldSelector) ||
                isUnknown(fieldSelector.field) ||
                OPERATORS.some(operator => holdsUnknown(fieldSelector.operators[operator])),
        )
    );
}

function constraintOf(
    { operators }: FieldSelector,
    reading: Reading,
    legal: readonly string[] | undefined,
): Constraint {
    const isUsed = (operator: Operator) => operators[operator] !== undefined;
    const known = (operator: Operator) => knownList(operators[operator]).filter(isKnown);
    const selected = SELECT_OPERATORS.filter(isUsed);
    const undecidedSelect = SELECT_OPERATORS.filter(operator => holdsUnknown(operators[operator]));
    const undecidedDeselect = DESELECT_OPERATORS.filter(operator => holdsUnknown(operators[operator]));
    if (reading === "possible") {
        // A list that is completely unknown may turn out to be absent, if another operator remains.
        const mayNotSelect =
            selected.every(operator => isUnknown(operators[operator])) && DESELECT_OPERATORS.some(isUsed);
        return {
            selects: selected.length > 0 && !mayNotSelect,
            ...literalsOf(known),
            unknown: Object.fromEntries(undecidedSelect.map(operator => [comparisonOf(operator), true])),
        };
    }
    const worst = new Map<Operator, readonly string[]>([
        ...undecidedSelect.map(operator => [operator, legal?.length === 1 ? legal : []] as const),
        ...undecidedDeselect.map(operator => [operator, legal ?? []] as const),
    ]);
    const { select, deselect } = literalsOf(operator => [...known(operator), ...(worst.get(operator) ?? [])]);
    // Any value may be the one that is dropped, but an event without the field always stays.
    const anything = undecidedDeselect.length > 0 && legal === undefined ? [""] : [];
    return {
        selects: selected.length > 0,
        select,
        deselect: { ...deselect, start: [...deselect.start, ...anything] },
        unknown: {},
    };
}

function literalsOf(valuesOf: (operator: Operator) => readonly string[]): Pick<Constraint, "select" | "deselect"> {
    return {
        select: byComparison(comparison => SELECT_BY_COMPARISON[comparison].flatMap(valuesOf)),
        deselect: byComparison(comparison => DESELECT_BY_COMPARISON[comparison].flatMap(valuesOf)),
    };
}

/**
 * May a value satisfy a constraint? Exact if all values are known; otherwise it holds for whatever they may turn out to be, as
 * long as that distinguishes no two values that no literal distinguishes (`representatives.ts`).
 * @param named the literals that the field is compared with anywhere
 */
export function mayAccept(
    { selects, select, deselect, unknown }: Constraint,
    value: string | null,
    named: Literals,
): boolean {
    if (value === null) {
        return !selects;
    }
    const matches = (literals: Literals) =>
        COMPARISONS.some(comparison => literals[comparison].some(literal => compare(comparison, value, literal)));
    if (matches(deselect)) {
        return false;
    }
    if (!selects || matches(select)) {
        return true;
    }
    const isNamed = named.whole.includes(value);
    return COMPARISONS.some(
        comparison =>
            unknown[comparison] === true &&
            (isNamed || named[comparison].some(literal => literal !== "" && compare(comparison, value, literal))),
    );
}

/** The constraint of a field selector with only known values. */
export function constraintOfKnown({ operators }: KnownFieldSelector): Constraint {
    return {
        selects: SELECT_OPERATORS.some(operator => operators[operator] !== undefined),
        ...literalsOf(operator => operators[operator] ?? []),
        unknown: {},
    };
}
