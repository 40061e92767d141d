import { policies } from "../../../../policies";
import type { Judge } from "../../check/check";
import { explanation, unloggedEventOf } from "../../report/explanation";
import { outcomeOf } from "../../report/outcome";
import { shownSubjects } from "../../report/subjects";
import type { SourceTrail } from "../../sources/source-trail";
import type { Alert } from "../alert/alert";

/** What the policies of the pack find wrong, or can't decide. */
export interface Shortcoming extends Pick<Alert, "rule" | "title" | "severity" | "status" | "lines" | "lost"> {
    /** What it is about: its ID in the report, and its name. */
    readonly subject: { readonly id: string; readonly name: string };
}

/** What the policies that count find about a trail, including those that it satisfies (`settled`). */
export function judgeTrail(judge: Judge, trail: SourceTrail, advised?: ReadonlySet<string>): readonly Shortcoming[] {
    return shortcomings({ trails: [judge.trail(trail).report] }, advised);
}

/**
 * What the policies that count found about a report's subjects.
 * @param advised policies that count although they are advisory
 */
export function shortcomings(
    report: Parameters<typeof shownSubjects>[0],
    advised: ReadonlySet<string> = new Set(),
): readonly Shortcoming[] {
    return shownSubjects(report).flatMap(subject =>
        subject.results.flatMap((result): Shortcoming[] => {
            const outcome = advised.has(result.policy) ? result.status : outcomeOf(result);
            const policy = policies.find(({ name }) => name === result.policy);
            if (policy === undefined || (outcome !== "violation" && outcome !== "undetermined" && outcome !== "pass")) {
                return [];
            }
            return [
                {
                    subject: { id: subject.id, name: subject.title },
                    rule: policy.name,
                    title: policy.displayName,
                    severity: policy.severity,
                    status: outcome === "pass" ? "settled" : outcome,
                    lines: explanation(subject, result, ["link"]),
                    lost: unloggedEventOf(result),
                },
            ];
        }),
    );
}
