import { add, type Bitset, emptySet, members } from "./bitset";
import type { Options, Subproblem } from "./subproblem";

/** The weight of each condition. Weights are whole numbers, so their sums are exact and their proofs are valid. */
export type Weights = Int32Array;

/** The weight that each condition starts with. */
export const FIRST_WEIGHT = 64;

const ROUNDS = 10;

/** The remaining options, and good weights to start with in a part of this subproblem. */
export interface Pruned {
    readonly open: Options;
    readonly weights: Weights;
}

/** Drops the options that many conditions together rule out. `rationale.md` explains why that is correct. */
export class PruningBound {
    /** The conditions that options satisfy, option by option, and where those of each option begin. */
    private readonly satisfied: Int32Array;
    private readonly begins: readonly Int32Array[];

    /** @param variables for each variable and each of its options, the conditions that it satisfies */
    constructor(variables: readonly (readonly Bitset[])[]) {
        const satisfied: number[] = [];
        this.begins = variables.map(options => {
            const begins = [satisfied.length];
            for (const conditions of options) {
                satisfied.push(...members(conditions));
                begins.push(satisfied.length);
            }
            return Int32Array.from(begins);
        });
        this.satisfied = Int32Array.from(satisfied);
    }

    /** Returns `undefined` if the conditions can't all be satisfied. */
    prune({ open, conditions }: Subproblem, first: Weights): Pruned | undefined {
        const weights = new Int32Array(first.length);
        for (const { index } of conditions) {
            weights[index] = first[index] as number;
        }
        const bounds = open.map(
            (options, variable) => new VariableBound(this.satisfied, this.begins[variable] as Int32Array, options),
        );
        for (let round = 1; ; round++) {
            let spare = 0;
            for (const bound of bounds) {
                spare += bound.weigh(weights);
            }
            for (const { index } of conditions) {
                spare -= weights[index] as number;
            }
            if (spare < 0) {
                return undefined;
            }
            for (const bound of bounds) {
                bound.leaveOut(spare);
            }
            if (round === ROUNDS) {
                return { open: bounds.map(bound => bound.open()), weights };
            }
            const hits = new Int32Array(weights.length);
            for (const bound of bounds) {
                bound.countHits(hits);
            }
            const step = Math.ceil(FIRST_WEIGHT / (3 + round));
            for (const { index } of conditions) {
                weights[index] = Math.max(0, (weights[index] as number) + step * (1 - (hits[index] as number)));
            }
        }
    }
}

/** The open options of one variable, with their weights. */
class VariableBound {
    /** Those that are open come first. */
    private readonly options: Int32Array;
    private readonly weights: Int32Array;
    private count: number;
    private heaviest = 0;
    private most = 0;

    constructor(
        private readonly satisfied: Int32Array,
        private readonly begins: Int32Array,
        private readonly set: Bitset,
    ) {
        this.options = Int32Array.from(members(set));
        this.weights = new Int32Array(this.options.length);
        this.count = this.options.length;
    }

    /** Weighs all options, and returns the weight of the heaviest one. */
    weigh(weights: Weights): number {
        const { satisfied, begins, options } = this;
        this.most = -1;
        for (let index = 0; index < this.count; index++) {
            const option = options[index] as number;
            const end = begins[option + 1] as number;
            let weight = 0;
            for (let at = begins[option] as number; at < end; at++) {
                weight += weights[satisfied[at] as number] as number;
            }
            this.weights[index] = weight;
            if (weight > this.most) {
                this.most = weight;
                this.heaviest = option;
            }
        }
        return this.most;
    }

    /** Drops the options that are lighter than the heaviest one by more than the slack. */
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

    /** Counts, for each condition, how many of the heaviest options satisfy it. */
    countHits(hits: Int32Array): void {
        const end = this.begins[this.heaviest + 1] as number;
        for (let at = this.begins[this.heaviest] as number; at < end; at++) {
            const condition = this.satisfied[at] as number;
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
