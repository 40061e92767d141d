import { basicSelectorProblems } from "./basic-validity";
import { convertBasic, DEFAULT_SELECTORS } from "./conversion";
import type { AdvancedEventSelector, EventSelector, TrailSelectors } from "./event-selector";
import { isUnknown, Unknown, type Value } from "./value";

/** Which selectors are in force: none set, basic or advanced ones, both at once (AWS refuses it), or not known. */
export type SelectorKind = "default" | "basic" | "advanced" | "both" | "unknown";

/**
 * What decides what a trail logs, as advanced event selectors. With kind `unknown` these are the most that may be in
 * force: it isn't known whether any of them is.
 */
export interface EffectiveSelectors {
    readonly kind: SelectorKind;
    readonly selectors: readonly Value<AdvancedEventSelector>[];
}

/**
 * The selectors that decide what a trail logs. `null`, `[]` and absent mean the same: none.
 * A list that isn't known yet may be empty. Beside selectors of the other kind it has to be: AWS takes one kind only.
 */
export function effectiveSelectors({ basic, advanced }: TrailSelectors): EffectiveSelectors {
    const hasBasic = basic !== undefined && !isUnknown(basic) && basic.length > 0;
    const hasAdvanced = advanced !== undefined && !isUnknown(advanced) && advanced.length > 0;
    if (hasBasic && hasAdvanced) {
        return { kind: "both", selectors: [] };
    }
    const known = isUnknown(basic) || isUnknown(advanced) ? "unknown" : undefined;
    if (hasAdvanced) {
        return { kind: known ?? "advanced", selectors: advanced };
    }
    if (hasBasic) {
        return { kind: known ?? "basic", selectors: asAdvanced(basic) };
    }
    if (isUnknown(advanced)) {
        return { kind: "unknown", selectors: [advanced] };
    }
    return { kind: known ?? "default", selectors: DEFAULT_SELECTORS };
}

/**
 * Basic selectors, each as what it logs. Where one can't be converted because something in it isn't known, it may log
 * any management event, but never a data event of a Bedrock type: basic selectors can't name those.
 */
function asAdvanced(basic: readonly Value<EventSelector>[]): readonly AdvancedEventSelector[] {
    return basic.flatMap((selector): readonly AdvancedEventSelector[] => {
        if (!isUnknown(selector) && basicSelectorProblems(selector).some(({ severity }) => severity === "error")) {
            return [];
        }
        const conversion = convertBasic([selector]);
        return "selectors" in conversion ? conversion.selectors : [ANY_MANAGEMENT];
    });
}

const ANY_MANAGEMENT: AdvancedEventSelector = {
    name: "Basic selector that is not known yet",
    fieldSelectors: [{ field: "eventCategory", operators: { Equals: ["Management"] } }, new Unknown()],
};
