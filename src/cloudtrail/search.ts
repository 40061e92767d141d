import {
    type Bitset,
    countOfBoth,
    difference,
    first,
    has,
    intersection,
    intersects,
    isSubset,
    setWhere,
} from "./bitset";

/** What a search found, and in how many steps: its cost, which no busy machine changes. */
export interface Outcome {
    /** The option chosen of each variable; absent if there is no way to choose. */
    readonly chosen?: readonly number[];
    readonly steps: number;
}

/** The options of each variable: those that are still open, or those that meet a condition. */
type Options = readonly Bitset[];

/**
 * Chooses one option of each variable so that every condition is met by one of them at least.
 *
 * Each step takes the condition that is the least likely to be met. One of the variables has to meet it: for each in
 * turn, the search goes on with only those options of it that do, and after that with only those that don't. What is
 * left is cut down by what follows from it: a condition that only one variable can meet narrows that variable, and one
 * that all options of a variable meet is done with.
 * @param variables for each variable, for each of its options, the conditions that it meets
 * @param conditions how many conditions there are
 */
export function choose(variables: readonly (readonly Bitset[])[], conditions: number): Outcome {
    const table = Array.from({ length: conditions }, (_, condition) =>
        variables.map(options => setWhere(options.length, option => has(options[option] as Bitset, condition))),
    );
    const search = new Search();
    const open = variables.map(undominated);
    const chosen = search.solve(open, table)?.map(options => first(options) as number);
    return { ...(chosen === undefined ? {} : { chosen }), steps: search.steps };
}

/** The options of a variable without those in whose place another one meets all that they meet. */
function undominated(options: readonly Bitset[]): Bitset {
    return setWhere(options.length, option => {
        const meets = options[option] as Bitset;
        return !options.some(
            (other, index) => index !== option && isSubset(meets, other) && (index < option || !isSubset(other, meets)),
        );
    });
}

class Search {
    steps = 0;

    /** The options that are left where all conditions are met, whichever of them are chosen. */
    solve(options: Options, conditions: readonly Options[]): Options | undefined {
        this.steps++;
        const narrowed = narrow(options, conditions);
        if (narrowed === undefined || narrowed.conditions.length === 0) {
            return narrowed?.open;
        }
        let { open } = narrowed;
        for (const [variable, meeting] of leastLikely(narrowed).entries()) {
            const options = open[variable] as Bitset;
            if (intersects(options, meeting)) {
                const found = this.solve(open.with(variable, intersection(options, meeting)), narrowed.conditions);
                if (found !== undefined) {
                    return found;
                }
                open = open.with(variable, difference(options, meeting));
            }
        }
        return undefined;
    }
}

/** A part of the problem: the options that are open, and the conditions that are not yet met. */
interface Rest {
    readonly open: Options;
    readonly conditions: readonly Options[];
}

/** What follows from the options that are open; `undefined` if a condition can't be met. */
function narrow(options: Options, conditions: readonly Options[]): Rest | undefined {
    const open = [...options];
    let waiting = conditions;
    for (let narrowed = true; narrowed; ) {
        narrowed = false;
        const left: Options[] = [];
        for (const condition of waiting) {
            const variable = whoDecides(open, condition);
            if (variable === "nobody") {
                return undefined;
            }
            if (variable === "several") {
                left.push(condition);
            } else if (variable !== "met") {
                open[variable] = intersection(open[variable] as Bitset, condition[variable] as Bitset);
                narrowed = true;
            }
        }
        waiting = left;
    }
    return { open, conditions: waiting };
}

/** Who can meet a condition: one variable, several or nobody; or whether it is met by all that is open. */
function whoDecides(open: Options, condition: Options): number | "several" | "nobody" | "met" {
    let who: number | "several" | "nobody" = "nobody";
    for (let variable = 0; variable < open.length; variable++) {
        const options = open[variable] as Bitset;
        const meeting = condition[variable] as Bitset;
        if (intersects(options, meeting)) {
            if (isSubset(options, meeting)) {
                return "met";
            }
            who = who === "nobody" ? variable : "several";
        }
    }
    return who;
}

/** The condition that the smallest part of all choices meets. */
function leastLikely({ open, conditions }: Rest): Options {
    const sizes = open.map(options => countOfBoth(options, options));
    let [least] = conditions as readonly [Options];
    let most = -1;
    for (const condition of conditions) {
        let missing = 1;
        for (let variable = 0; variable < open.length; variable++) {
            const meeting = countOfBoth(open[variable] as Bitset, condition[variable] as Bitset);
            missing *= 1 - meeting / (sizes[variable] as number);
        }
        if (missing > most) {
            most = missing;
            least = condition;
        }
    }
    return least;
}
