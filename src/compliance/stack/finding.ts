import type { StackTrail } from "./resources/stack";

/** One thing that a policy over stacks found: a violation, or something that can't be decided yet. */
export interface StackFinding {
    readonly kind: "violation" | "undetermined";
    /** The trail that it is about; absent: the stack. */
    readonly trail?: StackTrail | undefined;
    /** What is wrong, as the end of a sentence that begins with the trail or the stack. */
    readonly summary: string;
    /** Does the summary, although what it says is uncertain, continue the sentence all the same: "can deliver as long as"? */
    readonly claim?: boolean;
    /** Details, a line each. */
    readonly details?: readonly string[];
    /** What to do. */
    readonly advice?: string | undefined;
}

/** What a policy says of a stack: its findings (none: it complies), or why the policy doesn't apply. */
export type StackVerdict = readonly StackFinding[] | { readonly notApplicable: string };
