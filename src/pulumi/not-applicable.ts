/** How the SDK lets a policy say that it doesn't apply: it throws. */
interface Applicability {
    notApplicable(reason?: string): never;
}

/** What the SDK throws, by reason: there are few reasons, and none names a resource. */
const THROWN = new Map<string | undefined, unknown>();

/**
 * Says that a policy doesn't apply. Every policy says so about nearly every resource of a stack, and most of the cost
 * would be creating what the SDK throws, with a stack trace that it never uses: so it is created once.
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
