import type { Place } from "../evidence";
import type { RecordFile } from "../record-consumer";
import type { BedrockEvent } from "./bedrock-event";
import { objectAt, type RawRecord, resourcesOf } from "./record-fields";

/** One of several events that are alike. */
export interface Sample {
    readonly time: string;
    readonly eventID: string | null;
    readonly eventName: string | null;
    readonly key: string;
}

/**
 * Events of one hour that event selectors can't tell apart: whether the selectors in force would have logged them is
 * decided once.
 */
export interface Sighting extends Place {
    /** `2026-11-27T14` */
    readonly hour: string;
    /** What selectors look at in a record, unchanged. */
    readonly record: RawRecord;
    /** The trail whose digest names the file; `null` if none does. */
    readonly trail: string | null;
    /** Is the file as CloudTrail wrote it, as far as is known? Other records are not evidence. */
    readonly trusted: boolean;
    readonly count: number;
    readonly first: Sample;
    readonly last: Sample;
}

/** A field with too many values to be kept if no selector filters on it. */
export type CostlyField = "resources.ARN" | "userIdentity.arn";

/** The fields that selectors compare unchanged. */
const PLAIN_FIELDS = [
    "eventCategory",
    "managementEvent",
    "readOnly",
    "eventName",
    "eventSource",
    "eventType",
    "sessionCredentialFromConsole",
] as const;

/**
 * What selectors look at in a record. A value whose shape selectors can't compare keeps that shape, so that the matcher
 * can say so, but none of its content.
 */
export function matchedPart(record: RawRecord, costly: ReadonlySet<CostlyField>): RawRecord {
    const part: Record<string, unknown> = {};
    for (const name of PLAIN_FIELDS) {
        const value = plain(record[name]);
        if (value !== undefined) {
            part[name] = value;
        }
    }
    const arns = costly.has("resources.ARN");
    // An empty list means the same as an absent one.
    if (Array.isArray(record.resources) && record.resources.length > 0) {
        const resources = resourcesOf(record).map(({ type, ARN, ARNPrefix }) =>
            withoutUndefined({ type: plain(type), ...(arns ? { ARN: plain(ARN), ARNPrefix: plain(ARNPrefix) } : {}) }),
        );
        part.resources = arns ? resources : distinct(resources);
    } else if (!Array.isArray(record.resources) && record.resources !== undefined && record.resources !== null) {
        part.resources = {};
    }
    const arn = costly.has("userIdentity.arn") ? plain(objectAt(record, "userIdentity").arn) : undefined;
    return arn === undefined ? part : { ...part, userIdentity: { arn } };
}

function plain(value: unknown): unknown {
    return value === null || value === undefined ? undefined : typeof value === "object" ? {} : value;
}

function withoutUndefined(properties: RawRecord): RawRecord {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function distinct(resources: readonly RawRecord[]): readonly RawRecord[] {
    return [...new Map(resources.map(resource => [JSON.stringify(resource), resource])).values()];
}

/** A sighting that still grows. */
type GrowingSighting = { -readonly [Name in keyof Sighting]: Sighting[Name] };

/** Records which kinds of events were seen in which hour. */
export class Sightings {
    private readonly byKey = new Map<string, GrowingSighting>();

    /** @param costly which of the fields with many values are read */
    constructor(private readonly costly: ReadonlySet<CostlyField>) {}

    /** Counts one event. */
    see(record: RawRecord, event: BedrockEvent, { trail, trust }: Pick<RecordFile, "trail" | "trust">): void {
        const { time, eventID, eventName, key } = event;
        const sample = { time, eventID, eventName, key };
        this.merge({
            account: event.account,
            region: event.region,
            hour: time.slice(0, 13),
            record: matchedPart(record, this.costly),
            trail: trail ?? null,
            trusted: trust === "valid" || trust === "unverified",
            count: 1,
            first: sample,
            last: sample,
        });
    }

    /** Adds what was seen elsewhere. */
    add(sightings: readonly Sighting[]): void {
        for (const sighting of sightings) {
            this.merge(sighting);
        }
    }

    /** All sightings, ordered by account, Region and time. */
    all(): readonly Sighting[] {
        return [...this.byKey]
            .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
            .map(([, sighting]) => ({ ...sighting }));
    }

    private merge(sighting: Sighting): void {
        const { account, region, hour, trail, trusted, record } = sighting;
        const key = JSON.stringify([account, region, hour, trail, trusted, record]);
        const known = this.byKey.get(key);
        if (known === undefined) {
            this.byKey.set(key, { ...sighting });
            return;
        }
        known.count += sighting.count;
        known.first = isBefore(sighting.first, known.first) ? sighting.first : known.first;
        known.last = isBefore(known.last, sighting.last) ? sighting.last : known.last;
    }
}

/** The order does not depend on which worker saw what first. */
function isBefore(a: Sample, b: Sample): boolean {
    return orderOf(a) < orderOf(b);
}

function orderOf({ time, key, eventID }: Sample): string {
    return `${time} ${key} ${eventID ?? ""}`;
}
