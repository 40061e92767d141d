import type { ReportTrail } from "../../../report/report";
import type { UnreadTrail } from "../../../sources/source-trail";
import type { AppliedTrail } from "../apply/apply-plans";
import type { TrailPlan } from "./trail-plan";

const TELEMETRY_RULE = "Telemetry rule";

/** The data of `trail-guard fix --format json`. */
export function fixData(
    plans: readonly TrailPlan[],
    outcomes: readonly AppliedTrail[],
    unread: readonly UnreadTrail[],
    { accounts, recorders }: { readonly accounts: readonly ReportTrail[]; readonly recorders: readonly ReportTrail[] },
) {
    const ended = new Map(outcomes.map(({ plan, steps }) => [plan.arn, steps]));
    return {
        schemaVersion: 1,
        trails: plans.map(({ arn, account, homeRegion, manager, steps, unfixed }) => ({
            trail: arn,
            account,
            homeRegion,
            ...(manager === undefined ? {} : { manager }),
            steps: steps.map((step, index) => {
                const { call, ...data } = step.call === "StartLogging" ? { call: step.call } : withoutAdded(step);
                const outcome = ended.get(arn)?.[index]?.outcome;
                return { call, ...data, ...(outcome === undefined ? {} : { outcome }) };
            }),
            unfixed,
        })),
        accounts: accounts.map(asData),
        eventDataStores: recorders.filter(({ noun }) => noun !== TELEMETRY_RULE).map(asData),
        telemetryRules: recorders.filter(({ noun }) => noun === TELEMETRY_RULE).map(asData),
        unread: unread.map(({ id, name, reason }) => ({ id, name, reason })),
    };
}

function withoutAdded<T extends TrailPlan["steps"][number]>(step: T) {
    return step.call === "PutEventSelectors"
        ? {
              call: step.call,
              before: step.before,
              after: step.after,
              ...(step.converted === undefined ? {} : { converted: step.converted }),
          }
        : step;
}

/** What is never changed. */
function asData({ id, name, results }: ReportTrail) {
    return { id, name, results };
}
