import type { NearestSelector } from "../../cloudtrail/coverage/coverage";
import type { CloudTrailEvent } from "../../cloudtrail/event";
import type { Message } from "../../cloudtrail/message";
import type { Path } from "../../cloudtrail/path";
import type { SelectorRepair } from "./change";
import type { Fix } from "./fix";

/** One thing that a policy found: a violation, or something that can't be decided yet. */
export interface Finding {
    readonly kind: "violation" | "undetermined";
    /** What is wrong, as the end of a sentence that begins with the trail, "covers only its own Region"; but see `form`. */
    readonly headline: Message;
    /**
     * How the headline of an undetermined finding reads. `cause`, the default: why it can't be decided,
     * "isMultiRegionTrail is unknown". `question`: what can't be decided, "whether it logs all …". `claim`: like that
     * of a violation, "may not be valid". `sentence`: with its own subject.
     */
    readonly form?: "cause" | "question" | "claim" | "sentence";
    /** The name of the requirement that it is about. */
    readonly requirement?: string;
    /** Where in the trail's properties. */
    readonly path?: Path | undefined;
    /** A required event that no selector logs. */
    readonly unloggedEvent?: CloudTrailEvent | undefined;
    /** The selector that comes nearest to logging it. */
    readonly nearest?: NearestSelector | undefined;
    /** For an undetermined finding: the unknown values that decide. */
    readonly dependsOn?: readonly Path[] | undefined;
    /** Details, a line each. */
    readonly details?: readonly Message[] | undefined;
    /** What a reader may easily get wrong: a sentence without the full stop. */
    readonly note?: string | undefined;
    /** What to do about it, if no change of the trail can be offered. */
    readonly fix?: Fix | undefined;
    /** The change that the code of `fix` represents. */
    readonly change?: SelectorRepair | undefined;
}

/** What a policy says about a trail: its findings (none: it complies), or why the policy doesn't apply. */
export type Verdict = readonly Finding[] | { readonly notApplicable: Message };

/** The outcome of a policy for one trail. */
export type Status = "pass" | "violation" | "undetermined" | "exempt" | "not-applicable";
