import { MANAGEMENT, requirementOf } from "../../../src/cloudtrail/bedrock/requirement";
import { coverage, type Logged } from "../../../src/cloudtrail/coverage/coverage";
import { isKnown } from "../../../src/cloudtrail/value";
import type { Price } from "../../../src/compliance/policy/cost";
import type { SourceTrail } from "../sources/source-trail";
import type { Volume } from "./volume";

/** An amount in dollars that lies between two; `most` is absent where nothing bounds it. */
export interface Amount {
    readonly least: number;
    readonly most?: number;
}

/** What it adds to the charge of a trail, a month, to record all of a type. */
export interface AddedByType {
    readonly type: string;
    /** What of it the trail records already, and is charged for. */
    readonly logged: Logged;
    readonly eventsPerMonth?: number;
}

/** What it adds to the charge of a trail, a month, to record everything that is required. */
export interface TrailCost {
    readonly trail: SourceTrail;
    readonly types: readonly AddedByType[];
    readonly adds: Amount;
    /** Does the trail log all management events already? Otherwise a fix makes it one more that does. */
    readonly managementLogged: Logged;
}

/** What so many events cost. */
export function costOf(events: number, { dollars, events: each }: Price): number {
    return (events * dollars) / each;
}

/** Estimates for one trail. Events that it records already are charged for already: only the others add anything. */
export function estimate(found: SourceTrail, types: readonly string[], volume: Volume, price: Price): TrailCost {
    const { trail } = found;
    const { partition } = trail;
    const options = isKnown(partition) ? { partition } : {};
    const logged = (name: string) => coverage(trail.selectors, requirementOf(name, options), trail.recorder).logged;
    const judged = types.map((type): AddedByType => {
        const eventsPerMonth = volume.of(type);
        return { type, logged: logged(type), ...(eventsPerMonth === undefined ? {} : { eventsPerMonth }) };
    });
    return {
        trail: found,
        types: judged,
        adds: added(judged, types, volume, price),
        managementLogged: logged(MANAGEMENT),
    };
}

function added(judged: readonly AddedByType[], types: readonly string[], volume: Volume, price: Price): Amount {
    const missing = judged.filter(({ logged }) => logged !== "all");
    const none = missing.filter(({ logged }) => logged === "none");
    const most = (of: readonly AddedByType[]) =>
        // Of types that are only counted together, some of those that are missing may be all there are.
        of.length === 0 ? 0 : (volumeOf(of, volume) ?? volume.together(types));
    const least = none.length === types.length ? volume.together(types) : volumeOf(none, volume);
    const upper = most(missing);
    return {
        least: costOf(least ?? 0, price),
        ...(upper === undefined ? {} : { most: costOf(upper, price) }),
    };
}

function volumeOf(judged: readonly AddedByType[], volume: Volume): number | undefined {
    const known = judged.flatMap(({ type }) => volume.of(type) ?? []);
    return known.length === judged.length ? known.reduce((sum, number) => sum + number, 0) : undefined;
}

/** The sum of amounts. */
export function sumOf(amounts: readonly Amount[]): Amount {
    const least = amounts.reduce((sum, amount) => sum + amount.least, 0);
    const most = amounts.map(amount => amount.most);
    return most.every(amount => amount !== undefined)
        ? { least, most: most.reduce((sum, amount) => sum + amount, 0) }
        : { least };
}
