import { message } from "../../../src/cloudtrail/message";
import type { ReportResult, ReportTrail } from "../report/report";

/** A trail of the report, and the group that it belongs to. */
export interface JudgedTrail {
    readonly group: string;
    /** May it be the one compliant trail: is it a trail, and not an event data store? */
    readonly isTrail: boolean;
    readonly report: ReportTrail;
}

/** Results of what was judged as soon as it was read: for the trails of thousands of accounts, nothing else is kept. */
export interface Judged {
    readonly trails: readonly JudgedTrail[];
    readonly stacks: readonly ReportTrail[];
}

/**
 * Applies `scope: any-trail`: if a single trail of a group complies with all policies of that scope, the others need
 * not; if one may comply, violations of the others are undetermined.
 * @param policies the names of the policies of that scope
 */
export function applyAnyTrail(trails: readonly JudgedTrail[], policies: ReadonlySet<string>): JudgedTrail[] {
    if (policies.size === 0) {
        return [...trails];
    }
    const groups = new Map<string, JudgedTrail[]>();
    for (const trail of trails) {
        groups.set(trail.group, [...(groups.get(trail.group) ?? []), trail]);
    }
    const excused = new Map([...groups].map(([group, members]) => [group, excuseOf(members, policies)]));
    return trails.map(trail => {
        const excuse = excused.get(trail.group);
        return excuse === undefined ? trail : { ...trail, report: excuseTrail(trail.report, excuse, policies) };
    });
}

/** What is reported instead of a violation. */
type Excuse = Pick<ReportResult, "status" | "findings">;

function excuseOf(members: readonly JudgedTrail[], policies: ReadonlySet<string>): Excuse | undefined {
    const candidates = members.filter(
        ({ isTrail, report }) => isTrail && !has(report, policies, "violation", "exempt"),
    );
    const complying = candidates.find(({ report }) => !has(report, policies, "undetermined"));
    if (complying !== undefined) {
        const headline = message(
            "exempt-another-complies",
            "is exempt: one compliant trail is enough (scope any-trail), and {trail} complies",
            { trail: { text: complying.report.name } },
        );
        return { status: "exempt", findings: [{ kind: "exempt", headline }] };
    }
    const [possible] = candidates;
    return possible === undefined
        ? undefined
        : {
              status: "undetermined",
              findings: [
                  {
                      kind: "undetermined",
                      form: "claim",
                      headline: message(
                          "another-may-comply",
                          "need not comply if {trail} does (scope any-trail), which is undetermined",
                          { trail: { text: possible.report.name } },
                      ),
                  },
              ],
          };
}

function has(
    { results }: ReportTrail,
    policies: ReadonlySet<string>,
    ...statuses: readonly ReportResult["status"][]
): boolean {
    return results.some(({ policy, status }) => policies.has(policy) && statuses.includes(status));
}

function excuseTrail(report: ReportTrail, excuse: Excuse, policies: ReadonlySet<string>): ReportTrail {
    const isExcused = ({ policy, status }: ReportResult) =>
        policies.has(policy) && (status === "violation" || (status === "undetermined" && excuse.status === "exempt"));
    return {
        ...report,
        results: report.results.map(result =>
            isExcused(result)
                ? {
                      policy: result.policy,
                      ...excuse,
                      ...(result.advisory === true ? { advisory: true } : {}),
                  }
                : result,
        ),
    };
}
