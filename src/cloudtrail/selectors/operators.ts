/** What an operator compares with its values: the whole string, what it starts with, or what it ends with. */
export type Comparison = "whole" | "start" | "end";

/** What one operator means. */
interface OperatorRule {
    /** A match selects the event, or drops it. */
    readonly effect: "select" | "deselect";
    readonly compares: Comparison;
}

/**
 * Every operator of a field selector, in the AWS API's spelling and in the order in which selectors are written. All
 * code that decides, reads, writes or validates selectors derives from this table: a new operator is one row, and a new
 * comparison is a compile error wherever it has to be handled. Source: CloudTrail API reference, AdvancedFieldSelector.
 */
const OPERATOR_RULES = {
    Equals: { effect: "select", compares: "whole" },
    StartsWith: { effect: "select", compares: "start" },
    EndsWith: { effect: "select", compares: "end" },
    NotEquals: { effect: "deselect", compares: "whole" },
    NotStartsWith: { effect: "deselect", compares: "start" },
    NotEndsWith: { effect: "deselect", compares: "end" },
} as const satisfies Readonly<Record<string, OperatorRule>>;

/** The name of an operator of a field selector. */
export type Operator = keyof typeof OPERATOR_RULES;

/** Every operator. */
export const OPERATORS = Object.keys(OPERATOR_RULES) as readonly Operator[];

/** The operators that select. */
export const SELECT_OPERATORS = OPERATORS.filter(operator => OPERATOR_RULES[operator].effect === "select");

/** The operators that drop. */
export const DESELECT_OPERATORS = OPERATORS.filter(operator => OPERATOR_RULES[operator].effect === "deselect");

/** What an operator compares with its values. */
export function comparisonOf(operator: Operator): Comparison {
    return OPERATOR_RULES[operator].compares;
}

/** Every comparison. */
export const COMPARISONS: readonly Comparison[] = ["whole", "start", "end"];

/** Something for each comparison. */
export type ByComparison<T> = Readonly<Record<Comparison, T>>;

/** Makes something for each comparison. */
export function byComparison<T>(make: (comparison: Comparison) => T): ByComparison<T> {
    return { whole: make("whole"), start: make("start"), end: make("end") };
}

/** The operators that select, and those that drop, by what they compare. */
export const SELECT_BY_COMPARISON = byComparison(compares => SELECT_OPERATORS.filter(hasComparison(compares)));
export const DESELECT_BY_COMPARISON = byComparison(compares => DESELECT_OPERATORS.filter(hasComparison(compares)));

function hasComparison(comparison: Comparison): (operator: Operator) => boolean {
    return operator => comparisonOf(operator) === comparison;
}

/** How each comparison is made: exact and case-sensitive, `*` is a literal. */
const COMPARE: ByComparison<(value: string, literal: string) => boolean> = {
    whole: (value, literal) => value === literal,
    start: (value, literal) => value.startsWith(literal),
    end: (value, literal) => value.endsWith(literal),
};

/** Does a value match a literal? */
export function compare(comparison: Comparison, value: string, literal: string): boolean {
    return COMPARE[comparison](value, literal);
}
