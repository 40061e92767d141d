import { inspect } from "node:util";

/** Is this an object with properties, and not a list or `null`? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The same value, which must be an object.
 * @param expected what it should be, for the message
 * @throws the error that `fail` creates from the message
 */
export function requireObject(
    value: unknown,
    expected: string,
    fail: (message: string) => Error,
): Readonly<Record<string, unknown>> {
    if (!isObject(value)) {
        throw fail(`expected ${expected}, found ${describe(value)}`);
    }
    return value;
}

function describe(value: unknown): string {
    return Array.isArray(value) ? "a list" : inspect(value, { maxStringLength: 40 });
}
