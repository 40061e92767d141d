import type { Constraint, Constraints } from "./constraint";

/**
 * Rewrites a selector as several that together log the same, none of which selects values of one field by both prefix
 * and suffix. Then either the beginning alone or the end alone decides.
 */
export function splitPrefixAndSuffix(selector: Constraints): readonly Constraints[] {
    let parts: readonly Constraints[] = [selector];
    for (const [field, constraint] of selector) {
        if (selectsBy(constraint, "start") && selectsBy(constraint, "end")) {
            const sides = [byStart(constraint), byEnd(constraint)];
            parts = sides.flatMap(side => parts.map(part => new Map(part).set(field, side)));
        }
    }
    return parts;
}

function byStart(constraint: Constraint): Constraint {
    const { end: _, ...unknown } = constraint.unknown;
    return { ...constraint, select: { ...constraint.select, end: [] }, unknown };
}

function byEnd(constraint: Constraint): Constraint {
    const { end } = constraint.unknown;
    return {
        ...constraint,
        select: { whole: [], start: [], end: constraint.select.end },
        unknown: end === undefined ? {} : { end },
    };
}

/** Does a constraint select by prefix, or by suffix, known or not? */
export function selectsBy({ select, unknown }: Constraint, comparison: "start" | "end"): boolean {
    return select[comparison].length > 0 || unknown[comparison] === true;
}
