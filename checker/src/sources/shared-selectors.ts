import type { TrailSelectors } from "../../../src/cloudtrail/selectors/event-selector";
import { isUnknown } from "../../../src/cloudtrail/value";

/** Selectors that are alike, as one object: it takes less memory, and what was decided of it needs no second thought. */
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

/** What isn't known is like nothing that is, whatever stood there. No selector has a property of this name. */
function marked(_name: string, value: unknown): unknown {
    return isUnknown(value) ? { "\u0000": [value.raw, value.reason] } : value;
}
