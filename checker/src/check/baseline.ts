import { isRecord } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import type { InputText } from "../command-line/input/read-text";
import { UserError } from "../command-line/user-error";
import { type Report, type ReportTrail, subjectsOf } from "../report/report";
import { jsonOf } from "../text/input-json";

/** Known violations, which are not counted: `trail` is the ID of the trail or the stack. */
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
 * @throws UserError if it is not such a file
 */
export function parseBaseline(input: InputText): Baseline {
    const { label } = input;
    const value = jsonOf(input);
    if (!isRecord(value) || value.schemaVersion !== 1 || !Array.isArray(value.violations)) {
        throw new UserError(`${label} is not a baseline: write one with --write-baseline`);
    }
    return { schemaVersion: 1, violations: value.violations.map((entry, index) => readEntry(entry, index, label)) };
}

function readEntry(entry: unknown, index: number, label: string): KnownViolation {
    if (!isRecord(entry) || typeof entry.trail !== "string" || typeof entry.policy !== "string") {
        throw new UserError(`${label}: violations[${index}] needs a trail and a policy`);
    }
    const foreign = Object.keys(entry).find(name => name !== "trail" && name !== "policy");
    if (foreign !== undefined) {
        throw new UserError(`${label}: violations[${index}] has an unknown property, ${quote(foreign)}`);
    }
    return { trail: entry.trail, policy: entry.policy };
}

type Subjects = Pick<Report, "trails" | "stacks">;

/** All violations of a report, in a fixed order, so a baseline changes only where they do. */
export function baselineOf(report: Subjects): Baseline {
    const violations = subjectsOf(report).flatMap(({ id, results }) =>
        results.flatMap(({ policy, status }) => (status === "violation" ? [{ trail: id, policy }] : [])),
    );
    return { schemaVersion: 1, violations: violations.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)) };
}

/** Trails and stacks, with the violations marked that a baseline knows. */
export interface Known {
    readonly trails: readonly ReportTrail[];
    readonly stacks: readonly ReportTrail[];
    /** How many entries of the baseline are no longer violated. */
    readonly outdated: number;
}

/** Marks the violations that a baseline knows. */
export function applyBaseline({ trails, stacks = [] }: Subjects, baseline: Baseline): Known {
    const known = new Set(baseline.violations.map(keyOf));
    if (known.size === 0) {
        return { trails, stacks, outdated: 0 };
    }
    const met = new Set<string>();
    const mark = (subject: ReportTrail): ReportTrail => ({
        ...subject,
        results: subject.results.map(result => {
            const key = keyOf({ trail: subject.id, policy: result.policy });
            if (result.status !== "violation" || !known.has(key)) {
                return result;
            }
            met.add(key);
            return { ...result, baseline: true as const };
        }),
    });
    const marked = { trails: trails.map(mark), stacks: stacks.map(mark) };
    return { ...marked, outdated: known.size - met.size };
}

function keyOf({ trail, policy }: KnownViolation): string {
    return JSON.stringify([trail, policy]);
}
