import { stillLogged } from "../../../../../src/cloudtrail/coverage/containment";
import { messageText } from "../../../../../src/cloudtrail/message";
import type { Trail } from "../../../../../src/cloudtrail/recorders/trail";
import { type AddedSelector, remediatedSelectors } from "../../../../../src/cloudtrail/remediation";
import { DIALECTS } from "../../../../../src/cloudtrail/selectors/dialect";
import type { AdvancedEventSelector } from "../../../../../src/cloudtrail/selectors/event-selector";
import { writeSelectors } from "../../../../../src/cloudtrail/selectors/write-selectors";
import type { Value } from "../../../../../src/cloudtrail/value";
import { evaluate, type PolicyResult } from "../../../../../src/compliance/evaluate";
import type { TrailChange } from "../../../../../src/compliance/findings/change";
import type { ConfiguredPolicy } from "../../../configuration/configured-policy";
import type { SourceTrail } from "../../../sources/source-trail";
import type { PlainData, SelectorsInput, TrailSettings } from "../../aws/api";
import type { TrailReading } from "../../read/account/account-reading";
import type { Fixable } from "./fixable";
import { asInput, canonical } from "./live-selectors";
import { managerOf } from "./trail-manager";

/** The calls that change a trail. */
export type Step =
    | {
          readonly call: "PutEventSelectors";
          readonly before: SelectorsInput;
          readonly after: SelectorsInput;
          /** What the selectors are converted from, if they have to be. */
          readonly converted?: "default" | "basic";
          /** How many of the new selectors replace the old ones; the rest is added. */
          readonly kept: number;
          readonly added: readonly AddedSelector[];
      }
    | { readonly call: "UpdateTrail"; readonly before: TrailSettings; readonly after: TrailSettings }
    | { readonly call: "StartLogging" };

/** A remaining violation, or something that can't be decided, and why. */
export interface Unfixed {
    readonly policy: string;
    readonly status: "violation" | "undetermined";
    readonly reason: string;
}

/** What to do about one trail. */
export interface TrailPlan {
    readonly trail: SourceTrail;
    readonly arn: string;
    /** Its owner. */
    readonly account: string;
    /** The account whose credentials change it: the owner, or a delegated administrator. */
    readonly through: string;
    readonly homeRegion: string;
    readonly steps: readonly Step[];
    /** The trail after the steps. */
    readonly target: Trail;
    /** The policies that are violated now and that the trail complies with after the steps. */
    readonly fixes: readonly ConfiguredPolicy[];
    readonly unfixed: readonly Unfixed[];
    /** The tool that seems to own the trail. */
    readonly manager?: string;
    /** Does it have Insights on data events, so that added events are analysed too? */
    readonly dataInsights: "no" | "yes" | "unknown";
}

/**
 * Plans what makes a trail comply with the policies: the changes that the policies themselves offer, one after the
 * other, in as few calls as possible. Nothing is planned that is not certain to log at least what is logged now.
 * @param only what may be changed; an advisory policy is followed if its change is named here
 * @param through the account in which the trail was read
 */
export function planTrail(
    found: SourceTrail,
    reading: TrailReading,
    policies: readonly ConfiguredPolicy[],
    { only, through }: { readonly only: readonly Fixable[] | undefined; readonly through: string },
): TrailPlan {
    const unfixed: Unfixed[] = [];
    const fixes: ConfiguredPolicy[] = [];
    const changes: TrailChange[] = [];
    let trail = found.trail;
    for (const configured of policies) {
        const result = resultOf(configured, trail, found);
        const { name: policy } = configured.policy;
        const advice = configured.setting.level === "advisory";
        if (result.status === "undetermined" && !advice) {
            unfixed.push({ policy, status: "undetermined", reason: summaryOf(result) });
        }
        if (result.status !== "violation") {
            continue;
        }
        const change = changeOf(result);
        if ("reason" in change) {
            unfixed.push(...(advice ? [] : [{ policy, status: "violation" as const, reason: change.reason }]));
        } else if (only === undefined ? !advice : only.includes(fixableOf(change) as Fixable)) {
            trail = changed(trail, change);
            changes.push(change);
            fixes.push(configured);
        } else if (!advice) {
            const reason = `${summaryOf(result)}: --only leaves this as it is`;
            unfixed.push({ policy, status: "violation", reason });
        }
    }
    const manager = managerOf(reading);
    const common = {
        trail: found,
        arn: found.id,
        account: found.group,
        through,
        homeRegion: reading.homeRegion,
        ...(manager === undefined ? {} : { manager }),
        dataInsights: dataInsightsOf(reading),
    };
    const selectors = selectorsStep(changes, reading);
    if (selectors !== undefined && "reason" in selectors) {
        const refused = fixes.map(({ policy }) => ({
            policy: policy.name,
            status: "violation" as const,
            reason: selectors.reason,
        }));
        return { ...common, steps: [], target: found.trail, fixes: [], unfixed: [...unfixed, ...refused] };
    }
    const steps = [
        ...(selectors === undefined ? [] : [selectors]),
        ...settingsStep(changes, reading),
        ...(changes.some(change => fixableOf(change) === "logging") ? [{ call: "StartLogging" as const }] : []),
    ];
    return { ...common, steps, target: trail, fixes, unfixed };
}

