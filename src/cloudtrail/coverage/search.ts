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

/** What a search found, and in how many steps: its cost, which no busy machine changes. */
export interface Outcome {
    /** The option chosen of each variable; absent if there is no way to choose. */
    readonly chosen?: readonly number[];
    readonly steps: number;
}

/** Some options of each variable: those that are still open, or those that meet a condition. */
export type Options = readonly Bitset[];

/** One of the variables has to meet it. */
interface Condition {
    readonly index: number;
    readonly satisfiedBy: Options;
}

/** A part of the problem: the options that are open, and the conditions that are not yet met. */
export interface Subproblem {
    readonly open: Options;
    readonly conditions: readonly Condition[];
}

/** A problem that is solved within so many steps needs no long proofs. */
const EASY_STEPS = 3;

/**
 * Chooses one option of each variable so that every condition is met by one of them at least.
 *
 * Each step takes the condition that is the least likely to be met. One of the variables has to meet it: for each in
 * turn, the likeliest first, the search goes on with only those options of it that do, and after that with only those
 * that don't. What is left is cut down by what follows from it: a condition that only one variable can meet narrows that
 * variable, and one that all options of a variable meet is done with.
 * @param variables for each variable, for each of its options, the conditions that it meets; each has some option
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

/** The options of a variable without those in whose place another one meets all that they meet. */
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
    private scales: PruningBound | undefined;

    constructor(private readonly variables: readonly (readonly Bitset[])[]) {}

    /** The options that are left where all conditions are met, whichever of them are chosen. */
    solve(problem: Subproblem, weights: Weights): Options | undefined {
        this.steps++;
        const rest = narrow(problem);
        if (rest === undefined || rest.conditions.length === 0) {
            return rest?.open;
        }
        return this.steps > EASY_STEPS ? this.weigh(rest, weights) : this.split(rest, weights);
    }

    private weigh(problem: Subproblem, first: Weights): Options | undefined {
        this.scales ??= new PruningBound(this.variables);
        const weighed = this.scales.prune(problem, first);
        const rest = weighed && narrow({ open: weighed.open, conditions: problem.conditions });
        if (rest === undefined || rest.conditions.length === 0) {
            return rest?.open;
        }
        return this.split(rest, weighed?.weights ?? first);
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

/** What follows from the options that are open; `undefined` if a condition can't be met. */
function narrow({ open, conditions }: Subproblem): Subproblem | undefined {
    const left = [...open];
    let waiting = conditions;
    for (let narrowed = true; narrowed; ) {
        narrowed = false;
        const later: Condition[] = [];
        for (const condition of waiting) {
            const variable = whoDecides(left, condition);
            if (variable === "nobody") {
                return undefined;
            }
            if (variable === "several") {
                later.push(condition);
            } else if (variable !== "met") {
                left[variable] = intersection(left[variable] as Bitset, condition.satisfiedBy[variable] as Bitset);
                narrowed = true;
            }
        }
        waiting = later;
    }
    return { open: left, conditions: waiting };
}

/** Who can meet a condition: one variable, several or nobody; or whether it is met by all that is open. */
function whoDecides(open: Options, { satisfiedBy }: Condition): number | "several" | "nobody" | "met" {
    let who: number | "several" | "nobody" = "nobody";
    for (let variable = 0; variable < open.length; variable++) {
        const options = open[variable] as Bitset;
        const meeting = satisfiedBy[variable] as Bitset;
        if (intersects(options, meeting)) {
            if (isSubset(options, meeting)) {
                return "met";
            }
            who = who === "nobody" ? variable : "several";
        }
    }
    return who;
}

/** The variables, those of whose options the largest part meets a condition first. */
function likeliestFirst(open: Options, met: Options): readonly number[] {
    const parts = open.map((options, variable) => {
        return countOfBoth(options, met[variable] as Bitset) / countOfBoth(options, options);
    });
    return [...open.keys()].sort((a, b) => (parts[b] as number) - (parts[a] as number));
}

/** The condition that the smallest part of all choices meets. */
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
