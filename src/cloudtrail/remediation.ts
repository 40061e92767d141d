import { basicSelectorProblems } from "./basic-validity";
import { convertBasic, DEFAULT_SELECTORS } from "./conversion";
import { coverage } from "./coverage";
import { effectiveSelectors } from "./effective-selectors";
import type { AdvancedEventSelector, TrailSelectors } from "./event-selector";
import type { Recorder } from "./field-rules";
import { MAX_ADVANCED_VALUES } from "./limits";
import type { KnownSelector } from "./match";
import type { Requirement } from "./requirement";
import { advancedValues } from "./trail-validity";
import { isUnknown, type Value } from "./value";

/** A selector that a plan adds, and the name of the requirement that needs it. */
export interface AddedSelector {
    readonly requirement: string;
    readonly selector: KnownSelector;
}

/** What has to change so that a trail logs what is required, or why nothing is changed. */
export type RemediationPlan =
    | { readonly kind: "nothing" }
    | { readonly kind: "refused"; readonly reason: string }
    | {
          readonly kind: "change";
          /** What the trail's selectors were written down from, where they had to be. */
          readonly converted?: "default" | "basic";
          /** The selectors that stand there already, or write down what was logged before. */
          readonly kept: readonly Value<AdvancedEventSelector>[];
          readonly added: readonly AddedSelector[];
      };

/**
 * Plans the smallest addition that makes a trail log every requirement, and never makes it log less: what the user
 * wrote stays, in its order; default and basic selectors are written down first; one selector is appended for each
 * requirement that isn't wholly logged. A second plan over the result changes nothing.
 *
 * A plan is refused where AWS would not take the result, or where something that isn't known yet decides.
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
        return { kind: "refused", reason: base.reason };
    }
    const added = missing
        // Writing down the default may have added what is missing.
        .filter(({ requirement }) => coverage({ advanced: base.kept }, requirement, recorder).logged !== "all")
        .map(({ requirement }) => ({ requirement: requirement.name, selector: requirement.selector }));
    const values = advancedValues([...base.kept, ...added.map(({ selector }) => selector)]);
    if (values > MAX_ADVANCED_VALUES) {
        const reason = `the result would have ${values} values over all advanced event selectors, and AWS takes at most ${MAX_ADVANCED_VALUES}: merge or widen some of the present ones first`;
        return { kind: "refused", reason };
    }
    return { kind: "change", ...base, added };
}

/** The selectors of a trail once a plan is carried out. */
export function remediatedSelectors(
    plan: RemediationPlan & { kind: "change" },
): readonly Value<AdvancedEventSelector>[] {
    return [...plan.kept, ...plan.added.map(({ selector }) => selector)];
}

type Base =
    | { readonly kept: readonly Value<AdvancedEventSelector>[]; readonly converted?: "default" | "basic" }
    | { readonly reason: string };

function baseOf(selectors: TrailSelectors): Base {
    const { kind } = effectiveSelectors(selectors);
    const { basic, advanced } = selectors;
    if (kind === "advanced" && advanced !== undefined && !isUnknown(advanced)) {
        return { kept: advanced };
    }
    if (kind === "default") {
        return { kept: DEFAULT_SELECTORS, converted: "default" };
    }
    if (kind === "both") {
        return {
            reason: "the trail has basic and advanced event selectors, and AWS takes only one kind: remove one of them",
        };
    }
    if (kind === "unknown" || basic === undefined || isUnknown(basic)) {
        return { reason: "its event selectors are not known yet, so nothing can be added to them safely" };
    }
    const broken = basic.flatMap(selector => (isUnknown(selector) ? [] : basicSelectorProblems(selector)));
    if (broken[0] !== undefined) {
        return { reason: `its basic event selectors can't be converted: ${broken[0].message}` };
    }
    const conversion = convertBasic(basic);
    return "selectors" in conversion
        ? { kept: conversion.selectors, converted: "basic" }
        : {
              reason: `its basic event selectors can't be converted, because these values are not known yet: ${conversion.undecided.join(", ")}`,
          };
}
