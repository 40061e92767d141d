import { type AwsSelector, takes } from "./matcher";
import type { Universe } from "./universe";

/** Of which selectors one value of each field is taken: bit i for selector i. */
function takenBy(selectors: readonly AwsSelector[], field: string, value: string | null): bigint {
    let mask = 0n;
    selectors.forEach((selector, index) => {
        if (selector.FieldSelectors.filter(({ Field }) => Field === field).every(entry => takes(entry, value))) {
            mask |= 1n << BigInt(index);
        }
    });
    return mask;
}

/** For each event of the universe, by which selectors it is logged. Events that the same ones log are counted once. */
export function logged(selectors: readonly AwsSelector[], universe: Universe): Set<bigint> {
    let masks = new Set([(1n << BigInt(selectors.length)) - 1n]);
    for (const [field, values] of Object.entries(universe)) {
        const ofField = new Set(values.map(value => takenBy(selectors, field, value)));
        const next = new Set<bigint>();
        for (const mask of masks) {
            for (const other of ofField) {
                next.add(mask & other);
            }
        }
        masks = next;
    }
    return masks;
}

/** What selectors log of a universe of events, by trying all of them. */
export function verdict(selectors: readonly AwsSelector[], universe: Universe): "all" | "some" | "none" {
    const masks = logged(selectors, universe);
    if (!masks.has(0n)) {
        return "all";
    }
    return masks.size > 1 ? "some" : "none";
}
