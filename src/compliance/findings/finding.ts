import type { NearestSelector } from "../../cloudtrail/coverage/coverage";
import type { CloudTrailEvent } from "../../cloudtrail/event";
import type { Path } from "../../cloudtrail/problem";

/** One thing that a policy found: a violation, or something that can't be decided yet. */
export interface Finding {
    readonly kind: "violation" | "undetermined";
    /**
     * What is wrong, as the end of a sentence that begins with the trail: "covers only one Region". What is undetermined:
     * as a sentence of its own, "isMultiRegionTrail is not known yet"; but see `claim`.
     */
    readonly summary: string;
    /** Does the summary, although what it says is uncertain, continue the sentence about the trail: "may not be valid"? */
    readonly claim?: boolean;
    /** The requirement that it is about, by its name. */
    readonly requirement?: string;
    /** Where in the trail's properties. */
    readonly path?: Path | undefined;
    /** A required event that no selector logs. */
    readonly unloggedEvent?: CloudTrailEvent | undefined;
    /** The selector that comes nearest to logging it. */
    readonly nearest?: NearestSelector | undefined;
    /** What a reader may well take to be otherwise: a sentence without its end. */
    readonly note?: string | undefined;
    /** What to do, where no change of the trail can be offered. */
    readonly advice?: string | undefined;
}

/** What a policy says of a trail: its findings (none: it complies), or why the policy doesn't apply. */
export type Verdict = readonly Finding[] | { readonly notApplicable: string };

/** The outcome of a policy for one trail. */
export type Status = "pass" | "violation" | "undetermined" | "exempt" | "not-applicable";
