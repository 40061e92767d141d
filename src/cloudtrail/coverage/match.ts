import type { CloudTrailEvent, Field } from "../event";
import type { KnownFieldSelector, KnownSelector } from "../selectors/known-selector";
import { compare, comparisonOf, DESELECT_OPERATORS, type Operator, SELECT_OPERATORS } from "../selectors/operators";

/** Why a selector rejects an event: the first field that does, and what that field's selector requires. */
export interface Rejection {
    readonly field: Field;
    /** The event's value; `null` if the event doesn't have the field. */
    readonly value: string | null;
    /** The operator that dropped the event, or the operators whose values all failed to select it. */
    readonly operators: Readonly<Partial<Record<Operator, readonly string[]>>>;
}

/** The result of one selector for an event. */
export interface SelectorMatch {
    readonly index: number;
    readonly name?: string;
    /** Absent when the selector matches. */
    readonly rejection?: Rejection;
}

/** Whether an event is logged, by which selector, and why not by the others. */
export interface MatchResult {
    readonly logged: boolean;
    /** The index of the first selector that matches. */
    readonly by?: number;
    readonly selectors: readonly SelectorMatch[];
}

/**
 * Why a field selector rejects a value, or `undefined` if it accepts it. SELECT values are OR'd across operators, no
 * SELECT operator accepts everything, and any match of a DESELECT value drops the event. If the event doesn't have the
 * field (`null`), no SELECT operator matches and no DESELECT operator drops it. Source: CloudTrail user guide, "How
 * CloudTrail evaluates multiple conditions for a field".
 */
export function rejectValue(selector: KnownFieldSelector, value: string | null): Rejection | undefined {
    const { field, operators } = selector;
    const matches = (operator: Operator) =>
        value !== null && operators[operator]?.some(literal => compare(comparisonOf(operator), value, literal));
    const dropping = DESELECT_OPERATORS.find(matches);
    if (dropping !== undefined) {
        return { field, value, operators: { [dropping]: operators[dropping] } };
    }
    const selecting = SELECT_OPERATORS.filter(operator => operators[operator] !== undefined);
    if (selecting.length === 0 || selecting.some(matches)) {
        return undefined;
    }
    return {
        field,
        value,
        operators: Object.fromEntries(selecting.map(operator => [operator, operators[operator] ?? []])),
    };
}

/** The first field for which a selector rejects an event, or `undefined` when the selector matches the event. */
export function rejectEvent(selector: KnownSelector, event: CloudTrailEvent): Rejection | undefined {
    for (const fieldSelector of selector.fieldSelectors) {
        const rejection = rejectValue(fieldSelector, event[fieldSelector.field]);
        if (rejection !== undefined) {
            return rejection;
        }
    }
    return undefined;
}

/**
 * Decides whether a list of advanced event selectors logs an event: selectors are OR'd, the fields within a selector
 * are AND'd (CloudTrail user guide, "Filtering data events by using advanced event selectors").
 */
export function matchEvent(selectors: readonly KnownSelector[], event: CloudTrailEvent): MatchResult {
    const results = selectors.map((selector, index): SelectorMatch => {
        const rejection = rejectEvent(selector, event);
        return {
            index,
            ...(selector.name === undefined ? {} : { name: selector.name }),
            ...(rejection === undefined ? {} : { rejection }),
        };
    });
    const by = results.find(result => result.rejection === undefined)?.index;
    return { logged: by !== undefined, ...(by === undefined ? {} : { by }), selectors: results };
}
