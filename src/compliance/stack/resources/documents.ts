import { attachedTo } from "./link";
import type { AttachedPolicy, Named, OwnPolicy, Stack } from "./stack";

/** The policies of a bucket or a key. */
export interface Documents {
    readonly documents: readonly unknown[];
    /** May the policy of something unknown belong to this one, and replace these? */
    readonly replaceable: boolean;
    /** May there be one although none is shown? */
    readonly possible: boolean;
    /** Is it only what AWS had at the last refresh? */
    readonly observed: boolean;
}

/** The policies that are attached to a bucket or key, or are part of it. */
export function documentsOf<T extends Named & OwnPolicy>(
    { incomplete }: Stack,
    thing: T,
    policies: readonly AttachedPolicy[],
    things: readonly T[],
): Documents {
    const { attached, possible } = attachedTo(thing, policies, things);
    const declared = [
        ...attached.map(({ document }) => document),
        // Beside a separate policy resource, the two replace each other at every update, so both have to comply.
        ...(thing.policy === undefined ? [] : [thing.policy]),
    ];
    const observed = declared.length === 0 && thing.observedPolicy !== undefined;
    const replaceable = possible.length > 0;
    return {
        documents: observed ? [thing.observedPolicy] : declared,
        replaceable,
        possible: replaceable || incomplete !== undefined,
        observed,
    };
}
