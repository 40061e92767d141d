import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isUnknown } from "../../../src/cloudtrail/value";
import { interner } from "../text/interner";

/** Gives one object for selectors that are alike: it takes less memory, and is decided once. */
export function selectorsInterner(): (selectors: TrailSelectors) => TrailSelectors {
    return interner<TrailSelectors>(selectors => JSON.stringify(selectors, marked));
}

/** What isn't known is like nothing that is, whatever stood there. No selector has a property of this name. */
function marked(_name: string, value: unknown): unknown {
    return isUnknown(value) ? { "\u0000": [value.raw, value.reason] } : value;
}