function dataInsightsOf({ beforeChange }: TrailReading): TrailPlan["dataInsights"] {
    if (beforeChange === undefined || "failure" in beforeChange.insights) {
        return "unknown";
    }
    const isOnData = ({ EventCategories }: PlainData) =>
        Array.isArray(EventCategories) && EventCategories.includes("Data");
    return beforeChange.insights.value.some(isOnData) ? "yes" : "no";
}

/**
 * The result of a policy for a trail.
 * @param trail as it is, or as it will be
 * @param found what else is known of it
 */
export function resultOf(
    { policy, setting }: ConfiguredPolicy,
    trail: Trail,
    { identifiers, use }: Pick<SourceTrail, "identifiers" | "use">,
): PolicyResult {
    const result = evaluate(policy, trail, setting.config, { identifiers, use });
    if ("configProblems" in result) {
        throw new Error(`defect: the configuration of ${policy.name} was not checked`);
    }
    return result;
}

/** What a result found, in one line. */
export function summaryOf({ findings, trail }: PolicyResult): string {
    return findings.map(({ headline }) => messageText(headline, trail.dialect)).join("; ");
}

function changeOf(result: PolicyResult): TrailChange | { readonly reason: string } {
    const { remediation } = result;
    if (remediation?.kind === "refused") {
        return { reason: messageText(remediation.reason, result.trail.dialect) };
    }
    if (remediation?.kind !== "change") {
        const advice = result.findings.flatMap(({ fix }) => (fix === undefined ? [] : messageText(fix.headline)));
        return { reason: [summaryOf(result), ...advice].join(": ") };
    }
    return fixableOf(remediation.change) === undefined
        ? { reason: `${summaryOf(result)}: fix never changes this` }
        : remediation.change;
}

function fixableOf(change: TrailChange): Fixable | undefined {
    if (change.kind === "selectors") {
        return "selectors";
    }
    switch (change.property) {
        case "IsMultiRegionTrail":
            return "multi-region";
        case "IsLogging":
            return "logging";
        case "EnableLogFileValidation":
            return "log-file-validation";
        default:
            return undefined;
    }
}

/** The trail as it is once a change is made. */
function changed(trail: Trail, change: TrailChange): Trail {
    if (change.kind === "selectors") {
        return { ...trail, selectors: { advanced: remediatedSelectors(change.plan) } };
    }
    switch (fixableOf(change)) {
        case "multi-region":
            return { ...trail, isMultiRegionTrail: true };
        case "logging":
            return { ...trail, isLogging: true };
        default:
            return { ...trail, enableLogFileValidation: true };
    }
}

function selectorsStep(
    changes: readonly TrailChange[],
    { selectors }: TrailReading,
): Step | { readonly reason: string } | undefined {
    const plans = changes.flatMap(change => (change.kind === "selectors" ? [change.plan] : []));
    const [first] = plans;
    const last = plans.at(-1);
    if (first === undefined || last === undefined || !("value" in selectors)) {
        return undefined;
    }
    const before = asInput(selectors.value);
    const added = plans.flatMap(plan => plan.added);
    const written = (list: readonly Value<AdvancedEventSelector>[]) => writeSelectors(list, DIALECTS["aws-api"]);
    // Existing advanced selectors are written back as AWS returned them.
    const kept = "AdvancedEventSelectors" in before ? before.AdvancedEventSelectors : written(first.kept);
    const after = { AdvancedEventSelectors: [...kept, ...written(added.map(({ selector }) => selector))] };
    const containment = stillLogged(canonical(before), canonical(after));
    if (containment.kind !== "contained") {
        const why = containment.kind === "lost" ? "it would log less than before" : messageText(containment.reason);
        return { reason: `not certain to log at least what is logged now: ${why}` };
    }
    const converted = first.converted === undefined ? {} : { converted: first.converted };
    return { call: "PutEventSelectors", before, after, kept: kept.length, added, ...converted };
}

function settingsStep(changes: readonly TrailChange[], { description }: TrailReading): Step[] {
    const asked = changes.map(fixableOf);
    const known = "value" in description ? description.value : {};
    const multiRegion = asked.includes("multi-region");
    // AWS refuses a multi-Region trail that leaves out global service events.
    const global = multiRegion && known.IncludeGlobalServiceEvents === false;
    const setting = (when: boolean, name: keyof TrailSettings, value: boolean) => (when ? { [name]: value } : {});
    const settings = (value: boolean): TrailSettings => ({
        ...setting(multiRegion, "IsMultiRegionTrail", value),
        ...setting(global, "IncludeGlobalServiceEvents", value),
        ...setting(asked.includes("log-file-validation"), "EnableLogFileValidation", value),
    });
    const after = settings(true);
    return Object.keys(after).length === 0 ? [] : [{ call: "UpdateTrail", before: settings(false), after }];
}
