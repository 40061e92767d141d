import type { ConfiguredPolicy } from "../../../configuration/configured-policy";
import type { SourceTrail } from "../../../sources/source-trail";
import { parseTrailArn } from "../../aws/arn";
import type { AccountReading, TrailReading } from "../../read/account/account-reading";
import { accountUse, withUse } from "../../read/stack/bedrock-use";
import { readSourceTrail } from "../../read/trail/read-source-trail";
import type { Fixable } from "./fixable";
import { planTrail, resultOf, type TrailPlan } from "./trail-plan";

/** What to plan for. */
export interface PlanOptions {
    readonly policies: readonly ConfiguredPolicy[];
    readonly only: readonly Fixable[] | undefined;
    /** Names or ARNs; absent: every trail. */
    readonly trails: readonly string[] | undefined;
}

/**
 * Plans for every trail, in the account of its owner or, if that was not read, in the account of a delegated
 * administrator that could read it.
 */
export function planTrails(readings: readonly AccountReading[], options: PlanOptions): TrailPlan[] {
    const read = new Set(readings.map(({ account }) => account));
    return readings.flatMap(reading => {
        const isChangedHere = ({ group }: SourceTrail) => group === reading.account || !read.has(group);
        const use = accountUse(reading);
        const owned = reading.trails.flatMap(trail => {
            const name = parseTrailArn(trail.arn)?.account === reading.account ? reading.name : undefined;
            const found = readSourceTrail(trail, name);
            return "trail" in found && isChangedHere(found) ? [{ found: withUse(found, use), trail }] : [];
        });
        const isMeant = ({ found, trail }: Owned) =>
            options.trails === undefined || options.trails.some(name => name === found.id || name === trail.name);
        const meant = owned.filter(isMeant);
        return meant.map(({ found, trail }) => {
            const ofOwner = (entry: Owned) => entry.found.group === found.group;
            const policies = policiesFor(found, owned.filter(ofOwner), meant.filter(ofOwner), options);
            return planTrail(found, trail, policies, { only: options.only, through: reading.account });
        });
    });
}

interface Owned {
    readonly found: SourceTrail;
    readonly trail: TrailReading;
}

/**
 * The policies that a trail has to comply with. For those with `scope: any-trail` it is enough that one trail of the
 * account complies with all: if one does, none is changed for them; otherwise only the first is, preferably a
 * multi-Region one.
 */
function policiesFor(
    found: SourceTrail,
    owned: readonly Owned[],
    meant: readonly Owned[],
    { policies }: PlanOptions,
): ConfiguredPolicy[] {
    const isAnyTrail = ({ setting }: ConfiguredPolicy) => setting.config.scope === "any-trail";
    const ofEvery = policies.filter(configured => !isAnyTrail(configured));
    const ofAny = policies.filter(isAnyTrail);
    const followsAll = (entry: Owned) =>
        ofAny.every(configured => {
            const { status } = resultOf(configured, entry.found.trail, entry.found);
            return status === "pass" || status === "not-applicable";
        });
    const isMultiRegion = (entry: Owned) => (entry.found.trail.isMultiRegionTrail === true ? 0 : 1);
    const [first] = [...meant].sort((a, b) => isMultiRegion(a) - isMultiRegion(b));
    return !owned.some(followsAll) && first?.found.id === found.id ? [...policies] : ofEvery;
}
