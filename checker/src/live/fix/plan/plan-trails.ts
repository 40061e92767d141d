import type { ConfiguredPolicy } from "../../../configuration/configured-policy";
import type { SourceTrail } from "../../../sources/source-trail";
import type { AccountReading, TrailReading } from "../../read/account-reading";
import { readFoundTrail } from "../../read/read-source-trail";
import type { Fixable } from "./fixable";
import { planTrail, resultOf, type TrailPlan } from "./trail-plan";

/** What to plan for. */
export interface PlanOptions {
    readonly policies: readonly ConfiguredPolicy[];
    readonly only: readonly Fixable[] | undefined;
    /** Names or ARNs; absent: every trail. */
    readonly trails: readonly string[] | undefined;
}

/** Plans for every trail that its own account has shown: nobody else can change it. */
export function planTrails(readings: readonly AccountReading[], options: PlanOptions): TrailPlan[] {
    return readings.flatMap(reading => {
        const owned = reading.trails.flatMap(trail => {
            const found = readFoundTrail(trail, reading.name);
            return "trail" in found && found.group === reading.account ? [{ found, trail }] : [];
        });
        const isMeant = ({ found, trail }: Owned) =>
            options.trails === undefined || options.trails.some(name => name === found.id || name === trail.name);
        const meant = owned.filter(isMeant);
        return meant.map(({ found, trail }) =>
            planTrail(found, trail, policiesFor(found, owned, meant, options), options.only),
        );
    });
}

interface Owned {
    readonly found: SourceTrail;
    readonly trail: TrailReading;
}

/**
 * The policies that a trail has to follow. Of those with `scope: any-trail` it is enough that one trail of the account
 * follows all: none is changed for them where one does, and otherwise only the first, best a multi-Region one.
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
            const { status } = resultOf(configured, entry.found.trail, entry.found.identifiers);
            return status === "pass" || status === "not-applicable";
        });
    const isMultiRegion = (entry: Owned) => (entry.found.trail.isMultiRegionTrail === true ? 0 : 1);
    const [first] = [...meant].sort((a, b) => isMultiRegion(a) - isMultiRegion(b));
    return !owned.some(followsAll) && first?.found.id === found.id ? [...policies] : ofEvery;
}
