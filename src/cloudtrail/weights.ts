import { at, type Bitset, isSubset, members, union } from "./bitset";
import type { Choice, Choices } from "./search";

/** What weighing shows: choices that get rid of all selectors, a proof that there are none, or neither. */
export type Weighing =
    | { readonly kind: "found"; readonly choices: readonly Choice[] }
    | { readonly kind: "impossible" }
    | {
          readonly kind: "open";
          /** The choices that may still be part of a solution. */
          readonly choices: Choices;
          /** Where weighing a part of the problem had best begin. */
          readonly weights: Weights;
      };

/** The weight of each selector. Weights are whole numbers, so that sums are exact and what they prove holds. */
export type Weights = Int32Array;

const FIRST_WEIGHT = 64;

/** The same weight for each selector. */
export function equalWeights(selectors: Bitset): Weights {
    return new Int32Array(selectors.length * 32).fill(FIRST_WEIGHT);
}

/**
 * Tries to show at once whether one choice of each field can get rid of all selectors.
 *
 * Give each selector a weight. Each field can take away at most the weight of its heaviest choice: if these together
 * fall short of the weight of all selectors, no choices get rid of them all. And a choice that is lighter than the
 * heaviest one of its field by more than what these have to spare is part of no solution. After each round the selectors
 * that the heaviest choices have left get heavier, and those that several of them hit get lighter.
 * @param alive the selectors to get rid of
 * @param first the weights to begin with
 * @param rounds how often the weights are changed
 */
export function weigh(alive: Bitset, fields: Choices, first: Weights, rounds: number): Weighing {
    const indexes = members(alive);
    const weights = new Int32Array(first.length);
    for (const index of indexes) {
        weights[index] = first[index] as number;
    }
    let open = fields;
    for (let round = 0; ; round++) {
        const scales = open.map(choices => weighField(choices, alive, weights));
        let spare = -indexes.reduce((sum, index) => sum + (weights[index] as number), 0);
        for (const { most } of scales) {
            spare += most;
        }
        if (spare < 0) {
            return { kind: "impossible" };
        }
        const heaviest = scales.map(scale => scale.heaviest);
        const rejected = heaviest.map(({ rejectedBy }) => rejectedBy);
        if (isSubset(alive, rejected.reduce(union))) {
            return { kind: "found", choices: heaviest };
        }
        open = open.map((choices, field) => {
            const { most, each } = scales[field] as Scale;
            return most > spare ? choices.filter((_, index) => (each[index] as number) >= most - spare) : choices;
        });
        if (round >= rounds) {
            return { kind: "open", choices: open, weights };
        }
        reweigh(weights, indexes, rejected, Math.ceil(FIRST_WEIGHT / (4 + round)));
    }
}

/** The weights of a field's choices. */
interface Scale {
    readonly each: readonly number[];
    readonly most: number;
    readonly heaviest: Choice;
}

function weighField(choices: readonly Choice[], alive: Bitset, weights: Weights): Scale {
    let most = -1;
    let [heaviest] = choices as readonly [Choice];
    const each = choices.map(choice => {
        const weight = weightOf(choice.rejectedBy, alive, weights);
        if (weight > most) {
            most = weight;
            heaviest = choice;
        }
        return weight;
    });
    return { each, most, heaviest };
}

function reweigh(weights: Weights, indexes: readonly number[], rejected: readonly Bitset[], step: number): void {
    const hits = new Int32Array(weights.length);
    for (const set of rejected) {
        for (const index of members(set)) {
            hits[index] = (hits[index] as number) + 1;
        }
    }
    for (const index of indexes) {
        weights[index] = Math.max(0, (weights[index] as number) + step * (1 - (hits[index] as number)));
    }
}

function weightOf(set: Bitset, alive: Bitset, weights: Weights): number {
    let sum = 0;
    for (let w = 0; w < set.length; w++) {
        for (let word = at(set, w) & at(alive, w); word !== 0; word &= word - 1) {
            sum += weights[(w << 5) + 31 - Math.clz32(word & -word)] as number;
        }
    }
    return sum;
}
