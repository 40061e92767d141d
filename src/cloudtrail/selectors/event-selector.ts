import type { Problem } from "../problem";
import { isUnknown, type Value } from "../value";
import type { Operator } from "./operators";

/** The values of one operator; absent if the operator is not used (`null`, `[]` and absent mean the same). */
export type OperatorValues = Value<readonly Value<string>[]>;

/** One condition of an advanced event selector. */
export interface FieldSelector {
    readonly field: Value<string>;
    readonly operators: Readonly<Partial<Record<Operator, OperatorValues>>>;
}

/**
 * One advanced event selector. `malformed` lists what could not be read: AWS does not define such a selector, so it
 * contributes nothing to what a trail logs.
 */
export interface AdvancedEventSelector {
    readonly name?: Value<string>;
    readonly fieldSelectors: Value<readonly Value<FieldSelector>[]>;
    readonly malformed?: readonly Problem[];
}

/** The resources of a basic event selector whose data events are logged. */
export interface DataResource {
    readonly type: Value<string>;
    readonly values: Value<readonly Value<string>[]>;
}

/** One basic event selector. Absent properties have AWS's defaults: all events, management events included. */
export interface EventSelector {
    readonly readWriteType?: Value<string>;
    readonly includeManagementEvents?: Value<boolean>;
    readonly excludeManagementEventSources?: Value<readonly Value<string>[]>;
    readonly dataResources?: Value<readonly Value<DataResource>[]>;
    readonly malformed?: readonly Problem[];
}

/** The selectors of a trail: AWS keeps either kind, never both. Absent means "none set". */
export interface TrailSelectors {
    readonly basic?: Value<readonly Value<EventSelector>[]>;
    readonly advanced?: Value<readonly Value<AdvancedEventSelector>[]>;
    /** Has AWS itself shown them, live or in a state, and so accepted them? Otherwise they are only declared. */
    readonly shownByAws?: boolean;
}

/** The single value of `Equals`; `null` if there are several; `undefined` if it is unknown or absent. */
export function onlyValue(entry: FieldSelector): string | null | undefined {
    const values = entry.operators.Equals;
    if (values === undefined || isUnknown(values)) {
        return undefined;
    }
    if (values.length > 1) {
        return null;
    }
    const [value] = values;
    return typeof value === "string" ? value : undefined;
}
