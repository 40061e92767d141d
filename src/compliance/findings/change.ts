import type { Message } from "../../cloudtrail/message";
import type { RemediationPlan } from "../../cloudtrail/remediation";
import type { TrailProperty } from "../../cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../cloudtrail/selectors/event-selector";
import type { Value } from "../../cloudtrail/value";

/** A change to a trail that makes it comply, as data: Pulumi remediations, messages and reports are views of it. */
export type TrailChange =
    | {
          readonly kind: "set";
          readonly property: TrailProperty;
          readonly value: boolean | string;
          /** A property without which AWS refuses that: it is set to true. */
          readonly also?: TrailProperty;
      }
    | { readonly kind: "selectors"; readonly plan: RemediationPlan & { readonly kind: "change" } };

/**
 * What is only shown: selectors that AWS refuses as they are, rewritten as their author meant them, plus what is
 * missing.
 */
export interface SelectorRepair {
    readonly kind: "repair";
    readonly selectors: readonly Value<AdvancedEventSelector>[];
    /** Are there basic selectors to be removed? */
    readonly replacesBasic: boolean;
}

/** What a policy can do about a trail: a change, nothing to do, or why it must not be changed automatically. */
export type Remediation =
    | { readonly kind: "nothing" }
    | {
          readonly kind: "refused";
          readonly reason: Message;
          /** Is it refused only because something is unknown? */
          readonly undecided?: true;
      }
    | { readonly kind: "change"; readonly change: TrailChange };
