import type { Path } from "../path";
import { isUnknown, type Value } from "../value";
import type { AdvancedEventSelector, EventSelector, FieldSelector, TrailSelectors } from "./event-selector";
import { CATEGORY_RULES } from "./field-rules";
import { OPERATORS } from "./operators";

/**
 * Where an unknown value decides whether AWS accepts the selectors: a list, a field, or a value of a field that allows
 * only some. Any other value may be any string, so it decides nothing.
 */
export function undecidedValidity({ basic, advanced }: TrailSelectors): Path[] {
    return [...inList(basic, ["EventSelectors"], inBasic), ...inList(advanced, ["AdvancedEventSelectors"], inAdvanced)];
}

function inList<T>(
    list: Value<readonly Value<T>[]> | undefined,
    path: Path,
    inEntry: (entry: T, path: Path) => Path[],
): Path[] {
    if (isUnknown(list)) {
        return [path];
    }
    return (list ?? []).flatMap((entry, index) => {
        const at = [...path, index];
        return isUnknown(entry) ? [at] : inEntry(entry, at);
    });
}

const decidesNothing = () => [];

function inBasic(selector: EventSelector, path: Path): Path[] {
    return [
        ...(isUnknown(selector.readWriteType) ? [[...path, "ReadWriteType"]] : []),
        ...inList(selector.excludeManagementEventSources, [...path, "ExcludeManagementEventSources"], decidesNothing),
        ...inList(selector.dataResources, [...path, "DataResources"], ({ type, values }, at) => [
            ...(isUnknown(type) ? [[...at, "Type"]] : []),
            ...(isUnknown(values) ? [[...at, "Values"]] : []),
        ]),
    ];
}

function inAdvanced({ fieldSelectors }: AdvancedEventSelector, path: Path): Path[] {
    return inList(fieldSelectors, [...path, "FieldSelectors"], inFieldSelector);
}

function inFieldSelector({ field, operators }: FieldSelector, path: Path): Path[] {
    const restricted = isUnknown(field) || RESTRICTED_FIELDS.has(field);
    return [
        ...(isUnknown(field) ? [[...path, "Field"]] : []),
        ...OPERATORS.flatMap(operator => {
            const undecided = inList(operators[operator], [...path, operator], decidesNothing);
            return restricted || isUnknown(operators[operator]) ? undecided : [];
        }),
    ];
}

/** The fields that allow only some values. */
const RESTRICTED_FIELDS: ReadonlySet<string> = new Set([
    "eventCategory",
    "resources.type",
    ...[...CATEGORY_RULES.Trail.values()].flatMap(({ fields }) =>
        Object.entries(fields)
            .filter(([, { values }]) => values !== undefined)
            .map(([field]) => field),
    ),
]);
