import type { ReportTrail } from "./report";

/** The trails of one file, or those that are in none. */
export interface TrailsOfFile {
    readonly file: string | undefined;
    readonly trails: readonly ReportTrail[];
}

/** The trails of each file together, in the order of the report. */
export function trailsByFile(trails: readonly ReportTrail[]): readonly TrailsOfFile[] {
    return [...groupBy(trails, ({ source }) => source.file)].map(([file, inFile]) => ({ file, trails: inFile }));
}

/** What tells a trail from the others of its file: its name, or its address where another has the same name. */
export function labelsOf(trails: readonly ReportTrail[]): readonly string[] {
    const byName = groupBy(trails, ({ name }) => name);
    return trails.map(({ id, name, source }) => (byName.get(name)?.length === 1 ? name : (source.address ?? id)));
}

function groupBy<Key>(
    trails: readonly ReportTrail[],
    keyOf: (trail: ReportTrail) => Key,
): ReadonlyMap<Key, readonly ReportTrail[]> {
    const groups = new Map<Key, ReportTrail[]>();
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
