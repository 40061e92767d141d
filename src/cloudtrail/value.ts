/**
 * A value that can't be known yet: an output at preview, a Terraform value "known after apply", what a CloudFormation
 * intrinsic stands for. It is never equal to anything, and every reader of a `Value` has to say what it means there.
 */
export class Unknown {
    /**
     * @param raw what stood there in the source, so that it can be written back unchanged
     * @param reason why it isn't known, where it could have been: a call that was denied
     */
    constructor(
        readonly raw?: unknown,
        readonly reason?: string,
    ) {}
}

/** A value that is known, or not known yet. */
export type Value<T> = T | Unknown;

/** Is this value not known yet? */
export function isUnknown(value: unknown): value is Unknown {
    return value instanceof Unknown;
}

/** Is this value known? */
export function isKnown<T>(value: Value<T>): value is T {
    return !(value instanceof Unknown);
}

/** The entries of a list as far as it is known: none where it is absent or the whole list isn't known. */
export function knownList<T>(values: Value<readonly T[]> | undefined): readonly T[] {
    return values === undefined || isUnknown(values) ? [] : values;
}
