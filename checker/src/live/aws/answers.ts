import type { PlainData } from "./api";
import { AwsFailure } from "./aws-failure";

/**
 * A part that AWS's answer always has. An answer without it is not an empty one: a proxy or a fault may have made it, and
 * what it leaves out is not known.
 * @throws AwsFailure where it is absent
 */
export function required<T>(operation: string, name: string, value: T | null | undefined): T {
    if (value === undefined || value === null || value === "") {
        throw new AwsFailure(operation, "other", `the answer has no ${name}`);
    }
    return value;
}

/**
 * The selectors of the answer of `GetEventSelectors`.
 * @throws AwsFailure where it has neither kind: that is not a trail without selectors
 */
export function requireSelectors(answer: PlainData): PlainData {
    const { EventSelectors, AdvancedEventSelectors } = answer;
    const lists = { EventSelectors, AdvancedEventSelectors };
    const given = Object.entries(lists).filter(([, list]) => list !== undefined && list !== null);
    required("GetEventSelectors", "EventSelectors or AdvancedEventSelectors", given[0]);
    return Object.fromEntries(given);
}

/** What is asked for, or `undefined` where AWS says that there is nothing of the kind. */
export async function undefinedIfAbsent<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
        return await ask();
    } catch (error) {
        if (error instanceof AwsFailure && error.kind === "absent") {
            return undefined;
        }
        throw error;
    }
}
