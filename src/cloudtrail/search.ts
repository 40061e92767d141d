import { type Bitset, fullSet, has, intersection, isEmpty, isSubset, keyOf, members, sizeOf } from "./bitset";
import type { Option, Representative } from "./representatives";

/** A way on: choose this option for this field, and `alive` are the selectors that still accept the event. */
interface Branch {
    readonly field: number;
    readonly option: Option;
    readonly alive: Bitset;
}

/**
 * Finds one option for each field so that no selector accepts them all: an event that escapes.
 *
 * Each step takes the selector that is hardest to get rid of and tries every option that rejects it; a set of selectors
 * that could not be got rid of with the same fields left is not tried again.
 * @param fields the options of each field
 * @param selectors how many selectors there are
 * @returns the chosen representative of each field (`undefined` where any will do), or `undefined` if nothing escapes
 */
export function findEscape(
    fields: readonly (readonly Option[])[],
    selectors: number,
): (Representative | undefined)[] | undefined {
    const rejecting = fields.map(options => rejectionsBySelector(options, selectors));
    const chosen: (Representative | undefined)[] = fields.map(() => undefined);
    const dead = new Set<string>();

    function descend(alive: Bitset, remaining: number): boolean {
        if (isEmpty(alive)) {
            return true;
        }
        const key = `${remaining}:${keyOf(alive)}`;
        if (dead.has(key)) {
            return false;
        }
        for (const branch of branches(alive, remaining)) {
            chosen[branch.field] = branch.option.representative;
            if (descend(branch.alive, remaining & ~(1 << branch.field))) {
                return true;
            }
            chosen[branch.field] = undefined;
        }
        dead.add(key);
        return false;
    }

    function branches(alive: Bitset, remaining: number): Branch[] {
        const hardest = hardestSelector(alive, remaining);
        const found: Branch[] = [];
        rejecting.forEach((bySelector, field) => {
            if ((remaining & (1 << field)) !== 0) {
                const distinct = new Map<string, Branch>();
                for (const option of bySelector[hardest] as Option[]) {
                    const left = intersection(alive, option.acceptedBy);
                    const key = keyOf(left);
                    if (!distinct.has(key)) {
                        distinct.set(key, { field, option, alive: left });
                    }
                }
                found.push(...smallestSets([...distinct.values()]));
            }
        });
        return found.sort((a, b) => sizeOf(a.alive) - sizeOf(b.alive));
    }

    function hardestSelector(alive: Bitset, remaining: number): number {
        let hardest = -1;
        let fewest = Number.POSITIVE_INFINITY;
        for (const selector of members(alive)) {
            let ways = 0;
            rejecting.forEach((bySelector, field) => {
                ways += (remaining & (1 << field)) === 0 ? 0 : (bySelector[selector] as Option[]).length;
            });
            if (ways < fewest) {
                hardest = selector;
                fewest = ways;
            }
        }
        return hardest;
    }

    return descend(fullSet(selectors), (1 << fields.length) - 1) ? chosen : undefined;
}

function rejectionsBySelector(options: readonly Option[], selectors: number): Option[][] {
    return Array.from({ length: selectors }, (_, selector) =>
        options.filter(option => !has(option.acceptedBy, selector)),
    );
}

/** How many branches of one field are compared with each other; comparing more costs more than following them. */
const COMPARED_BRANCHES = 64;

/** Leaves out branches that leave more selectors than another branch of the same field does. */
function smallestSets(branches: readonly Branch[]): Branch[] {
    const kept: Branch[] = [];
    for (const branch of [...branches].sort((a, b) => sizeOf(a.alive) - sizeOf(b.alive))) {
        if (!kept.slice(0, COMPARED_BRANCHES).some(other => isSubset(other.alive, branch.alive))) {
            kept.push(branch);
        }
    }
    return kept;
}
