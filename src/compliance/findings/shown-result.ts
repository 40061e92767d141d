import type { CloudTrailEvent, Field } from "../../cloudtrail/event";
import type { Message } from "../../cloudtrail/message";
import type { Operator } from "../../cloudtrail/selectors/operators";
import type { Finding, Status } from "./finding";
import type { Fix } from "./fix";
import type { UnknownPhrasing } from "./unknown-phrasing";

/** The selector that comes nearest to logging an event, and what of it rejects the event. */
export interface ShownNearest {
    /** Where it stands, as its source writes it: `advancedEventSelectors[1]`. */
    readonly selector: string;
    readonly name?: string;
    readonly field: Field;
    readonly operators: Readonly<Partial<Record<Operator, readonly string[]>>>;
}

/**
 * A finding as anyone may see it: without secrets, and with everything named as the trail's own source names it. Every
 * format is made from this; its subject is what the result is about.
 */
export interface ShownFinding extends Pick<Finding, "headline" | "form" | "requirement" | "details" | "note" | "fix"> {
    readonly kind: Finding["kind"] | "exempt";
    readonly path?: string;
    readonly unloggedEvent?: CloudTrailEvent;
    /** The fields that the trail's selectors filter on: only these can be the reason why none of them logs the event. */
    readonly filteredFields?: readonly Field[];
    readonly nearest?: ShownNearest;
    readonly dependsOn?: readonly string[];
}

/** What there is to say of a policy's result: `headline`s continue a sentence that begins with the subject. */
export interface ShownResult {
    readonly status: Status;
    /** What is violated comes first. Empty for `pass` and `not-applicable`. */
    readonly findings: readonly ShownFinding[];
    /** What fixes the trail. */
    readonly fix?: Fix;
    /** The policy whose result shows the fix: it fixes this too. */
    readonly fixedWith?: string;
    /** The policy whose result has to be fixed first, because it is the cause. */
    readonly causedBy?: string;
    /** Why no fix is offered. */
    readonly notFixed?: Message;
    /** Where anything is undetermined: when it will be known. */
    readonly undecided?: UnknownPhrasing;
    /** For a violation whose exemption has expired. */
    readonly expiredExemption?: { readonly expires: string; readonly reason: string };
    /** For `not-applicable`. */
    readonly reason?: Message;
}
