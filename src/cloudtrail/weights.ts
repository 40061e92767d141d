import { type Bitset, isSubset, members, sizeOf, union } from "./bitset";
import type { Choice } from "./search";

/** What weighing shows: choices that get rid of all selectors, a proof that there are none, or neither. */
export type Weighing =
    | { readonly kind: "found"; readonly choices: readonly Choice[] }
    | { readonly kind: "impossible" }
    | { readonly kind: "open" };

/** All weights start with this. They stay whole numbers, so that sums are exact and the proof holds. */
const FIRST_WEIGHT = 64;

/**
 * Tries to show at once whether one choice of each field can get rid of all selectors.
 *
 * Give each selector a weight. Each field can take away at most the weight of its heaviest choice: if these together
 * fall short of the weight of all selectors, no choices get rid of them all. After each round the selectors that the
 * heaviest choices have left get heavier, and those that several of them hit get lighter.
 * @param alive the selectors to get rid of
 * @param rounds how often the weights are changed
 */
export function weigh(alive: Bitset, fields: readonly (readonly Choice[])[], rounds: number): Weighing {
    const indexes = members(alive);
    const weights = new Int32Array(alive.length * 32);
    for (const index of indexes) {
        weights[index] = FIRST_WEIGHT;
    }
    let total = sizeOf(alive) * FIRST_WEIGHT;
    for (let round = 0; ; round++) {
        const choices: Choice[] = [];
        let most = 0;
        for (const ofField of fields) {
            const { choice, weight } = heaviest(ofField, weights);
            most += weight;
            if (choice !== undefined) {
                choices.push(choice);
            }
        }
        if (most < total) {
            return { kind: "impossible" };
        }
        const rejected = choices.map(({ rejectedBy }) => rejectedBy);
        if (isSubset(alive, rejected.reduce(union, new Uint32Array(alive.length)))) {
            return { kind: "found", choices };
        }
        if (round >= rounds) {
            return { kind: "open" };
        }
        total = reweigh(weights, indexes, rejected, Math.ceil(FIRST_WEIGHT / (4 + round)));
    }
}

/** @returns the weight of all selectors */
function reweigh(weights: Int32Array, indexes: readonly number[], rejected: readonly Bitset[], step: number): number {
    const hits = new Int32Array(weights.length);
    for (const set of rejected) {
        for (const index of members(set)) {
            hits[index] = (hits[index] as number) + 1;
        }
    }
    let total = 0;
    for (const index of indexes) {
        const weight = Math.max(0, (weights[index] as number) + step * (1 - (hits[index] as number)));
        weights[index] = weight;
        total += weight;
    }
    return total;
}

function heaviest(choices: readonly Choice[], weights: Int32Array): { choice: Choice | undefined; weight: number } {
    let choice: Choice | undefined;
    let weight = 0;
    for (const candidate of choices) {
        const sum = weightOf(candidate.rejectedBy, weights);
        if (sum > weight) {
            choice = candidate;
            weight = sum;
        }
    }
    return { choice, weight };
}

function weightOf(set: Bitset, weights: Int32Array): number {
    let sum = 0;
    for (let w = 0; w < set.length; w++) {
        for (let word = set[w] as number; word !== 0; word &= word - 1) {
            sum += weights[(w << 5) + 31 - Math.clz32(word & -word)] as number;
        }
    }
    return sum;
}
