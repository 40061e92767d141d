import type { CloudTrailEvent } from "../../../../src/cloudtrail/event";
import { formatEvent } from "../../../../src/compliance/findings/format-event";
import { diff } from "../../diff/diff";
import { DIFF_RULES } from "../../diff/rules";
import { explanation, unloggedEventOf } from "../../report/explanation";
import { shownSubjects } from "../../report/subjects";
import type { Step, TrailState } from "../history/replay";
import { type LossRule, putBackCommands } from "./put-back";

/** What a change took away from a trail, or may have. */
export interface Loss {
    readonly rule: LossRule;
    readonly title: string;
    readonly severity: "critical" | "high" | "medium" | "low";
    readonly status: "violation" | "undetermined";
    readonly lines: readonly string[];
    readonly lost?: CloudTrailEvent | undefined;
    readonly putBack?: string | undefined;
}

const TITLES: Readonly<Record<LossRule, string>> = {
    "trail-kept": "A trail was deleted",
    "trail-events": "A trail logs less than before",
    "trail-logging": "A trail was switched off",
    "trail-regions": "A trail no longer covers all Regions",
    "trail-global-services": "A trail no longer logs the events of global services",
    "trail-organization": "A trail no longer covers the organization",
    "trail-bucket": "A trail delivers to another bucket or prefix",
    "trail-delivery": "The log files of a trail can no longer be delivered",
    "trail-log-file-validation": "A trail no longer signs its log files",
    "trail-encryption": "A trail no longer encrypts its log files with a KMS key",
    "watch-insights": "A trail no longer detects the same Insights",
};

/** What a trail has lost from one state to another. `before` is known. */
export function lossesOf(before: TrailState, after: Step["after"]): readonly Loss[] {
    const report = diff(
        {
            before: { trails: [before.source], problems: [] },
            after: {
                trails: typeof after === "string" ? [] : [after.source],
                problems: [],
                ...(after === "unknown" ? { incomplete: "the current state of the trail is not known" } : {}),
            },
        },
        { allowed: [] },
    );
    const ofRules = shownSubjects(report).flatMap(subject =>
        subject.results.flatMap((result): Loss[] => {
            const rule = DIFF_RULES.find(({ name }) => name === result.policy);
            if (rule === undefined || (result.status !== "violation" && result.status !== "undetermined")) {
                return [];
            }
            const lost = unloggedEventOf(result);
            return [
                {
                    rule: rule.name,
                    title: TITLES[rule.name],
                    severity: rule.severity,
                    status: result.status,
                    lines: [
                        ...explanation(subject, result, ["link", "event"]),
                        ...(lost === undefined ? [] : [`No longer logged, for example: ${formatEvent(lost)}`]),
                    ],
                    lost,
                    putBack: result.status === "violation" ? putBackCommands(before, [rule.name]) : undefined,
                },
            ];
        }),
    );
    return [...ofRules, ...insightLosses(before, after)];
}

function insightLosses(before: TrailState, after: Step["after"]): Loss[] {
    if (typeof after === "string") {
        return [];
    }
    const common = { rule: "watch-insights", severity: "medium" } as const;
    const name = before.source.trail.label;
    const { insights: is } = after;
    const was = before.insights;
    if (was === undefined || is === undefined) {
        return was === is || was?.length === 0
            ? []
            : [
                  {
                      ...common,
                      title: TITLES["watch-insights"],
                      status: "undetermined",
                      lines: [
                          `It can't be decided whether trail ${JSON.stringify(name)} still detects the same Insights: which types it ${was === undefined ? "detected before" : "detects now"} is not known`,
                      ],
                  },
              ];
    }
    const lost = was.filter(type => !is.includes(type));
    return lost.length === 0
        ? []
        : [
              {
                  ...common,
                  title: TITLES["watch-insights"],
                  status: "violation",
                  lines: [`Trail ${JSON.stringify(name)} no longer detects Insights of type ${lost.join(", ")}`],
                  putBack: putBackCommands(before, ["watch-insights"]),
              },
          ];
}
