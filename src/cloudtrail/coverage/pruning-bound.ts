import { add, type Bitset, emptySet, members } from "./bitset";
import type { Options, Subproblem } from "./search";

/** The weight of each condition. Weights are whole numbers, so that sums are exact and what they prove holds. */
export type Weights = Int32Array;

/** The weight that conditions begin with. */
export const FIRST_WEIGHT = 64;

const ROUNDS = 10;

/** What is left after weighing, and the weights with which a part of it had best begin. */
export interface Pruned {
    readonly open: Options;
    readonly weights: Weights;
}

/**
 * Shows what many conditions together rule out.
 *
 * Give each condition that isn't yet met a weight. Each variable can meet at most the weight of its heaviest option: if
 * these together fall short of the weight of all conditions, there is no way to meet them all. And an option that is
 * lighter than the heaviest one of its variable by more than what these have to spare is part of no solution. After each
 * round the conditions that the heaviest options have left get heavier, and those that several of them meet get lighter.
 */
export class PruningBound {
    /** The conditions that options meet, one option after the other, and where those of each option of a variable begin. */
    private readonly met: Int32Array;
    private readonly begins: readonly Int32Array[];

    /** @param variables for each variable, for each of its options, the conditions that it meets */
    constructor(variables: readonly (readonly Bitset[])[]) {
        const met: number[] = [];
        this.begins = variables.map(options => {
            const begins = [met.length];
            for (const meets of options) {
                met.push(...members(meets));
                begins.push(met.length);
            }
            return Int32Array.from(begins);
        });
        this.met = Int32Array.from(met);
    }

    /** Returns `undefined` where there is no way to meet the conditions. */
    prune({ open, conditions }: Subproblem, first: Weights): Pruned | undefined {
        const weights = new Int32Array(first.length);
        for (const { index } of conditions) {
            weights[index] = first[index] as number;
        }
        const loads = open.map(
            (options, variable) => new VariableBound(this.met, this.begins[variable] as Int32Array, options),
        );
        for (let round = 1; ; round++) {
            let spare = 0;
            for (const load of loads) {
                spare += load.weigh(weights);
            }
            for (const { index } of conditions) {
                spare -= weights[index] as number;
            }
            if (spare < 0) {
                return undefined;
            }
            for (const load of loads) {
                load.leaveOut(spare);
            }
            if (round === ROUNDS) {
                return { open: loads.map(load => load.open()), weights };
            }
            const hits = new Int32Array(weights.length);
            for (const load of loads) {
                load.hit(hits);
            }
            const step = Math.ceil(FIRST_WEIGHT / (3 + round));
            for (const { index } of conditions) {
                weights[index] = Math.max(0, (weights[index] as number) + step * (1 - (hits[index] as number)));
            }
        }
    }
}

/** The options of one variable that are open, with their weights. */
class VariableBound {
    /** Those that are open stand first. */
    private readonly options: Int32Array;
    private readonly weights: Int32Array;
    private count: number;
    private heaviest = 0;
    private most = 0;

    constructor(
        private readonly met: Int32Array,
        private readonly begins: Int32Array,
        private readonly set: Bitset,
    ) {
        this.options = Int32Array.from(members(set));
        this.weights = new Int32Array(this.options.length);
        this.count = this.options.length;
    }

    /** Weighs all options, and returns the weight of the heaviest one. */
    weigh(weights: Weights): number {
        const { met, begins, options } = this;
        this.most = -1;
        for (let index = 0; index < this.count; index++) {
            const option = options[index] as number;
            const end = begins[option + 1] as number;
            let weight = 0;
            for (let at = begins[option] as number; at < end; at++) {
                weight += weights[met[at] as number] as number;
            }
            this.weights[index] = weight;
            if (weight > this.most) {
                this.most = weight;
                this.heaviest = option;
            }
        }
        return this.most;
    }

    /** Leaves out the options that are lighter than the heaviest one by more than there is to spare. */
    leaveOut(spare: number): void {
        const least = this.most - spare;
        let kept = 0;
        for (let index = 0; index < this.count; index++) {
            if ((this.weights[index] as number) >= least) {
                this.options[kept++] = this.options[index] as number;
            }
        }
        this.count = kept;
    }

    /** Counts the conditions that the heaviest option meets. */
    hit(hits: Int32Array): void {
        const end = this.begins[this.heaviest + 1] as number;
        for (let at = this.begins[this.heaviest] as number; at < end; at++) {
            const condition = this.met[at] as number;
            hits[condition] = (hits[condition] as number) + 1;
        }
    }

    open(): Bitset {
        const open = emptySet(32 * this.set.length);
        for (let index = 0; index < this.count; index++) {
            add(open, this.options[index] as number);
        }
        return open;
    }
}
