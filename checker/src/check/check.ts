import { currentDay } from "../../../src/compliance/configuration/exemption";
import { nounOf } from "../../../src/compliance/findings/show-result";
import type { TrailPolicy } from "../../../src/compliance/policy/policy";
import type { Policy, StackPolicy } from "../../../src/compliance/stack/stack-policy";
import { UserError } from "../command-line/user-error";
import { type ConfiguredPolicy, enabledPolicies } from "../configuration/configured-policy";
import type { PolicySetting } from "../configuration/policy-setting";
import { outcomeOf } from "../report/outcome";
import { type Report, type ReportTrail, subjectsOf } from "../report/report";
import { summarize } from "../report/trail-outcome";
import type { Gathered, SourceStack, SourceTrail } from "../sources/source-trail";
import { count } from "../text/count";
import { interner } from "../text/interner";
import { applyAnyTrail, type Judged, type JudgedTrail } from "./any-trail";
import { applyBaseline, type Baseline } from "./baseline";
import { judge, judgeUnread } from "./judge";
import { judgeInStack, judgeStack } from "./judge-stack";

/** What to check, and how. */
export interface CheckOptions {
    readonly policies: readonly Policy[];
    /** The configuration of each policy, by its name. */
    readonly settings: ReadonlyMap<string, PolicySetting>;
    /** Violations that don't count. */
    readonly baseline?: Baseline | undefined;
    /** What `createJudge` has already judged, besides what was gathered. */
    readonly judged?: Judged | undefined;
    /** The current day, `YYYY-MM-DD` in UTC; default today. */
    readonly today?: string;
}

/** A report, and what a reader has to know to trust it. */
export interface Checked {
    readonly report: Report;
    /** How many findings are advisory. */
    readonly advisory: number;
    readonly notes: readonly string[];
}

/** Judges what is found, one by one, so that only the results have to be kept. */
export interface Judge {
    trail(found: SourceTrail): JudgedTrail;
    /** `undefined` if no policy is for stacks. */
    stack(found: SourceStack): ReportTrail | undefined;
}

/**
 * Creates a judge with these policies.
 * @throws UserError if every policy is disabled
 */
export function createJudge({ policies, settings, today = currentDay() }: CheckOptions): Judge {
    const enabled = enabledOf({ policies, settings });
    const ofTrails = enabled.filter(isTrailPolicy);
    const inStacks = enabled.filter(stackPoliciesOf("trail"));
    const ofStacks = enabled.filter(stackPoliciesOf("stack"));
    const share = interner();
    return {
        trail: found => {
            const { id, place, trail, group, facts } = found;
            const results = [...judge(found, ofTrails, today), ...judgeInStack(found, inStacks, today)];
            return {
                group,
                isTrail: trail.recorder === "Trail",
                report: {
                    id,
                    name: trail.label,
                    ...(trail.recorder === "Trail" ? {} : { noun: nounOf(trail) }),
                    source: place,
                    results: results.map(share),
                    ...(facts === undefined ? {} : { facts }),
                },
            };
        },
        stack: found => {
            const { id, place, stack } = found;
            const results = judgeStack(found, ofStacks, today);
            return results.length === 0
                ? undefined
                : {
                      id,
                      name: stack.label,
                      ...(stack.noun === undefined ? {} : { noun: stack.noun }),
                      source: place,
                      results: results.map(share),
                  };
        },
    };
}

/**
 * Runs the policies over what was found.
 * @throws UserError if every policy is disabled
 */
