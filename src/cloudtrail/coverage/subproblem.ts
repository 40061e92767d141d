import type { Bitset } from "./bitset";

/** Some options of each variable: those still open, or those that satisfy a condition. */
export type Options = readonly Bitset[];

/** At least one of the variables has to satisfy the condition. */
export interface Condition {
    readonly index: number;
    readonly satisfiedBy: Options;
}

/** A part of the search: the options that are open, and the conditions that are not yet satisfied. */
export interface Subproblem {
    readonly open: Options;
    readonly conditions: readonly Condition[];
}
