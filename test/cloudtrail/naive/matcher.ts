/** A selector as AWS writes it. It knows nothing of src/cloudtrail: it is a second opinion. */
export interface AwsSelector {
    readonly Name?: string;
    readonly FieldSelectors: readonly AwsFieldSelector[];
}

/** A field selector as AWS writes it. */
export interface AwsFieldSelector {
    readonly Field: string;
    readonly Equals?: readonly string[];
    readonly StartsWith?: readonly string[];
    readonly EndsWith?: readonly string[];
    readonly NotEquals?: readonly string[];
    readonly NotStartsWith?: readonly string[];
    readonly NotEndsWith?: readonly string[];
}

/** The name of an operator. */
export type AwsOperator = Exclude<keyof AwsFieldSelector, "Field">;

type Matches = (value: string, literal: string) => boolean;

const equals: Matches = (value, literal) => literal === value;
const starts: Matches = (value, literal) => value.slice(0, literal.length) === literal;
const ends: Matches = (value, literal) =>
    value.length >= literal.length && value.slice(value.length - literal.length) === literal;

/** An operator that selects, the one that drops the same, and what both compare. A test may add to them. */
export const OPERATOR_PAIRS: [AwsOperator, AwsOperator, Matches][] = [
    ["Equals", "NotEquals", equals],
    ["StartsWith", "NotStartsWith", starts],
    ["EndsWith", "NotEndsWith", ends],
];

/** All operators, those that select first. */
export function operators(): readonly AwsOperator[] {
    return [...OPERATOR_PAIRS.map(([selecting]) => selecting), ...OPERATOR_PAIRS.map(([, dropping]) => dropping)];
}

/** An event: it doesn't have a field that is missing or `null`. */
export type NaiveEvent = Readonly<Record<string, string | null | undefined>>;

/** Does a field selector accept a value? */
export function takes(selector: AwsFieldSelector, value: string | null): boolean {
    const selecting = OPERATOR_PAIRS.some(([operator]) => selector[operator] !== undefined);
    if (value === null) {
        return !selecting;
    }
    for (const [, operator, matches] of OPERATOR_PAIRS) {
        for (const literal of selector[operator] ?? []) {
            if (matches(value, literal)) return false;
        }
    }
    for (const [operator, , matches] of OPERATOR_PAIRS) {
        for (const literal of selector[operator] ?? []) {
            if (matches(value, literal)) return true;
        }
    }
    return !selecting;
}

/** Does a selector log an event? */
export function logs(selector: AwsSelector, event: NaiveEvent): boolean {
    return selector.FieldSelectors.every(field => takes(field, event[field.Field] ?? null));
}
