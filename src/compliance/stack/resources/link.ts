import { isKnown, isUnknown } from "../../../cloudtrail/value";
import type { Link, Named, Stack, StackKey, StackKeyAlias } from "./stack";

/** Where a link leads: to something that the stack declares, out of the stack, or it isn't known yet. */
export type LinkTarget<T> =
    | { readonly kind: "declared"; readonly target: T }
    | { readonly kind: "elsewhere" }
    | { readonly kind: "unknown" };

/** Follows a link: by the name that it contains or, if that is unknown, by what its value is made from. */
export function follow<T extends Named>({ value, targets }: Link, things: readonly T[]): LinkTarget<T> {
    if (value === undefined || things.length === 0) {
        return { kind: "elsewhere" };
    }
    const { byId, byName } = indexOf(things);
    const [reference, another] = new Set(targets.flatMap(id => byId.get(id) ?? []));
    if (isUnknown(value)) {
        return reference === undefined || another !== undefined
            ? { kind: "unknown" }
            : { kind: "declared", target: reference };
    }
    // A reference with an unknown name may still turn out to have another one, but why else refer to it?
    const unnamed = reference !== undefined && !reference.names.some(isKnown) ? reference : undefined;
    const target = byName.get(value) ?? unnamed;
    return target === undefined ? { kind: "elsewhere" } : { kind: "declared", target };
}

/** Follows a link to a KMS key, which may use the name or the ARN of an alias. */
export function followKey(link: Link, { keys, keyAliases }: Stack): LinkTarget<StackKey> {
    const key = follow(link, keys);
    if (key.kind === "declared") {
        return key;
    }
    const alias = followAlias(link, keyAliases);
    return alias === undefined ? key : follow(alias.link, keys);
}

function followAlias(link: Link, aliases: Stack["keyAliases"]): StackKeyAlias | undefined {
    const alias = follow(link, aliases);
    if (alias.kind === "declared") {
        return alias.target;
    }
    const name = isKnown(link.value) && link.value !== undefined ? /:(alias\/.*)$/.exec(link.value)?.[1] : undefined;
    const namesake = name === undefined ? undefined : indexOf(aliases).byName.get(name);
    // If the ARN of the alias is known, it is another one.
    return namesake?.names.some(known => isKnown(known) && known.startsWith("arn:")) === true ? undefined : namesake;
}

/** What a link attaches to something: certainly, and possibly. */
export interface Attached<A> {
    readonly attached: readonly A[];
    readonly possible: readonly A[];
}

/** What is attached to something in a stack, given all attachments of one kind in the stack. */
export function attachedTo<A extends { readonly link: Link }, T extends Named>(
    { id }: T,
    attachments: readonly A[],
    things: readonly T[],
): Attached<A> {
    const { byThing, possible } = attachmentsOf(attachments, things);
    return { attached: byThing.get(id) ?? [], possible };
}

interface Index<T> {
    readonly byId: ReadonlyMap<string, T>;
    /** The first of each name. */
    readonly byName: ReadonlyMap<string, T>;
}

// A stack may have thousands of trails, each with its own bucket and policy, so each list is scanned once.
const indexes = new WeakMap<readonly Named[], Index<Named>>();

function indexOf<T extends Named>(things: readonly T[]): Index<T> {
    const present = indexes.get(things) ?? {
        byId: new Map(things.map(thing => [thing.id, thing])),
        byName: new Map([...things].reverse().flatMap(thing => thing.names.filter(isKnown).map(name => [name, thing]))),
    };
    indexes.set(things, present);
    return present as Index<T>;
}

interface Attachments<A> {
    readonly byThing: ReadonlyMap<string, readonly A[]>;
    readonly possible: readonly A[];
}

const followed = new WeakMap<readonly unknown[], WeakMap<readonly Named[], Attachments<unknown>>>();

function attachmentsOf<A extends { readonly link: Link }, T extends Named>(
    attachments: readonly A[],
    things: readonly T[],
): Attachments<A> {
    const byThings = followed.get(attachments) ?? new WeakMap<readonly Named[], Attachments<unknown>>();
    followed.set(attachments, byThings);
    const present = byThings.get(things) ?? followAll(attachments, things);
    byThings.set(things, present);
    return present as Attachments<A>;
}

function followAll<A extends { readonly link: Link }, T extends Named>(
    attachments: readonly A[],
    things: readonly T[],
): Attachments<A> {
    const byThing = new Map<string, A[]>();
    const possible: A[] = [];
    for (const attachment of attachments) {
        const to = follow(attachment.link, things);
        if (to.kind === "declared") {
            const present = byThing.get(to.target.id);
            if (present === undefined) {
                byThing.set(to.target.id, [attachment]);
            } else {
                present.push(attachment);
            }
        } else if (to.kind === "unknown") {
            possible.push(attachment);
        }
    }
    return { byThing, possible };
}
