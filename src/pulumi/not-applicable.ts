/** What the SDK hands to a policy to say that it doesn't apply: it throws. */
interface Applicability {
    notApplicable(reason?: string): never;
}

/** What the SDK throws, by the reason: the reasons are few, and none names a resource. */
const THROWN = new Map<string | undefined, unknown>();

/**
 * Says that a policy doesn't apply. It is said for nearly every resource of a stack by every policy, and most of the
 * cost would be making what the SDK throws, with a stack trace that it never looks at: it is made once.
 */
export function notApplicable(args: Applicability, reason: string | undefined): never {
    if (!THROWN.has(reason)) {
        try {
            args.notApplicable(reason);
        } catch (thrown) {
            THROWN.set(reason, thrown);
        }
    }
    throw THROWN.get(reason);
}
