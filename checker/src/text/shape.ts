import { isRecord } from "../../../src/cloudtrail/plain-data";

/** Does a JSON value have a given shape? */
export type Check = (value: unknown) => boolean;

export const isText: Check = value => typeof value === "string";

export const isNumber: Check = value => typeof value === "number" && Number.isFinite(value);

export const listOf =
    (isEntry: Check): Check =>
    value =>
        Array.isArray(value) && value.every(isEntry);

export const optional =
    (isGiven: Check): Check =>
    value =>
        value === undefined || isGiven(value);

export const orNull =
    (isGiven: Check): Check =>
    value =>
        value === null || isGiven(value);

/** Is it an object with these properties? It may have others. */
export function has(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
    return isRecord(value) && Object.entries(checks).every(([name, check]) => check(value[name]));
}

/** Like `has`, for the contents of a list or a property. */
export const objectOf =
    (checks: Readonly<Record<string, Check>>): Check =>
    value =>
        has(value, checks);
