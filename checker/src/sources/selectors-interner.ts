import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isUnknown } from "../../../src/cloudtrail/value";
import { interner } from "../text/interner";

/** Returns one object for equal selectors: it takes less memory, and is decided once. */
export function selectorsInterner(): (selectors: TrailSelectors) => TrailSelectors {
    return interner<TrailSelectors>(selectors => JSON.stringify(selectors, marked));
}

/** An unknown value equals no known one, whatever was there. No selector has a property of this name. */
function marked(_name: string, value: unknown): unknown {
    return isUnknown(value) ? { "\u0000": [value.raw, value.reason] } : value;
}
