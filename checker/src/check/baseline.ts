import { isRecord } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import type { InputText } from "../command-line/read-text";
import { UserError } from "../command-line/user-error";
import { parseJson } from "../json-text";
import type { ReportTrail } from "../report";

/** Violations that are known, and not counted: `trail` is the trail's id. */
export interface Baseline {
    readonly schemaVersion: 1;
    readonly violations: readonly KnownViolation[];
}

interface KnownViolation {
    readonly trail: string;
    readonly policy: string;
}

/**
 * Reads a file that `--write-baseline` wrote.
 * @throws UserError where it is none
 */
export function parseBaseline({ text, label }: InputText): Baseline {
    const parsed = parseJson(text);
    if ("problem" in parsed) {
        const { line, column, message } = parsed.problem;
        throw new UserError(`${label}:${line}:${column}: malformed JSON: ${message}`);
    }
    const { value } = parsed;
    if (!isRecord(value) || value.schemaVersion !== 1 || !Array.isArray(value.violations)) {
        throw new UserError(`${label} is no baseline: write one with --write-baseline`);
    }
    return { schemaVersion: 1, violations: value.violations.map((entry, index) => readEntry(entry, index, label)) };
}

function readEntry(entry: unknown, index: number, label: string): KnownViolation {
    if (!isRecord(entry) || typeof entry.trail !== "string" || typeof entry.policy !== "string") {
        throw new UserError(`${label}: violations[${index}] needs a trail and a policy`);
    }
    const foreign = Object.keys(entry).find(name => name !== "trail" && name !== "policy");
    if (foreign !== undefined) {
        throw new UserError(`${label}: ${quote(foreign)} is not a property of violations[${index}]`);
    }
    return { trail: entry.trail, policy: entry.policy };
}

/** All violations of a report, in a fixed order, so that a baseline changes only where they do. */
export function baselineOf(trails: readonly ReportTrail[]): Baseline {
    const violations = trails.flatMap(({ id, results }) =>
        results.flatMap(({ policy, status }) => (status === "violation" ? [{ trail: id, policy }] : [])),
    );
    return { schemaVersion: 1, violations: violations.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

/** The trails with the violations marked that a baseline knows, and how many of its entries are violated no longer. */
export function applyBaseline(
    trails: readonly ReportTrail[],
    baseline: Baseline,
): { readonly trails: readonly ReportTrail[]; readonly outdated: number } {
    const known = new Set(baseline.violations.map(keyOf));
    const met = new Set<string>();
    const marked = trails.map(trail => ({
        ...trail,
        results: trail.results.map(result => {
            const key = keyOf({ trail: trail.id, policy: result.policy });
            if (result.status !== "violation" || !known.has(key)) {
                return result;
            }
            met.add(key);
            return { ...result, baseline: true as const };
        }),
    }));
    return { trails: marked, outdated: known.size - met.size };
}

function keyOf({ trail, policy }: KnownViolation): string {
    return JSON.stringify([trail, policy]);
}
