import { attachedTo } from "./link";
import type { AttachedPolicy, Named, OwnPolicy, Stack } from "./stack";

/** The policies of a bucket or a key. */
export interface Documents {
    readonly documents: readonly unknown[];
    /** May a policy of something that isn't known yet be of this one, and replace these? */
    readonly replaceable: boolean;
    /** May there be one although none is shown? */
    readonly possible: boolean;
    /** Is it only what was there when AWS was last asked? */
    readonly observed: boolean;
}

/** The policies that are attached to a thing or stand in it. */
export function documentsOf<T extends Named & OwnPolicy>(
    { incomplete }: Stack,
    thing: T,
    policies: readonly AttachedPolicy[],
    things: readonly T[],
): Documents {
    const { attached, possible } = attachedTo(thing, policies, things);
    const declared = [
        ...attached.map(({ document }) => document),
        // Beside a policy of its own resource the two replace each other at every update: both have to do.
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
