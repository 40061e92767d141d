import type { Requirement } from "./bedrock/requirement";
import { coverage } from "./coverage/coverage";
import { type Message, message } from "./message";
import { type Problem, placed } from "./problem";
import { trailSelectorProblems } from "./recorders/trail-validity";
import { basicSelectorProblems } from "./selectors/basic-validity";
import { convertBasic, DEFAULT_SELECTORS } from "./selectors/conversion";
import { effectiveSelectors } from "./selectors/effective-selectors";
import type { AdvancedEventSelector, TrailSelectors } from "./selectors/event-selector";
import type { Recorder } from "./selectors/field-rules";
import type { KnownSelector } from "./selectors/known-selector";
import { isUnknown, knownList, type Value } from "./value";

/** A selector that a plan adds, and the name of the requirement that needs it. */
export interface AddedSelector {
    readonly requirement: string;
    readonly selector: KnownSelector;
}

/** What has to change so that a trail logs what is required, or why nothing is changed. */
export type RemediationPlan =
    | { readonly kind: "nothing" }
    | {
          readonly kind: "refused";
          readonly reason: Message;
          /** Is it refused only because something is unknown? */
          readonly undecided?: true;
      }
    | {
          readonly kind: "change";
          /** What the trail's selectors were converted from, if they had to be. */
          readonly converted?: "default" | "basic";
          /** The existing selectors, or those that preserve what was logged before. */
          readonly kept: readonly Value<AdvancedEventSelector>[];
          readonly added: readonly AddedSelector[];
      };

/**
 * Plans the smallest addition that makes a trail log every requirement, and never makes it log less: existing selectors stay,
 * in their order; default and basic selectors are first converted to advanced ones; one selector is appended for each
 * requirement that isn't completely logged. A second plan over the result changes nothing. A plan is refused if AWS would
 * refuse the result, or if it depends on an unknown value.
 */
export function planRemediation(
    selectors: TrailSelectors,
    requirements: readonly Requirement[],
    recorder: Recorder = "Trail",
): RemediationPlan {
    const covered = requirements.map(requirement => coverage(selectors, requirement, recorder));
    const missing = covered.filter(({ logged }) => logged !== "all");
    if (missing.length === 0) {
        return { kind: "nothing" };
    }
    const base = baseOf(selectors);
    if ("reason" in base) {
        return { kind: "refused", ...base };
    }
    const added = missing
        .filter(
            ({ requirement }, index) =>
                missing.findIndex(other => other.requirement.name === requirement.name) === index,
        )
        .map(({ requirement }) => ({ requirement: requirement.name, selector: requirement.selector }));
    const plan = { kind: "change", ...base, added } as const;
    const problem = firstError(trailSelectorProblems({ advanced: remediatedSelectors(plan) }, recorder));
    return problem === undefined
        ? plan
        : {
              kind: "refused",
              reason: message("aws-rejects-result", "AWS would refuse the result: {problem}", {
                  problem: placed(problem),
              }),
          };
}

/** The selectors of a trail once a plan is carried out. */
export function remediatedSelectors(
    plan: RemediationPlan & { kind: "change" },
): readonly Value<AdvancedEventSelector>[] {
    return [...plan.kept, ...plan.added.map(({ selector }) => selector)];
}

type Base =
    | { readonly kept: readonly Value<AdvancedEventSelector>[]; readonly converted?: "default" | "basic" }
    | { readonly reason: Message; readonly undecided?: true };

function baseOf(selectors: TrailSelectors): Base {
    const { kind } = effectiveSelectors(selectors);
    if (kind === "advanced") {
        return { kept: knownList(selectors.advanced) };
    }
    if (kind === "default") {
        return { kept: DEFAULT_SELECTORS, converted: "default" };
    }
    if (kind === "both") {
        const template =
            "the trail has basic and advanced event selectors, and AWS accepts only one kind: remove one of them";
        return { reason: message("both-kinds-of-selectors", template) };
    }
    if (kind === "unknown") {
        const template = "its event selectors are unknown, so nothing can be added to them safely";
        return { reason: message("selectors-unknown", template), undecided: true };
    }
    const basic = knownList(selectors.basic);
    const broken = firstError(
        basic.flatMap((selector, index) =>
            isUnknown(selector) ? [] : basicSelectorProblems(selector, ["EventSelectors", index]),
        ),
    );
    if (broken !== undefined) {
        const data = { problem: placed(broken) };
        return {
            reason: message("basic-not-convertible", "its basic event selectors can't be converted: {problem}", data),
        };
    }
    const conversions = basic.map(convertBasic);
    const undecided = conversions.flatMap((conversion, index) =>
        conversion.undecided.map(path => ({ path: ["EventSelectors", index, ...path] })),
    );
    return undecided.length === 0
        ? { kept: conversions.flatMap(conversion => conversion.selectors), converted: "basic" }
        : {
              reason: message(
                  "basic-values-unknown",
                  "its basic event selectors can't be converted, because these values are unknown: {paths}",
                  { paths: undecided },
              ),
              undecided: true,
          };
}

function firstError(problems: readonly Problem[]): Problem | undefined {
    return problems.find(({ severity }) => severity === "error");
}
