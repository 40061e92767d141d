/**
 * Puts together what is the same to a reader.
 * @param keyOf what two items have in common that are the same
 * @returns in the order of the first of each
 */
export function alike<Item>(
    items: readonly Item[],
    keyOf: (item: Item, index: number) => string,
): readonly (readonly [Item, ...Item[]])[] {
    const groups = new Map<string, [Item, ...Item[]]>();
    items.forEach((item, index) => {
        const key = keyOf(item, index);
        const group = groups.get(key);
        if (group === undefined) {
            groups.set(key, [item]);
        } else {
            group.push(item);
        }
    });
    return [...groups.values()];
}

/** The heading of what is said once of several. */
export function headingOf(names: readonly string[]): string {
    return names.length === 1 ? names.join("") : `${names.length} alike: ${names.join(", ")}`;
}
