import { isDeepStrictEqual } from "node:util";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { EngineEvent } from "./throw-away-stack";

/** What a remediation changed, property by property; of a list, only the entries that are new. */
export function describeAddition({ policyRemediationEvent: event }: EngineEvent): string | undefined {
    if (event === undefined) {
        return undefined;
    }
    const { before = {}, after = {}, policyName, resourceUrn = "" } = event;
    const name = resourceUrn.split("::").at(-1) ?? "";
    const properties = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const lines = properties.flatMap(property => describeProperty(property, before[property], after[property]));
    return [`    ${policyName} changed ${name}:`, ...lines.map(line => `      ${line}`)].join("\n");
}

function describeProperty(property: string, before: unknown, after: unknown): string[] {
    if (isDeepStrictEqual(before, after)) {
        return [];
    }
    if (after === undefined) {
        return [`- ${property}`];
    }
    if (!Array.isArray(after)) {
        return [`+ ${property}: ${show(after)}`];
    }
    const old: readonly unknown[] = Array.isArray(before) ? before : [];
    return after
        .map((entry, index) => ({ entry, index }))
        .filter(({ entry }) => !old.some(other => isDeepStrictEqual(other, entry)))
        .map(({ entry, index }) => `+ ${property}[${index}]: ${show(entry)}`);
}

/** As in a program; `name` and `field` first, because they say what the rest is. */
function show(value: unknown): string {
    if (Array.isArray(value)) {
        return `[${value.map(show).join(", ")}]`;
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
        return `{ ${entries.map(([key, entry]) => `${key}: ${show(entry)}`).join(", ")} }`;
    }
    return value === unknownValue ? "[unknown]" : JSON.stringify(value);
}

function rank(key: string): number {
    return key === "name" || key === "field" ? 0 : 1;
}
