import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isUnknown } from "../../../src/cloudtrail/value";

/** Equal selectors as one object: it takes less memory, and what was decided about it is decided once. */
export class SharedSelectors {
    private readonly byText = new Map<string, TrailSelectors>();

    /** The first selectors that were like these. */
    shared(selectors: TrailSelectors): TrailSelectors {
        const text = JSON.stringify(selectors, marked);
        const present = this.byText.get(text) ?? selectors;
        this.byText.set(text, present);
        return present;
    }
}

/** An unknown value equals nothing known, whatever the source had. No selector has a property with this name. */
function marked(_name: string, value: unknown): unknown {
    return isUnknown(value) ? { "\u0000": [value.raw, value.reason] } : value;
}
