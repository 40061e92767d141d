import { type AwsFieldSelector, type AwsSelector, takes } from "./matcher";
import type { Universe } from "./universe";
import { logged, takers } from "./verdict";

/** What each selector may turn out to be, independently of the others. */
export type Alternatives = readonly (readonly AwsSelector[])[];

/** What is logged, however unknown values turn out, by trying them all. */
export interface Outcomes {
    readonly alwaysAll: boolean;
    readonly sometimesAll: boolean;
    readonly sometimesSome: boolean;
}

/** Tries every choice of alternatives on every event. */
export function outcomes(alternatives: Alternatives, universe: Universe): Outcomes {
    const kinds = [...logged(alternatives.flat(), universe)];
    let first = 0n;
    const bits = alternatives.map(list => list.map(() => 1n << first++));
    // What an alternative of each selector lets through escapes the choice of just these.
    const mayEscape = (kind: bigint) => bits.every(ofSelector => ofSelector.some(bit => (kind & bit) === 0n));
    return {
        alwaysAll: !kinds.some(mayEscape),
        sometimesAll: someChoiceLogs(
            kinds,
            bits.toSorted((a, b) => a.length - b.length),
        ),
        sometimesSome: kinds.some(kind => kind !== 0n),
    };
}

/** Is there a choice of one alternative per selector that logs all of these? */
function someChoiceLogs(kinds: readonly bigint[], [first, ...others]: readonly (readonly bigint[])[]): boolean {
    if (first === undefined || kinds.length === 0) {
        return kinds.length === 0;
    }
    return first.some(bit => {
        const escaping = kinds.filter(kind => (kind & bit) === 0n);
        return someChoiceLogs(escaping, others);
    });
}

/**
 * Could all events be logged, if unknown values were chosen anew for every kind of event? A kind has, for each field, all
 * values that the known literals don't distinguish; one alternative must log all of its events.
 * @param known the selectors whose literals distinguish values
 * @param few the fields that have few values: each of these is a kind
 */
export function coveredKindByKind(
    alternatives: Alternatives,
    known: readonly AwsSelector[],
    universe: Universe,
    few: readonly string[],
): boolean {
    const flat = alternatives.flat();
    let masks = new Set([(1n << BigInt(flat.length)) - 1n]);
    for (const [field, values] of Object.entries(universe)) {
        const tests = known.flatMap(({ FieldSelectors }) =>
            FieldSelectors.filter(({ Field }) => Field === field).flatMap(oneByOne),
        );
        const taken = takers(flat, field);
        const kinds = new Map<string, bigint>();
        for (const value of values) {
            const kind =
                value === null || few.includes(field) ? String(value) : tests.map(test => takes(test, value)).join();
            kinds.set(kind, (kinds.get(kind) ?? -1n) & taken(value));
        }
        masks = new Set([...masks].flatMap(mask => [...kinds.values()].map(kind => mask & kind)));
    }
    return !masks.has(0n);
}

/** Each comparison of a field selector by itself. */
function oneByOne({ Field, ...operators }: AwsFieldSelector): AwsFieldSelector[] {
    return Object.entries(operators).flatMap(([operator, values]) =>
        (values as readonly string[]).map(value => ({ Field, [operator.replace("Not", "")]: [value] })),
    );
}
