import { type AwsFieldSelector, type AwsSelector, takes } from "./matcher";
import type { Universe } from "./universe";

/** Which selectors accept a value of a field: bit i for selector i. Equal field selectors are evaluated once. */
export function takers(selectors: readonly AwsSelector[], field: string): (value: string | null) => bigint {
    const entries = new Map<string, { readonly entry: AwsFieldSelector; mask: bigint }>();
    selectors.forEach(({ FieldSelectors }, index) => {
        for (const entry of FieldSelectors.filter(({ Field }) => Field === field)) {
            const key = JSON.stringify(entry);
            const found = entries.get(key) ?? { entry, mask: 0n };
            found.mask |= 1n << BigInt(index);
            entries.set(key, found);
        }
    });
    const filters = [...entries.values()];
    return value => {
        let mask = (1n << BigInt(selectors.length)) - 1n;
        for (const filter of filters) {
            mask &= takes(filter.entry, value) ? -1n : ~filter.mask;
        }
        return mask;
    };
}

/** For each event of the universe, which selectors log it. Events that the same selectors log are counted once. */
export function logged(selectors: readonly AwsSelector[], universe: Universe): Set<bigint> {
    let masks = new Set([(1n << BigInt(selectors.length)) - 1n]);
    for (const [field, values] of Object.entries(universe)) {
        const ofField = new Set(values.map(takers(selectors, field)));
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
