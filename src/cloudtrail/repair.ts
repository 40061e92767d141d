import { trailSelectorProblems } from "./recorders/trail-validity";
import { convertBasic } from "./selectors/conversion";
import type { AdvancedEventSelector, DataResource, EventSelector, TrailSelectors } from "./selectors/event-selector";
import type { Recorder } from "./selectors/field-rules";
import { BASIC_RESOURCE_TYPES } from "./selectors/limits";
import { namesSeveralTypes, splitByType } from "./selectors/several-types";
import { isKnown, isUnknown, knownList, type Value } from "./value";

/** Selectors that AWS refuses, or may refuse, rewritten as AWS accepts them. */
export interface Repair {
    /** They log at least what was declared, and replace both kinds. */
    readonly selectors: readonly Value<AdvancedEventSelector>[];
    /** Resource types in basic selectors, which can't log them: to be logged by their own selectors. */
    readonly types: readonly string[];
}

/**
 * Repairs what can only have one meaning: basic beside advanced selectors become advanced ones; a resource type that
 * basic selectors can't log gets an advanced selector; several types in one selector become one selector per type.
 * @returns `undefined` if nothing of that kind is wrong, or if something else is, or is unknown
 */
export function repairSelectors({ basic, advanced }: TrailSelectors, recorder: Recorder = "Trail"): Repair | undefined {
    if (isUnknown(basic) || isUnknown(advanced)) {
        return undefined;
    }
    const { cleaned, types } = withoutForeignTypes(knownList(basic));
    const conversions = cleaned.map(convertBasic);
    const selectors = [
        ...conversions.flatMap(conversion => conversion.selectors),
        ...knownList(advanced).flatMap((selector): readonly Value<AdvancedEventSelector>[] =>
            isKnown(selector) && namesSeveralTypes(selector) ? splitByType(selector) : [selector],
        ),
    ];
    const changes =
        types.length > 0 ||
        (knownList(basic).length > 0 && advanced !== undefined) ||
        knownList(advanced).some(namesSeveralTypes);
    const writable = conversions.every(({ undecided }) => undecided.length === 0);
    const valid = trailSelectorProblems({ basic: cleaned }, recorder)
        .concat(trailSelectorProblems({ advanced: selectors }, recorder))
        .every(({ severity }) => severity === "warning");
    return changes && writable && valid ? { selectors, types } : undefined;
}

const BASIC_TYPES: readonly unknown[] = BASIC_RESOURCE_TYPES;

/** Basic selectors without the data resources whose types they can't log, and these types. */
function withoutForeignTypes(basic: readonly Value<EventSelector>[]) {
    const types = new Set<string>();
    const cleaned = basic.map((selector): Value<EventSelector> => {
        if (isUnknown(selector) || isUnknown(selector.dataResources)) {
            return selector;
        }
        const dataResources = knownList(selector.dataResources).filter(resource => {
            const type = foreignType(resource);
            if (type !== undefined) {
                types.add(type);
            }
            return type === undefined;
        });
        return { ...selector, dataResources };
    });
    return { cleaned, types: [...types] };
}

function foreignType(resource: Value<DataResource>): string | undefined {
    const type = isUnknown(resource) ? undefined : resource.type;
    return typeof type === "string" && !BASIC_TYPES.includes(type) ? type : undefined;
}
