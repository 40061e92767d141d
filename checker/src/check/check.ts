import { currentDay } from "../../../src/compliance/exemption";
import type { TrailPolicy } from "../../../src/compliance/policy";
import { UserError } from "../command-line/user-error";
import { type ConfiguredPolicy, enabledPolicies } from "../configured-policy";
import type { Gathered } from "../found-trail";
import type { PolicySetting } from "../policy-config";
import type { Report, ReportResult } from "../report";
import { summarize } from "../trail-outcome";
import { applyAnyTrail, type JudgedTrail } from "./any-trail";
import { applyBaseline, type Baseline } from "./baseline";
import { judge, judgeUnread } from "./judge";

/** What is checked, and how. */
export interface CheckOptions {
    readonly policies: readonly TrailPolicy[];
    /** How each policy is configured, by its name. */
    readonly settings: ReadonlyMap<string, PolicySetting>;
    /** Violations that don't count. */
    readonly baseline?: Baseline | undefined;
    /** The current day, `YYYY-MM-DD` in UTC; default today. */
    readonly today?: string;
}

/** A report, and what a reader has to know to trust it. */
export interface Checked {
    readonly report: Report;
    readonly notes: readonly string[];
}

/**
 * Runs the policies over what was found.
 * @throws UserError where every policy is disabled
 */
export function check(
    gathered: Gathered,
    { policies, settings, baseline, today = currentDay() }: CheckOptions,
): Checked {
    const enabled = enabledPolicies(policies, settings);
    if (enabled.length === 0) {
        throw new UserError("every policy is disabled: there is nothing to check");
    }
    const judged = [...judgedTrails(gathered, enabled, today), ...unreadTrails(gathered, enabled)];
    const applicable = judged.filter(({ report }) => report.results.some(({ status }) => status !== "not-applicable"));
    const anyTrail = enabled.filter(({ setting }) => setting.config.scope === "any-trail");
    const scoped = applyAnyTrail(applicable, new Set(anyTrail.map(({ policy }) => policy.name)));
    const all = scoped.map(({ report }) => report);
    const { trails, outdated } = applyBaseline(all, baseline ?? { schemaVersion: 1, violations: [] });
    const { problems, notes = [] } = gathered;
    return {
        report: { schemaVersion: 1, summary: summarize(trails), trails, problems },
        notes: [
            ...notes,
            ...said(judged.length - applicable.length, NOT_APPLICABLE),
            ...said(trails.flatMap(({ results }) => results.filter(isAdvice)).length, ADVISED),
            ...said(outdated, OUTDATED),
        ],
    };
}

const NOT_APPLICABLE = "to which no policy applies: event data stores are only checked with includeEventDataStores";
const ADVISED = "of policies that only advise (level advisory), which don't count";
const OUTDATED = "of the baseline that are violated no longer: write it anew";

function said(count: number, what: string): string[] {
    return count === 0 ? [] : [`${count} ${what}`];
}

function isAdvice({ status, advisory, baseline }: ReportResult): boolean {
    return status === "violation" && advisory === true && baseline !== true;
}

function judgedTrails({ trails }: Gathered, policies: readonly ConfiguredPolicy[], today: string): JudgedTrail[] {
    return trails.map(found => {
        const { id, place, trail, group, facts } = found;
        return {
            group,
            isTrail: trail.recorder === "Trail",
            report: {
                id,
                name: trail.label,
                source: place,
                results: judge(found, policies, today),
                ...(facts === undefined ? {} : { facts }),
            },
        };
    });
}

function unreadTrails({ unread = [] }: Gathered, policies: readonly ConfiguredPolicy[]): JudgedTrail[] {
    return unread.map(trail => {
        const { id, name, place, group } = trail;
        return { group, isTrail: true, report: { id, name, source: place, results: judgeUnread(trail, policies) } };
    });
}
