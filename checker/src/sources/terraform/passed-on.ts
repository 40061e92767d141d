import type { StackRole } from "../../../../src/compliance/stack/resources/stack-resource";

/** What resources that are attached to others pass on: whatever is made from them is made from what they belong to. */
export const PASSED_ON: ReadonlyMap<StackRole | undefined, string> = new Map([
    ["bucket-policy", "bucket"],
    ["bucket-acl", "bucket"],
    ["public-access-block", "bucket"],
    ["key-policy", "key_id"],
]);
