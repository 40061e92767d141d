import { isUnknown, type Value } from "../../../cloudtrail/value";
import type { Declared, Link } from "./stack";

/** The role of a resource in stack policies. */
export type StackRole =
    | "bucket"
    | "bucket-policy"
    | "bucket-acl"
    | "public-access-block"
    | "key"
    | "key-alias"
    | "key-policy"
    | "bedrock"
    | "data-source";

/** A resource that stack policies use, besides trails, as any source declares it. */
export interface StackResource extends Declared {
    readonly role: StackRole;
    /** Its type in the source's own names. */
    readonly type: string;
    /** Plain data in the source's own names, in which `Unknown` stands for unknown values. */
    readonly properties: Readonly<Record<string, unknown>>;
    /** What in the stack the value of a property is made from, by `id`, as far as the source shows. */
    readonly dependencies: (property: string) => readonly string[];
    /** May its own policy be only what AWS had at the last refresh? */
    readonly policyIsObserved?: boolean;
}

/** The link that a property is, under the first of these names that the resource has. */
export function linkOf(
    { properties, dependencies }: Pick<StackResource, "properties" | "dependencies">,
    names: readonly string[],
): Link {
    const name = names.find(candidate => properties[candidate] !== undefined) ?? names[0] ?? "";
    return { value: text(properties[name]), targets: dependencies(name) };
}

/** A string that is set, or may be. */
export function text(value: unknown): Value<string> | undefined {
    return isUnknown(value) || (typeof value === "string" && value !== "") ? value : undefined;
}
