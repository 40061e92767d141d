import { type FieldDomain, isInDomain } from "../event-domain";
import { type Bitset, difference, emptySet, has, intersection, setWhere, union } from "./bitset";
import type { Constraint } from "./constraint";
import { type Acceptance, ConstraintTable } from "./constraint-table";

/**
 * A value that stands for all values of a field that no selector can distinguish: a named value, no value, or any string with a
 * given longest named prefix and longest named suffix that is not itself named.
 */
export type Representative =
    | WholeValue
    | { readonly kind: "strings"; readonly prefix: string; readonly suffix: string };

type WholeValue = { readonly kind: "value"; readonly value: string } | { readonly kind: "absent" };

/** A representative or part of one, and the selectors that reject the field for it. */
export interface Option<Part> {
    readonly part: Part;
    readonly rejectedBy: Bitset;
}

/** A value, or a prefix of strings. */
export type Start = WholeValue | { readonly kind: "prefix"; readonly prefix: string };

/**
 * The possibilities of a field: one of the starts and, if that is a prefix, one of the suffixes. A selector rejects
 * such strings for their prefix, for their suffix, or not at all.
 */
export interface FieldOptions {
    readonly starts: readonly Option<Start>[];
    readonly suffixes: readonly Option<string>[];
    /** The selectors that accept any value at all. */
    readonly acceptedBySome: Bitset;
}

/**
 * Enumerates the values of one field that behave differently under some selector.
 * @param domain the possible values of the field in a required event
 * @param required what the requirement itself demands of the field: what it rejects is not an option
 * @param constraints what each selector demands of the field; `undefined` if it doesn't filter on it. Neither these nor
 * the requirement select by both prefix and suffix (`split-prefix-suffix.ts`)
 */
export function fieldOptions(
    domain: FieldDomain,
    required: Constraint | undefined,
    constraints: readonly (Constraint | undefined)[],
): FieldOptions {
    const table = new ConstraintTable(
        [...constraints, required],
        domain.kind === "strings" ? [domain.prefix] : domain.values,
    );
    const isRequired = ({ all }: Acceptance) => has(all, constraints.length);
    const values = valuesOf(domain, table).filter(isRequired);
    const prefixes = prefixesOf(domain, table).filter(isRequired);
    const suffixes = suffixesOf(domain, table).filter(isRequired);

    const selectors = setWhere(constraints.length, () => true);
    const toOption = <Part>({ part, all }: Accepted<Part>): Option<Part> => {
        return { part, rejectedBy: difference(selectors, all) };
    };
    const starts: readonly Accepted<Start>[] = suffixes.length > 0 ? [...values, ...prefixes] : values;
    const accepting = (parts: readonly Acceptance[]) =>
        parts.map(({ some }) => some).reduce(union, emptySet(constraints.length + 1));
    return {
        starts: starts.map(toOption),
        suffixes: suffixes.map(toOption),
        acceptedBySome: intersection(
            selectors,
            union(accepting(values), intersection(accepting(prefixes), accepting(suffixes))),
        ),
    };
}

/** A part, and which constraints accept strings with it. */
interface Accepted<Part> extends Acceptance {
    readonly part: Part;
}

/** The values that behave unlike any other: those compared as a whole, or all of a small domain; and no value. */
function valuesOf(domain: FieldDomain, table: ConstraintTable): readonly Accepted<Start>[] {
    const named = new Set(table.literals("whole"));
    const values = domain.kind === "values" ? domain.values : [...named].filter(value => isInDomain(domain, value));
    const absent = { part: { kind: "absent" }, ...table.acceptingAbsent() } as const;
    return [
        ...(domain.absent ? [absent] : []),
        ...values.map(value => ({ part: { kind: "value", value }, ...table.acceptingValue(value) }) as const),
    ];
}

function prefixesOf(domain: FieldDomain, table: ConstraintTable): readonly Accepted<Start>[] {
    if (domain.kind === "values") {
        return [];
    }
    const prefixes = table.literals("start").filter(literal => literal.startsWith(domain.prefix));
    return [...new Set([domain.prefix, ...prefixes])].map(
        prefix => ({ part: { kind: "prefix", prefix }, ...table.acceptingPrefix(prefix) }) as const,
    );
}

function suffixesOf(domain: FieldDomain, table: ConstraintTable): readonly Accepted<string>[] {
    const suffixes = domain.kind === "values" ? [] : ["", ...table.literals("end")];
    return [...new Set(suffixes)].map(suffix => ({ part: suffix, ...table.acceptingSuffix(suffix) }));
}
