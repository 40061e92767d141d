import type { PolicyMetadata } from "../../../src/compliance/policy/policy";
import { type Report, subjectsOf } from "./report";

/** A policy as reports name it. */
export interface PolicyColumn {
    readonly name: string;
    /** The name without the common prefix: `multi-region`. */
    readonly shortName: string;
    /** Absent for a policy that only the report knows. */
    readonly metadata?: PolicyMetadata;
}

/** The policies that have a result in the report, in the given order; unlisted ones come last. */
export function policyColumns(report: Report, policies: readonly PolicyMetadata[]): readonly PolicyColumn[] {
    const reported = new Set(subjectsOf(report).flatMap(({ results }) => results.map(({ policy }) => policy)));
    const byName = new Map(policies.map(metadata => [metadata.name, metadata]));
    const names = [...new Set([...byName.keys(), ...reported])].filter(name => reported.has(name));
    const prefix = commonPrefix(names);
    return names.map(name => {
        const metadata = byName.get(name);
        return {
            name,
            shortName: name.slice(prefix.length) || name,
            ...(metadata === undefined ? {} : { metadata }),
        };
    });
}

/** The prefix that all names share, up to and including a hyphen: `cloudtrail-`. */
function commonPrefix(names: readonly string[]): string {
    const [first = "", ...others] = names;
    const words = others.length === 0 ? [] : first.split("-").slice(0, -1);
    while (words.length > 0 && !others.every(name => name.startsWith(`${words.join("-")}-`))) {
        words.pop();
    }
    return words.map(word => `${word}-`).join("");
}
