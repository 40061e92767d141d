import { isKnown } from "../../../src/cloudtrail/value";
import type { SourceTrail } from "../sources/source-trail";

/** Trails of both sides that are the same one, and those that have no other side. */
export interface MatchedTrails {
    readonly pairs: readonly (readonly [before: SourceTrail, after: SourceTrail])[];
    readonly removed: readonly SourceTrail[];
    readonly added: readonly SourceTrail[];
}

/**
 * Finds the trails that are the same one before and after: by where the source says that a trail moved, then by ARN, by
 * URN or address, and by name. What several trails share tells none of them apart.
 * @param moved addresses before, by the address after
 */
export function matchTrails(
    before: readonly SourceTrail[],
    after: readonly SourceTrail[],
    moved: ReadonlyMap<string, string> = new Map(),
): MatchedTrails {
    const removed = new Set(before);
    const added = new Set(after);
    const pairs: (readonly [SourceTrail, SourceTrail])[] = [];
    const addressAfter = ({ place: { address = "" } }: SourceTrail) => moved.get(address) ?? address;
    for (const [keyBefore, keyAfter] of [
        [addressOf, addressAfter],
        [arnOf, arnOf],
        [nameOf, nameOf],
    ] as const) {
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
    const order = new Map(before.map((trail, index) => [trail, index]));
    return {
        pairs: pairs.sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
        removed: [...removed],
        added: [...added],
    };
}

/** Trails of different accounts may have one name. */
function mayBeSame(one: SourceTrail, other: SourceTrail, byName: boolean): boolean {
    const [before, after] = [arnOf(one), arnOf(other)];
    const isOther = byName && before !== undefined && after !== undefined && before !== after;
    return one.trail.recorder === other.trail.recorder && !isOther;
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

/** Those that a key tells apart from all others. */
function unique(
    trails: readonly SourceTrail[],
    keyOf: (trail: SourceTrail) => string | undefined,
): ReadonlyMap<string, SourceTrail> {
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
