import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { isUnknown } from "../../../../src/cloudtrail/value";
import type { Deployment } from "./template";

/**
 * The parameters of the stacks of a stack set, as far as all of them have the same value: each group of them can
 * override the set's own.
 * @param properties those of the stack set, resolved
 */
export function stackSetParameters(properties: Readonly<Record<string, unknown>>): Deployment["parameters"] {
    const { Parameters, StackInstancesGroup = [] } = properties;
    const own = valuesIn(Parameters ?? []);
    const groups = Array.isArray(StackInstancesGroup) ? (StackInstancesGroup as readonly unknown[]) : [undefined];
    const overrides = groups.map(group =>
        isRecord(group) && !isUnknown(group) ? valuesIn(group.ParameterOverrides ?? []) : undefined,
    );
    return name => {
        const value = own?.get(name);
        const isOverridden = overrides.some(
            values => values === undefined || (values.has(name) && values.get(name) !== value),
        );
        return typeof value === "string" && !isOverridden ? value : undefined;
    };
}

/** Parameters by their names; `undefined` if not all names are known. */
function valuesIn(parameters: unknown): ReadonlyMap<string, unknown> | undefined {
    const entries: readonly unknown[] = Array.isArray(parameters) ? parameters : [undefined];
    const values = new Map<string, unknown>();
    for (const entry of entries) {
        if (!isRecord(entry) || typeof entry.ParameterKey !== "string") {
            return undefined;
        }
        values.set(entry.ParameterKey, entry.ParameterValue);
    }
    return values;
}
