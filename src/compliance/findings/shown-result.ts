import type { CloudTrailEvent, Field } from "../../cloudtrail/event";
import type { Message } from "../../cloudtrail/message";
import type { Operator } from "../../cloudtrail/selectors/operators";
import type { Finding, Status } from "./finding";
import type { Fix } from "./fix";
import type { UnknownPhrasing } from "./unknown-phrasing";

/** The selector that comes nearest to logging an event, and the part of it that rejects the event. */
export interface ShownNearest {
    /** Where it is, as its source writes it: `advancedEventSelectors[1]`. */
    readonly selector: string;
    readonly name?: string;
    readonly field: Field;
    readonly operators: Readonly<Partial<Record<Operator, readonly string[]>>>;
}

/**
 * A finding that anyone may see: without secrets, and with the names of the trail's own source. Every format is made
 * from this; its subject is that of the result.
 */
export interface ShownFinding extends Pick<Finding, "headline" | "form" | "requirement" | "details" | "note" | "fix"> {
    readonly kind: Finding["kind"] | "exempt";
    readonly path?: string;
    readonly unloggedEvent?: CloudTrailEvent;
    /** The fields that the trail's selectors filter on: only these can explain why none of them logs the event. */
    readonly filteredFields?: readonly Field[];
    readonly nearest?: ShownNearest;
    readonly dependsOn?: readonly string[];
}

/** The content of a policy's result: `headline`s continue a sentence that begins with the subject. */
export interface ShownResult {
    readonly status: Status;
    /** Violations come first. Empty for `pass` and `not-applicable`. */
    readonly findings: readonly ShownFinding[];
    /** What fixes the trail. */
    readonly fix?: Fix;
    /** The policy whose result shows the fix, which fixes this too. */
    readonly fixedWith?: string;
    /** The policy whose result has to be fixed first, because it is the cause. */
    readonly causedBy?: string;
    /** Why no fix is offered. */
    readonly notFixed?: Message;
    /** If anything is undetermined: when it will be known. */
    readonly undecided?: UnknownPhrasing;
    /** For a violation whose exemption has expired. */
    readonly expiredExemption?: { readonly expires: string; readonly reason: string };
    /** For `not-applicable`. */
    readonly reason?: Message;
}
