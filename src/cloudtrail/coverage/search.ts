import {
    type Bitset,
    countOfBoth,
    difference,
    has,
    intersection,
    intersects,
    isSubset,
    members,
    setWhere,
} from "./bitset";
import { FIRST_WEIGHT, PruningBound, type Weights } from "./pruning-bound";
import type { Condition, Options, Subproblem } from "./subproblem";

/** What a search found, and in how many steps: a cost that doesn't depend on how busy the machine is. */
export interface Outcome {
    /** The option chosen for each variable; absent if there is no solution. */
    readonly chosen?: readonly number[];
    readonly steps: number;
}

/** Most problems are solved within this many steps, where the pruning bound costs more than it saves. */
const EASY_STEPS = 3;

/**
 * Chooses one option for each variable so that each condition is satisfied by at least one of them. `rationale.md`
 * explains why the answer is right.
 * @param variables for each variable and each of its options, the conditions that it satisfies; every variable has at
 * least one option
 * @param conditions how many conditions there are
 */
export function choose(variables: readonly (readonly Bitset[])[], conditions: number): Outcome {
    const alternatives = variables.map(undominated);
    const undecided = [...variables.keys()].filter(variable => optionsOf(alternatives, variable).length > 1);
    const options = undecided.map(variable =>
        optionsOf(alternatives, variable).map(option => optionsOf(variables, variable)[option] as Bitset),
    );
    const decided = variables.flatMap((ofVariable, variable) => {
        const [only, ...others] = optionsOf(alternatives, variable);
        return only === undefined || others.length > 0 ? [] : [ofVariable[only] as Bitset];
    });
    const waiting = Array.from({ length: conditions }, (_, index) => index).filter(
        index => !decided.some(meets => has(meets, index)),
    );
    const search = new Search(options);
    const found = search.solve(
        {
            open: options.map(({ length }) => setWhere(length, () => true)),
            conditions: waiting.map((index): Condition => {
                const satisfiedBy = options.map(ofVariable =>
                    setWhere(ofVariable.length, option => has(ofVariable[option] as Bitset, index)),
                );
                return { index, satisfiedBy };
            }),
        },
        new Int32Array(conditions).fill(FIRST_WEIGHT),
    );
    if (found === undefined) {
        return { steps: search.steps };
    }
    const chosen = alternatives.map(([only = 0]) => only);
    undecided.forEach((variable, position) => {
        const [option = 0] = members(found[position] as Bitset);
        chosen[variable] = optionsOf(alternatives, variable)[option] as number;
    });
    return { chosen, steps: search.steps };
}

function optionsOf<Options>(variables: readonly Options[], variable: number): Options {
    return variables[variable] as Options;
}

/**
 * The options of a variable, without those that another one can replace because it satisfies the same conditions or
 * more.
 */
function undominated(options: readonly Bitset[]): readonly number[] {
    return [...options.keys()].filter(option => {
        const meets = options[option] as Bitset;
        return !options.some(
            (other, index) => index !== option && isSubset(meets, other) && (index < option || !isSubset(other, meets)),
        );
    });
}

class Search {
    steps = 0;
    private bound: PruningBound | undefined;

    constructor(private readonly variables: readonly (readonly Bitset[])[]) {}

    /** The remaining options once every choice of them satisfies all conditions; `undefined` if there is none. */
    solve(problem: Subproblem, weights: Weights): Options | undefined {
        this.steps++;
        const rest = narrow(problem);
        if (rest === undefined || rest.conditions.length === 0) {
            return rest?.open;
        }
        return this.steps > EASY_STEPS ? this.prune(rest, weights) : this.split(rest, weights);
    }

    private prune(problem: Subproblem, first: Weights): Options | undefined {
        this.bound ??= new PruningBound(this.variables);
        const pruned = this.bound.prune(problem, first);
        const rest = pruned && narrow({ open: pruned.open, conditions: problem.conditions });
        if (rest === undefined || rest.conditions.length === 0) {
            return rest?.open;
        }
        return this.split(rest, pruned?.weights ?? first);
    }

    private split({ open, conditions }: Subproblem, weights: Weights): Options | undefined {
        const { satisfiedBy } = leastLikely({ open, conditions });
        let left = open;
        for (const variable of likeliestFirst(open, satisfiedBy)) {
            const options = left[variable] as Bitset;
            const meeting = satisfiedBy[variable] as Bitset;
            if (intersects(options, meeting)) {
                const only = left.with(variable, intersection(options, meeting));
                const found = this.solve({ open: only, conditions }, weights);
                if (found !== undefined) {
                    return found;
                }
                left = left.with(variable, difference(options, meeting));
            }
        }
        return undefined;
    }
}

/** Drops what can't be part of a solution; `undefined` if a condition can't be satisfied. */
function narrow({ open, conditions }: Subproblem): Subproblem | undefined {
    const left = [...open];
    let waiting = conditions;
    for (let narrowed = true; narrowed; ) {
        narrowed = false;
        const later: Condition[] = [];
        for (const condition of waiting) {
            const variable = whoSatisfies(left, condition);
            if (variable === "nobody") {
                return undefined;
            }
            if (variable === "several") {
                later.push(condition);
            } else if (variable !== "satisfied") {
                left[variable] = intersection(left[variable] as Bitset, condition.satisfiedBy[variable] as Bitset);
                narrowed = true;
            }
        }
        waiting = later;
    }
    return { open: left, conditions: waiting };
}

/** Which variables can satisfy a condition: one, several or none; or whether every open choice satisfies it. */
function whoSatisfies(open: Options, { satisfiedBy }: Condition): number | "several" | "nobody" | "satisfied" {
    let who: number | "several" | "nobody" = "nobody";
    for (let variable = 0; variable < open.length; variable++) {
        const options = open[variable] as Bitset;
        const meeting = satisfiedBy[variable] as Bitset;
        if (intersects(options, meeting)) {
            if (isSubset(options, meeting)) {
                return "satisfied";
            }
            who = who === "nobody" ? variable : "several";
        }
    }
    return who;
}

/** The variables, starting with the one whose options most often satisfy a condition. */
function likeliestFirst(open: Options, satisfiedBy: Options): readonly number[] {
    const parts = open.map((options, variable) => {
        return countOfBoth(options, satisfiedBy[variable] as Bitset) / countOfBoth(options, options);
    });
    return [...open.keys()].sort((a, b) => (parts[b] as number) - (parts[a] as number));
}

/** The condition that the fewest choices satisfy. */
function leastLikely({ open, conditions }: Subproblem): Condition {
    const sizes = open.map(options => countOfBoth(options, options));
    let [least] = conditions as readonly [Condition];
    let most = -1;
    for (const condition of conditions) {
        let missing = 1;
        for (let variable = 0; variable < open.length; variable++) {
            const meeting = countOfBoth(open[variable] as Bitset, condition.satisfiedBy[variable] as Bitset);
            missing *= 1 - meeting / (sizes[variable] as number);
        }
        if (missing > most) {
            most = missing;
            least = condition;
        }
    }
    return least;
}
