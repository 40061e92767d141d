import type { ShownSubject } from "./subjects";

/** The trails of one file, or those outside any file. */
export interface TrailsOfFile {
    readonly file: string | undefined;
    readonly trails: readonly ShownSubject[];
}

/** The trails of each file together, in the order of the report. */
export function trailsByFile(trails: readonly ShownSubject[]): readonly TrailsOfFile[] {
    return [...groupBy(trails, ({ source }) => source.file)].map(([file, inFile]) => ({ file, trails: inFile }));
}

/** What distinguishes a trail from the others of its file: its name, or its address if another has the same name. */
export function labelsOf(trails: readonly ShownSubject[]): readonly string[] {
    const byName = groupBy(trails, ({ title }) => title);
    return trails.map(({ id, title, source }) => (byName.get(title)?.length === 1 ? title : (source.address ?? id)));
}

function groupBy<Key>(
    trails: readonly ShownSubject[],
    keyOf: (trail: ShownSubject) => Key,
): ReadonlyMap<Key, readonly ShownSubject[]> {
    const groups = new Map<Key, ShownSubject[]>();
    for (const trail of trails) {
        const group = groups.get(keyOf(trail));
        if (group === undefined) {
            groups.set(keyOf(trail), [trail]);
        } else {
            group.push(trail);
        }
    }
    return groups;
}
