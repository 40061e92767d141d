import type { PlainData } from "./api";
import { AwsFailure } from "./calls/aws-failure";

/**
 * A part that AWS's answer always has. An answer without it is not an empty one: a proxy or a fault may have produced
 * it, and what it leaves out is unknown.
 * @throws AwsFailure if it is absent
 */
export function required<T>(operation: string, name: string, value: T | null | undefined): T {
    if (value === undefined || value === null || value === "") {
        throw new AwsFailure(operation, "other", `the answer has no ${name}`);
    }
    return value;
}

/**
 * The selectors in the answer of `GetEventSelectors`.
 * @throws AwsFailure if it has neither kind: that is not a trail without selectors
 */
export function requireSelectors(answer: PlainData): PlainData {
    const { EventSelectors, AdvancedEventSelectors } = answer;
    const lists = { EventSelectors, AdvancedEventSelectors };
    const given = Object.entries(lists).filter(([, list]) => list !== undefined && list !== null);
    required("GetEventSelectors", "EventSelectors or AdvancedEventSelectors", given[0]);
    return Object.fromEntries(given);
}

/** The requested answer, or `undefined` if AWS says that there is nothing of that kind. */
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
