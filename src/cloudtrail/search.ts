import { type Bitset, difference, fullSet, has, isEmpty, isSubset, members, sizeOf } from "./bitset";
import type { Option, Representative } from "./representatives";
import { weigh } from "./weights";

/** A way to reject selectors: this representative for this field. */
export interface Choice {
    readonly field: number;
    readonly representative: Representative;
    readonly rejectedBy: Bitset;
}

/** A problem that is solved within so many steps needs no proof by weights; a harder one gets so many rounds of it. */
const EASY_STEPS = 32;
const ROUNDS = 24;

/**
 * Finds one option for each field so that no selector accepts them all: an event that escapes.
 *
 * Each step takes the selector that is hardest to get rid of, and tries every option that rejects it. What one field
 * can't do for that selector need not be tried again once the next field is at it. Where the problem turns out to be
 * hard, each step first tries to show by weights that nothing escapes (`weights.ts`).
 * @param fields the options of each field
 * @param selectors how many selectors there are
 * @returns the chosen representative of each field (`undefined` where any will do), or `undefined` if nothing escapes
 */
export function findEscape(
    fields: readonly (readonly Option[])[],
    selectors: number,
): (Representative | undefined)[] | undefined {
    const all = fullSet(selectors);
    const choices = fields.map((options, field) =>
        options
            .map(({ representative, acceptedBy }): Choice => {
                return { field, representative, rejectedBy: difference(all, acceptedBy) };
            })
            .filter(({ rejectedBy }) => !isEmpty(rejectedBy)),
    );
    const chosen = new Map<number, Choice>();
    let steps = 0;

    function descend(alive: Bitset, open: readonly (readonly Choice[])[]): boolean {
        if (isEmpty(alive)) {
            return true;
        }
        steps++;
        const [only, ...others] = open;
        if (only === undefined) {
            return false;
        }
        if (others.length === 0) {
            return take(only.filter(({ rejectedBy }) => isSubset(alive, rejectedBy)).slice(0, 1));
        }
        const weighing = weigh(alive, open, steps > EASY_STEPS ? ROUNDS : 0);
        if (weighing.kind !== "open") {
            return weighing.kind === "found" && take(weighing.choices);
        }
        return tryAll(hardestSelector(alive, open), alive, open);
    }

    function tryAll(selector: number, alive: Bitset, open: readonly (readonly Choice[])[]): boolean {
        let left = open;
        for (let position = 0; position < open.length; position++) {
            const here = open[position] as readonly Choice[];
            const others = left.toSpliced(position, 1);
            const rejecting = here.filter(({ rejectedBy }) => has(rejectedBy, selector));
            for (const { choice, alive: rest } of smallestFirst(rejecting, alive)) {
                if (descend(rest, others)) {
                    return take([choice]);
                }
            }
            left = left.with(
                position,
                here.filter(({ rejectedBy }) => !has(rejectedBy, selector)),
            );
        }
        return false;
    }

    function take(taken: readonly Choice[]): boolean {
        for (const choice of taken) {
            chosen.set(choice.field, choice);
        }
        return taken.length > 0;
    }

    return descend(all, choices) ? fields.map((_, field) => chosen.get(field)?.representative) : undefined;
}

/** The selector that the fewest choices reject. */
function hardestSelector(alive: Bitset, open: readonly (readonly Choice[])[]): number {
    const ways = new Int32Array(alive.length * 32);
    for (const choices of open) {
        for (const { rejectedBy } of choices) {
            for (const index of members(rejectedBy)) {
                ways[index] = (ways[index] as number) + 1;
            }
        }
    }
    return members(alive).reduce((hardest, index) =>
        (ways[index] as number) < (ways[hardest] as number) ? index : hardest,
    );
}

/** A choice, and the selectors that are left after it. */
interface Branch {
    readonly choice: Choice;
    readonly alive: Bitset;
    readonly size: number;
}

/** How many branches are compared with each other; comparing more costs more than following them. */
const COMPARED_BRANCHES = 64;

/** The branches of one field, those that leave the fewest selectors first, without those that leave more than another. */
function smallestFirst(choices: readonly Choice[], alive: Bitset): Branch[] {
    const branches = choices.map(choice => {
        const left = difference(alive, choice.rejectedBy);
        return { choice, alive: left, size: sizeOf(left) };
    });
    const kept: Branch[] = [];
    for (const branch of branches.sort((a, b) => a.size - b.size)) {
        if (!kept.slice(0, COMPARED_BRANCHES).some(other => isSubset(other.alive, branch.alive))) {
            kept.push(branch);
        }
    }
    return kept;
}
