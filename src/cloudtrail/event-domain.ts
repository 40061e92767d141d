import type { Field } from "./event";

/**
 * The possible values of a field in a required event: one of a few, or any string that starts with `prefix`; and, with
 * `absent`, none at all.
 */
export type FieldDomain =
    | { readonly kind: "values"; readonly values: readonly string[]; readonly absent: boolean }
    | { readonly kind: "strings"; readonly prefix: string; readonly absent: boolean };

/** The domain of every field; a field that isn't listed can have any value, or none. */
export type EventDomain = Readonly<Partial<Record<Field, FieldDomain>>>;

/** Any string, or none: the assumption for a field about which nothing is known. */
export const ANYTHING: FieldDomain = { kind: "strings", prefix: "", absent: true };

/** Exactly one of these values. */
export function oneOf(...values: readonly string[]): FieldDomain {
    return { kind: "values", values, absent: false };
}

/** Any string that starts with the prefix. */
export function stringsFrom(prefix: string): FieldDomain {
    return { kind: "strings", prefix, absent: false };
}

/** Can the field have this value (`null`: none)? */
export function isInDomain(domain: FieldDomain, value: string | null): boolean {
    if (value === null) {
        return domain.absent;
    }
    return domain.kind === "values" ? domain.values.includes(value) : value.startsWith(domain.prefix);
}
