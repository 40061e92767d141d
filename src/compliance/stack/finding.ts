import type { Message } from "../../cloudtrail/message";
import type { Finding } from "../findings/finding";
import type { StackTrail } from "./resources/stack";

/** One thing that a stack policy found: a violation, or something that can't be decided yet. */
export interface StackFinding extends Pick<Finding, "kind" | "headline" | "form" | "details" | "fix"> {
    /** The trail that it is about; absent: the stack. */
    readonly trail?: StackTrail | undefined;
}

/** What a policy says about a stack: its findings (none: it complies), or why the policy doesn't apply. */
export type StackVerdict = readonly StackFinding[] | { readonly notApplicable: Message };
