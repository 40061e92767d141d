import type { ReportTrail } from "../../../report/report";
import type { UnreadTrail } from "../../../sources/source-trail";
import type { AppliedTrail } from "../apply/apply-plans";
import type { TrailPlan } from "./trail-plan";

/** The parts of the result that are about something else than trails that can be changed, by what each is about. */
const OTHERS = {
    accounts: "Account",
    eventDataStores: "Event data store",
    telemetryRules: "Telemetry rule",
    /** Trails with policies that only `check` can decide. */
    notAsked: "Trail",
} as const;

/** The data of `trail-guard fix --format json`. */
export function fixData(
    plans: readonly TrailPlan[],
    outcomes: readonly AppliedTrail[],
    unread: readonly UnreadTrail[],
    others: readonly ReportTrail[],
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
        ...Object.fromEntries(
            Object.entries(OTHERS).map(([part, about]) => [
                part,
                others.filter(({ noun }) => noun === about).map(asData),
            ]),
        ),
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
