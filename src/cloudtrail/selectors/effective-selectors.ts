import type { Path } from "../path";
import { isUnknown, type Value } from "../value";
import { basicSelectorProblems } from "./basic-validity";
import { convertBasic, DEFAULT_SELECTORS } from "./conversion";
import type { AdvancedEventSelector, EventSelector, TrailSelectors } from "./event-selector";

/** Which selectors are in force: none set, basic or advanced ones, both at once (AWS refuses that), or unknown. */
export type SelectorKind = "default" | "basic" | "advanced" | "both" | "unknown";

/** An advanced event selector, or the equivalent of a basic one, and where it is declared. */
export interface EffectiveSelector {
    readonly selector: Value<AdvancedEventSelector>;
    readonly path: Path;
}

/**
 * What decides what a trail logs, as advanced event selectors. With kind `unknown` these are the most that may be in
 * force: any of them may be missing, and `undecided` says where that will be decided.
 */
export interface EffectiveSelectors {
    readonly kind: SelectorKind;
    readonly selectors: readonly EffectiveSelector[];
    readonly undecided: readonly Path[];
}

/**
 * The selectors that decide what a trail logs. `null`, `[]` and absent all mean none. An unknown list may be empty;
 * beside selectors of the other kind it has to be, because AWS accepts only one kind.
 */
export function effectiveSelectors({ basic, advanced }: TrailSelectors): EffectiveSelectors {
    const undecided: Path[] = [
        ...(isUnknown(basic) ? [["EventSelectors"]] : []),
        ...(isUnknown(advanced) ? [["AdvancedEventSelectors"]] : []),
    ];
    const hasBasic = basic !== undefined && !isUnknown(basic) && basic.length > 0;
    const hasAdvanced = advanced !== undefined && !isUnknown(advanced) && advanced.length > 0;
    if (hasBasic && hasAdvanced) {
        return { kind: "both", selectors: [], undecided };
    }
    const known = undecided.length > 0 ? "unknown" : undefined;
    if (hasAdvanced) {
        const selectors = advanced.map((selector, index) => ({ selector, path: ["AdvancedEventSelectors", index] }));
        return { kind: known ?? "advanced", selectors, undecided };
    }
    if (hasBasic) {
        return { kind: known ?? "basic", selectors: basic.flatMap(asAdvanced), undecided };
    }
    if (isUnknown(advanced)) {
        return { kind: "unknown", selectors: [{ selector: advanced, path: ["AdvancedEventSelectors"] }], undecided };
    }
    if (isUnknown(basic)) {
        return { kind: "unknown", selectors: asAdvanced(basic, 0), undecided };
    }
    return { kind: "default", selectors: DEFAULT_SELECTORS.map(selector => ({ selector, path: [] })), undecided };
}

/** A basic selector as what it logs: nothing for certain if AWS refuses it. */
function asAdvanced(basic: Value<EventSelector>, index: number): readonly EffectiveSelector[] {
    if (!isUnknown(basic) && basicSelectorProblems(basic, []).length > 0) {
        return [];
    }
    return convertBasic(basic, index).selectors.map(selector => ({ selector, path: ["EventSelectors", index] }));
}
