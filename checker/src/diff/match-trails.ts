import { dirname, relative } from "node:path";
import { isKnown } from "../../../src/cloudtrail/value";
import type { SourceTrail } from "../sources/source-trail";
import type { Side } from "./sides/side";

type TrailsOfSide = Pick<Side, "trails" | "input">;
type KeyOf = (trail: SourceTrail) => string | undefined;

/** Trails that are the same on both sides, and those without a counterpart. */
export interface MatchedTrails {
    readonly pairs: readonly (readonly [before: SourceTrail, after: SourceTrail])[];
    readonly removed: readonly SourceTrail[];
    readonly added: readonly SourceTrail[];
}

/**
 * Finds the trails that are the same one before and after: by where the source says that a trail moved, then by URN or address
 * (first in the same file and folder: several modules of a folder may have one), by ARN, and by name. What several trails share
 * distinguishes none of them.
 * @param moved addresses before, by the address after
 */
export function matchTrails(
    before: TrailsOfSide,
    after: TrailsOfSide,
    moved: ReadonlyMap<string, string> = new Map(),
): MatchedTrails {
    const removed = new Set(before.trails);
    const added = new Set(after.trails);
    const pairs: (readonly [SourceTrail, SourceTrail])[] = [];
    const addressAfter = ({ place: { address = "" } }: SourceTrail) => moved.get(address) ?? address;
    const keys: readonly (readonly [KeyOf, KeyOf])[] = [
        [inFile(before, addressOf), inFile(after, addressAfter)],
        [inFolder(before, addressOf), inFolder(after, addressAfter)],
        [addressOf, addressAfter],
        [arnOf, arnOf],
        [nameOf, nameOf],
    ];
    for (const [keyBefore, keyAfter] of keys) {
        const byKey = unique([...removed], keyBefore);
        for (const [key, other] of unique([...added], keyAfter)) {
            const one = byKey.get(key);
            if (one !== undefined && mayBeSame(one, other, keyBefore === nameOf)) {
                pairs.push([one, other]);
                removed.delete(one);
                added.delete(other);
            }
        }
    }
    const order = new Map(before.trails.map((trail, index) => [trail, index]));
    return {
        pairs: pairs.sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
        removed: [...removed],
        added: [...added],
    };
}

/** Trails of different accounts may have the same name. */
function mayBeSame(one: SourceTrail, other: SourceTrail, byName: boolean): boolean {
    const [before, after] = [arnOf(one), arnOf(other)];
    const isOther = byName && before !== undefined && after !== undefined && before !== after;
    return one.trail.recorder === other.trail.recorder && !isOther;
}

/** Where its file is in what was named as that side, and its key there. */
function inFile({ input }: TrailsOfSide, keyOf: KeyOf, partOf: (file: string) => string = file => file): KeyOf {
    return trail => {
        const { file } = trail.place;
        const key = keyOf(trail);
        if (file === undefined || key === undefined || key === "") {
            return undefined;
        }
        return `${partOf(input === undefined ? file : relative(input, file))}\0${key}`;
    };
}

function inFolder(side: TrailsOfSide, keyOf: KeyOf): KeyOf {
    return inFile(side, keyOf, dirname);
}

function addressOf({ place: { address } }: SourceTrail): string | undefined {
    return address;
}

function arnOf({ trail: { arn } }: SourceTrail): string | undefined {
    return isKnown(arn) ? arn : undefined;
}

function nameOf({ trail: { name, label } }: SourceTrail): string | undefined {
    return isKnown(name) ? (name ?? label) : undefined;
}

/** Those that a key distinguishes from all others. */
function unique(trails: readonly SourceTrail[], keyOf: KeyOf): ReadonlyMap<string, SourceTrail> {
    const byKey = new Map<string, SourceTrail>();
    const shared = new Set<string>();
    for (const trail of trails) {
        const key = keyOf(trail);
        if (key !== undefined && key !== "") {
            if (byKey.has(key)) {
                shared.add(key);
            }
            byKey.set(key, trail);
        }
    }
    for (const key of shared) {
        byKey.delete(key);
    }
    return byKey;
}
