import {
    addAll,
    type Bitset,
    difference,
    fullSet,
    has,
    intersection,
    isEmpty,
    keepOnly,
    members,
    union,
} from "./bitset";
import type { Option, Representative } from "./representatives";
import { equalWeights, type Weights, weigh } from "./weights";

/** A value of a field, as what it can do: the selectors that reject it. */
export interface Choice {
    readonly field: number;
    readonly representative: Representative;
    readonly rejectedBy: Bitset;
}

/** The choices that each field still has. */
export type Choices = readonly (readonly Choice[])[];

/** A problem that is solved within so many steps needs no long proofs; a harder one gets so many rounds of weighing. */
const EASY_STEPS = 8;
const ROUNDS = 8;

/**
 * Finds one option for each field so that no selector accepts them all: an event that escapes.
 *
 * Each step takes the selector that the fewest options reject. One of the fields has to reject it: for each field in
 * turn, the search goes on with only those options of it that do, and after that with only those that don't. What is
 * left is cut down by what follows from it: a selector that only one field can reject narrows that field, one that all
 * options of a field reject is done with, and weighing (`weights.ts`) shows where too much is left.
 * @param fields the options of each field
 * @param selectors how many selectors there are
 * @returns the chosen representative of each field (`undefined` where any will do), or `undefined` if nothing escapes
 */
export function findEscape(
    fields: readonly (readonly Option[])[],
    selectors: number,
): (Representative | undefined)[] | undefined {
    const all = fullSet(selectors);
    const choices = fields
        .map((options, field) =>
            options
                .map(({ representative, acceptedBy }): Choice => {
                    return { field, representative, rejectedBy: difference(all, acceptedBy) };
                })
                .filter(({ rejectedBy }) => !isEmpty(rejectedBy)),
        )
        .filter(ofField => ofField.length > 0);
    const found = new Search().solve(all, choices, equalWeights(all));
    return found && fields.map((_, field) => found.find(choice => choice.field === field)?.representative);
}

class Search {
    private steps = 0;

    /** One choice for each field so that each of these selectors is rejected by one of them. */
    solve(alive: Bitset, choices: Choices, weights: Weights): readonly Choice[] | undefined {
        this.steps++;
        const narrowed = narrow(alive, choices);
        if (narrowed === undefined || isEmpty(narrowed.alive)) {
            return narrowed?.choices.flatMap(ofField => ofField.slice(0, 1));
        }
        const weighing = weigh(narrowed.alive, narrowed.choices, weights, this.steps > EASY_STEPS ? ROUNDS : 0);
        switch (weighing.kind) {
            case "found":
                return weighing.choices;
            case "impossible":
                return undefined;
            case "open":
                return this.split(narrowed.alive, weighing.choices, weighing.weights);
        }
    }

    private split(alive: Bitset, choices: Choices, weights: Weights): readonly Choice[] | undefined {
        const selector = hardestSelector(alive, choices);
        let left = choices;
        for (const [position, ofField] of choices.entries()) {
            const rejecting = ofField.filter(({ rejectedBy }) => has(rejectedBy, selector));
            const found = rejecting.length > 0 && this.solve(alive, left.with(position, rejecting), weights);
            if (found) {
                return found;
            }
            const accepting = ofField.filter(({ rejectedBy }) => !has(rejectedBy, selector));
            if (accepting.length === 0) {
                return undefined;
            }
            left = left.with(position, accepting);
        }
        return undefined;
    }
}

/** What follows from the choices that are left; `undefined` if no choice rejects one of the selectors. */
function narrow(
    selectors: Bitset,
    choices: Choices,
): { readonly alive: Bitset; readonly choices: Choices } | undefined {
    let alive = selectors;
    let left = choices;
    for (;;) {
        let once = emptied(alive);
        let twice = once;
        for (const ofField of left) {
            const every = alive.slice();
            const some = emptied(alive);
            for (const { rejectedBy } of ofField) {
                keepOnly(every, rejectedBy);
                addAll(some, rejectedBy);
            }
            alive = difference(alive, every);
            twice = union(twice, intersection(once, some));
            once = union(once, some);
        }
        if (!isEmpty(difference(alive, once))) {
            return undefined;
        }
        const [forced] = members(difference(alive, twice));
        if (forced === undefined) {
            return { alive, choices: left };
        }
        const rejecting = left.map(ofField => ofField.filter(({ rejectedBy }) => has(rejectedBy, forced)));
        left = left.map((ofField, position) => {
            const narrower = rejecting[position] as readonly Choice[];
            return narrower.length > 0 ? narrower : ofField;
        });
    }
}

function emptied(set: Bitset): Bitset {
    return new Uint32Array(set.length);
}

/** The selector that the fewest choices reject. */
function hardestSelector(alive: Bitset, choices: Choices): number {
    const ways = new Int32Array(alive.length * 32);
    for (const ofField of choices) {
        for (const { rejectedBy } of ofField) {
            for (const index of members(rejectedBy)) {
                ways[index] = (ways[index] as number) + 1;
            }
        }
    }
    return members(alive).reduce((hardest, index) =>
        (ways[index] as number) < (ways[hardest] as number) ? index : hardest,
    );
}