export function check(
    gathered: Gathered,
    { policies, settings, baseline, judged, today = currentDay() }: CheckOptions,
): Checked {
    const enabled = enabledOf({ policies, settings });
    const judgeOf = createJudge({ policies, settings, today });
    const judgedTrails = [
        ...gathered.trails.map(judgeOf.trail),
        ...(judged?.trails ?? []),
        ...unreadTrails(gathered, enabled),
    ];
    const judgedStacks = [
        ...(gathered.stacks ?? []).flatMap(found => judgeOf.stack(found) ?? []),
        ...(judged?.stacks ?? []),
    ];
    const isApplicable = ({ isTrail, report }: JudgedTrail) =>
        isTrail || report.results.some(({ status }) => status !== "not-applicable");
    const applicable = judgedTrails.filter(isApplicable);
    const leftOut = judgedTrails.filter(judged => !isApplicable(judged));
    const rules = leftOut.filter(({ report }) => report.noun === "Telemetry rule").length;
    const anyTrail = enabled.filter(({ setting }) => setting.config.scope === "any-trail");
    const scoped = applyAnyTrail(applicable, new Set(anyTrail.map(({ policy }) => policy.name)));
    // An account that could not be read counts as a trail that may comply, without being one.
    const [accounts, ofTrails] = partition(scoped, ({ report }) => report.noun === ACCOUNT);
    const known = applyBaseline(
        {
            trails: ofTrails.map(({ report }) => report),
            stacks: [...judgedStacks, ...accounts.map(({ report }) => report)],
        },
        baseline ?? { schemaVersion: 1, violations: [] },
    );
    const { trails, stacks } = known;
    const { problems, notes = [] } = gathered;
    const report: Report = {
        schemaVersion: 2,
        summary: summarize(known),
        ...(stacks.length === 0 ? {} : { stacks }),
        trails,
        problems,
    };
    const advised = subjectsOf(report).flatMap(({ results }) =>
        results.filter(result => outcomeOf(result) === "advisory"),
    ).length;
    return {
        report,
        advisory: advised,
        notes: [
            ...notes,
            ...said(leftOut.length - rules, "event data store", `${LEFT_OUT} includeEventDataStores`),
            ...said(rules, "telemetry rule", `${LEFT_OUT} includeTelemetryRules`),
            ...said(known.outdated, "violation", OUTDATED),
        ],
    };
}

/** The name of an account in a report. */
const ACCOUNT = "Account";

const LEFT_OUT = "not checked, because no policy includes them: see";
const OUTDATED = "in the baseline no longer found: write the baseline again";

function enabledOf({ policies, settings }: Pick<CheckOptions, "policies" | "settings">): ConfiguredPolicy<Policy>[] {
    const enabled = enabledPolicies(policies, settings);
    if (enabled.length === 0) {
        throw new UserError("every policy is disabled: there is nothing to check");
    }
    return enabled;
}

function said(number: number, noun: string, what: string): string[] {
    return number === 0 ? [] : [`${count(number, noun)} ${what}`];
}

function isTrailPolicy(configured: ConfiguredPolicy<Policy>): configured is ConfiguredPolicy<TrailPolicy> {
    return configured.policy.kind === "trail";
}

function stackPoliciesOf(
    subject: StackPolicy["subject"],
): (configured: ConfiguredPolicy<Policy>) => configured is ConfiguredPolicy<StackPolicy> {
    return (configured): configured is ConfiguredPolicy<StackPolicy> =>
        configured.policy.kind === "stack" && configured.policy.subject === subject;
}

function unreadTrails({ unread = [] }: Gathered, policies: readonly ConfiguredPolicy<Policy>[]): JudgedTrail[] {
    const ofTrails = policies.filter(configured => isTrailPolicy(configured) || stackPoliciesOf("trail")(configured));
    return unread.map(trail => {
        const { id, name, account, place, group } = trail;
        const shown = account === undefined ? { name } : { name: account, noun: ACCOUNT };
        return {
            group,
            isTrail: true,
            report: { id, ...shown, source: place, results: judgeUnread(trail, ofTrails) },
        };
    });
}

function partition<T>(entries: readonly T[], isFirst: (entry: T) => boolean): readonly [T[], T[]] {
    return [entries.filter(isFirst), entries.filter(entry => !isFirst(entry))];
}
