import { type AwsOperator, type AwsSelector, operators } from "./matcher";

/** What a field of an event can be, each value one by one. */
export type Universe = Readonly<Record<string, readonly (string | null)[]>>;

/** The strings of a field: any that start with `prefix`; with `absent`, also none. Or the few `values`. */
export type Strings =
    | { readonly prefix: string; readonly absent: boolean }
    | { readonly values: readonly (string | null)[] };

/** All strings up to a length over a few characters, the empty one included. */
export function allStrings(characters: string, length: number): string[] {
    const strings = [""];
    for (let from = 0, n = 0; n < length; n++) {
        const to = strings.length;
        for (; from < to; from++) {
            for (const character of characters) {
                strings.push(strings[from] + character);
            }
        }
    }
    return strings;
}

/** Every string that some selector compares a field with, by one of these operators. */
export function literalsOf(
    selectors: readonly AwsSelector[],
    field: string,
    by: readonly AwsOperator[] = operators(),
): string[] {
    return selectors.flatMap(selector =>
        selector.FieldSelectors.filter(({ Field }) => Field === field).flatMap(entry =>
            by.flatMap(operator => entry[operator] ?? []),
        ),
    );
}

/**
 * The values of a field to try: `short` strings, and every literal before and after every other one, with nothing between them
 * or a character that no literal contains.
 */
export function valuesOf(strings: Strings, literals: readonly string[], short: readonly string[]): (string | null)[] {
    if ("values" in strings) {
        return [...strings.values];
    }
    const { prefix, absent } = strings;
    const texts = new Set<string>(short.map(text => prefix + text));
    for (const literal of ["", ...literals]) {
        for (const between of ["", "x", "y"]) {
            for (const end of ["", ...literals]) {
                texts.add(literal + between + end);
                texts.add(prefix + literal + between + end);
            }
        }
    }
    return [...(absent ? [null] : []), ...[...texts].filter(text => text.startsWith(prefix))];
}
