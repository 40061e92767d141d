/** What the SDK hands to a policy to say that it doesn't apply: it throws. */
interface Applicability {
    notApplicable(reason?: string): never;
}

/**
 * Says that a policy doesn't apply. It is said for nearly every resource of a stack by every policy, and most of the
 * cost would be the stack trace of what the SDK throws, which it catches and never looks at.
 */
export function notApplicable(args: Applicability, reason: string | undefined): never {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return args.notApplicable(reason);
    } finally {
        Error.stackTraceLimit = limit;
    }
}
