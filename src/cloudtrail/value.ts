/**
 * A value that can't be known yet: an output at preview, a Terraform value "known after apply", the result of a CloudFormation
 * intrinsic. It is never equal to anything, and every reader of a `Value` must decide what it means there.
 */
export class Unknown {
    /**
     * @param raw what the source had, so that it can be written back unchanged
     * @param reason why it is unknown, if it could have been known: a call that was denied
     * @param isSet it is a string that is never empty: its source names another resource's identity, and nothing else
     */
    constructor(
        readonly raw?: unknown,
        readonly reason?: string,
        readonly isSet = false,
    ) {}
}

/** A value that is known, or unknown. */
export type Value<T> = T | Unknown;

/** Is this value unknown? */
export function isUnknown(value: unknown): value is Unknown {
    return value instanceof Unknown;
}

/** Is this value known? */
export function isKnown<T>(value: Value<T>): value is T {
    return !(value instanceof Unknown);
}

/** The entries of a list as far as they are known: none if the list is absent or completely unknown. */
export function knownList<T>(values: Value<readonly T[]> | undefined): readonly T[] {
    return values === undefined || isUnknown(values) ? [] : values;
}
