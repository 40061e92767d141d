import type { Constraint, Constraints } from "./constraint";

/**
 * Writes a selector as several that together log the same, none of which selects values of one field by what they start
 * with as well as by what they end with. What it selects is then a matter of the beginning alone, or of the end alone.
 */
export function splitPrefixAndSuffix(selector: Constraints): readonly Constraints[] {
    let parts: readonly Constraints[] = [selector];
    for (const [field, constraint] of selector) {
        if (selectsBy(constraint, "StartsWith") && selectsBy(constraint, "EndsWith")) {
            const sides = [byStart(constraint), byEnd(constraint)];
            parts = sides.flatMap(side => parts.map(part => new Map(part).set(field, side)));
        }
    }
    return parts;
}

function byStart({ selects, values, unknown: { EndsWith: _, ...unknown } }: Constraint): Constraint {
    return { selects, values: { ...values, EndsWith: [] }, unknown };
}

function byEnd({ selects, values, unknown: { EndsWith } }: Constraint): Constraint {
    return {
        selects,
        values: { ...values, Equals: [], StartsWith: [] },
        unknown: EndsWith === undefined ? {} : { EndsWith },
    };
}

/** Does a constraint have a value of this operator, known or not? */
export function selectsBy({ values, unknown }: Constraint, operator: "StartsWith" | "EndsWith"): boolean {
    return values[operator].length > 0 || unknown[operator] === true;
}
