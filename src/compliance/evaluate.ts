import { type Message, message } from "../cloudtrail/message";
import type { Trail } from "../cloudtrail/recorders/trail";
import type { TrailProperty } from "../cloudtrail/selectors/dialect";
import { otherEventCategory } from "../cloudtrail/selectors/event-categories";
import { type ConfigProblem, validateConfig } from "./configuration/configuration";
import { currentDay, type Exemption, findExemption, namesOf } from "./configuration/exemption";
import type { Remediation } from "./findings/change";
import type { Finding, Status } from "./findings/finding";
import { refuseIgnored } from "./ignored-changes";
import type { BedrockUse, TrailPolicy } from "./policy/policy";

/** The outcome of one policy for one trail, as data that explains itself. */
export interface PolicyResult {
    readonly policy: TrailPolicy;
    readonly trail: Trail;
    readonly status: Status;
    readonly findings: readonly Finding[];
    /** For a violation: what would fix it, or why no fix is offered. */
    readonly remediation?: Remediation;
    /** For `exempt`, and for a violation whose exemption has expired. */
    readonly exemption?: Exemption;
    /** For `not-applicable`. */
    readonly reason?: Message;
}

/** The context of an evaluation: what the trail is also called, and the date. */
export interface EvaluationContext {
    /** Further names of the trail that an exemption may use: its URN, its address. */
    readonly identifiers?: readonly string[];
    /** The current day, `YYYY-MM-DD` in UTC; default today. */
    readonly today?: string;
    /** The properties whose changes Pulumi ignores (`ignoreChanges`). */
    readonly ignored?: ReadonlySet<TrailProperty>;
    /** The use of Bedrock, if the trail's stack or account shows it. */
    readonly use?: BedrockUse | undefined;
}

/** The result, or what is wrong with the configuration. */
export type Evaluation = PolicyResult | { readonly configProblems: readonly ConfigProblem[] };

/** Evaluates a policy for a trail: configuration, exemptions, the check, and what would fix a violation. */
export function evaluate(
    policy: TrailPolicy,
    trail: Trail,
    givenConfig: Readonly<Record<string, unknown>>,
    context: EvaluationContext = {},
): Evaluation {
    const validated = validateConfig(givenConfig, policy.configSchema);
    if (!validated.ok) {
        return { configProblems: validated.problems };
    }
    const { config } = validated;
    const base = { policy, trail };
    const inapplicable = whyInapplicable(policy, trail, config);
    if (inapplicable !== undefined) {
        return { ...base, status: "not-applicable", findings: [], reason: inapplicable };
    }
    const verdict = policy.check(trail, config, context.use);
    if ("notApplicable" in verdict) {
        return { ...base, status: "not-applicable", findings: [], reason: verdict.notApplicable };
    }
    if (verdict.length === 0) {
        return { ...base, status: "pass", findings: [] };
    }
    const exempt = findExemption(
        (config.exemptions as readonly Exemption[] | undefined) ?? [],
        [...namesOf(trail), ...(context.identifiers ?? [])],
        context.today ?? currentDay(),
    );
    if (exempt !== undefined && !exempt.expired) {
        return { ...base, status: "exempt", findings: verdict, exemption: exempt.exemption };
    }
    const violated = verdict.some(({ kind }) => kind === "violation");
    return {
        ...base,
        status: violated ? "violation" : "undetermined",
        findings: verdict,
        ...remediationOf(policy, trail, config, verdict, context),
        ...(exempt === undefined ? {} : { exemption: exempt.exemption }),
    };
}

function remediationOf(
    policy: TrailPolicy,
    trail: Trail,
    config: Readonly<Record<string, unknown>>,
    findings: readonly Finding[],
    { ignored = new Set(), use }: EvaluationContext,
): Pick<PolicyResult, "remediation"> {
    const refused = refuseIgnored(findings, ignored, trail.dialect.holder);
    if (refused !== undefined) {
        return { remediation: refused };
    }
    return policy.remediate === undefined ? {} : { remediation: policy.remediate(trail, config, use) };
}

/** Why a trail policy does not apply to an event data store. */
export const TRAILS_ONLY = message("trails-only", "it does not apply to event data stores");

const NO_RULES = message("no-telemetry-rules", "it does not apply to telemetry rules");

function whyInapplicable(
    policy: TrailPolicy,
    { recorder, selectors }: Trail,
    config: Readonly<Record<string, unknown>>,
): Message | undefined {
    if (recorder === "Trail" && policy.recorders.includes("Trail")) {
        return undefined;
    }
    if (recorder === "TelemetryRule") {
        return policy.recorders.includes(recorder) && config.includeTelemetryRules === true ? undefined : NO_RULES;
    }
    if (!policy.recorders.includes(recorder) || config.includeEventDataStores !== true) {
        return TRAILS_ONLY;
    }
    const category = policy.ofAnyEvents === true ? undefined : otherEventCategory(selectors);
    return category === undefined
        ? undefined
        : message("other-events", "the event data store holds {category} events, so it can't hold CloudTrail's", {
              category,
          });
}
