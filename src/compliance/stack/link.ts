import { isKnown, isUnknown } from "../../cloudtrail/value";
import type { Link, Named } from "./stack";

/** Where a link leads: to something that the stack declares, out of the stack, or nobody knows yet. */
export type LinkTarget<T> =
    | { readonly kind: "declared"; readonly target: T }
    | { readonly kind: "elsewhere" }
    | { readonly kind: "unknown" };

/** Follows a link: by the name that it says, and by what its value is made from where the name isn't known yet. */
export function follow<T extends Named>({ value, targets }: Link, things: readonly T[]): LinkTarget<T> {
    if (value === undefined || things.length === 0) {
        return { kind: "elsewhere" };
    }
    const [reference, another] = things.filter(({ id }) => targets.includes(id));
    if (isUnknown(value)) {
        return reference === undefined || another !== undefined
            ? { kind: "unknown" }
            : { kind: "declared", target: reference };
    }
    const namesake = things.find(({ names }) => names.includes(value));
    // A reference whose name isn't known may still turn out to have another one, but why else refer to it?
    const unnamed = reference !== undefined && !reference.names.some(isKnown) ? reference : undefined;
    const target = namesake ?? unnamed;
    return target === undefined ? { kind: "elsewhere" } : { kind: "declared", target };
}

/** What is attached to a thing by a link: surely, and possibly. */
export function attachedTo<A extends { readonly link: Link }, T extends Named>(
    thing: T,
    attachments: readonly A[],
    things: readonly T[],
): { readonly attached: readonly A[]; readonly possible: readonly A[] } {
    const followed = attachments.map(attachment => ({ attachment, to: follow(attachment.link, things) }));
    return {
        attached: followed.flatMap(({ attachment, to }) =>
            to.kind === "declared" && to.target.id === thing.id ? [attachment] : [],
        ),
        possible: followed.flatMap(({ attachment, to }) => (to.kind === "unknown" ? [attachment] : [])),
    };
}
