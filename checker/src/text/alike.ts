/**
 * Groups items that look the same to a reader.
 * @param keyOf what identical items have in common
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

/** The heading for what applies to several items. */
export function headingOf(names: readonly string[]): string {
    return names.length === 1 ? names.join("") : `${names.length} alike: ${names.join(", ")}`;
}
