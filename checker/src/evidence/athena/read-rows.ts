import type { Period, Place, TrailAction } from "../evidence";
import { HOUR, isoTime } from "../keys/time";
import type { BedrockEvent } from "../records/bedrock-event";
import type { CountedRecords, CountingSetup } from "../records/counting";
import { INVENTORY_COLUMNS, Inventory } from "../records/inventory";
import { addOddities, NO_ODDITIES, notCallsOf, type Oddities } from "../records/oddities";
import type { RawRecord } from "../records/record-fields";
import { type Sample, type Sighting, Sightings } from "../records/sightings";
import { namedTrail } from "../workers/trail-actions";
import { type EVIDENCE_COLUMNS, SEPARATOR } from "./queries";

/** A row of the result of `evidenceQuery`: Athena returns strings. */
export type EvidenceRow = Readonly<Record<(typeof EVIDENCE_COLUMNS)[number], string | null>>;

/** The result of all rows. */
export interface AthenaCounted {
    readonly counted: CountedRecords;
    readonly trailActions: readonly TrailAction[];
    /** The hours in which log files were delivered, by account and Region. */
    readonly delivered: readonly (Place & { readonly hours: readonly Period[] })[];
}

/** Adds up the rows of the result, into what the workers count from the files themselves. */
export class RowReader {
    private readonly inventory: Inventory;
    // The query has already left out what it doesn't need from the records.
    private readonly sightings = new Sightings(new Set());
    private oddities: Oddities = NO_ODDITIES;
    private readonly actions: TrailAction[] = [];
    private readonly hours = new Map<string, { place: Place; hours: Set<string> }>();

    constructor({ by }: Pick<CountingSetup, "by">) {
        this.inventory = new Inventory(by);
    }

    /** Adds one row. */
    add(row: EvidenceRow): void {
        const { kind, hour } = row;
        const count = numberOf(row.count);
        if (kind === "action") {
            this.actions.push(actionOf(row));
        } else if (kind === "call") {
            this.addCall(row, count);
        } else if (kind === "summary") {
            this.oddities = addOddities(this.oddities, { ...NO_ODDITIES, ...notCallsOf(row.eventcategory, count) });
        }
        const place = placeOf(row);
        const key = `${place.account} ${place.region}`;
        const known = this.hours.get(key) ?? { place, hours: new Set<string>() };
        this.hours.set(key, known);
        if (hour !== null) {
            known.hours.add(hour);
        }
    }

    /** The sum. */
    take(): AthenaCounted {
        return {
            counted: {
                inventory: this.inventory.rows(),
                sightings: this.sightings.all(),
                oddities: this.oddities,
            },
            trailActions: [...this.actions].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
            delivered: [...this.hours.values()].map(({ place, hours }) => ({ ...place, hours: periodsOf(hours) })),
        };
    }

    private addCall(row: EvidenceRow, count: number): void {
        const first = sampleOf(row.first, row.eventname);
        const last = sampleOf(row.last, row.eventname);
        const columns = Object.values(INVENTORY_COLUMNS).map(
            column => [column, row[COLUMN_NAMES[column]] || null] as const,
        );
        this.inventory.add([
            {
                ...(Object.fromEntries(columns) as Record<(typeof columns)[number][0], string | null>),
                count,
                errors: numberOf(row.errors),
                first: first.time,
                last: last.time,
            },
        ]);
        const sighting: Sighting = {
            ...placeOf(row),
            hour: row.hour ?? "",
            record: recordOf(row),
            trail: null,
            trusted: true,
            count,
            first,
            last,
        };
        this.sightings.add([sighting]);
        this.oddities = addOddities(this.oddities, {
            ...NO_ODDITIES,
            undated: numberOf(row.undated),
            misplaced: numberOf(row.misplaced),
        });
    }
}

const COLUMN_NAMES = {
    account: "account",
    region: "region",
    requirement: "requirement",
    eventName: "eventname",
    resource: "resource",
    model: "model",
    identity: "identity",
} as const satisfies Partial<Record<keyof BedrockEvent, keyof EvidenceRow>>;

function numberOf(text: string | null): number {
    return Number(text ?? 0);
}

function placeOf({ account, region }: EvidenceRow): Place {
    return { account: account ?? "", region: region ?? "" };
}

/** `TIME KEY EVENTID`; the key may have spaces in it. */
function sampleOf(text: string | null, eventName: string | null): Sample {
    const whole = text ?? "";
    const [start, end] = [whole.indexOf(" "), whole.lastIndexOf(" ")];
    return {
        time: whole.slice(0, start),
        eventID: whole.slice(end + 1) || null,
        eventName: eventName || null,
        key: whole.slice(start + 1, end),
    };
}

/** What selectors look at, as `matchedPart` makes it from a record. */
function recordOf(row: EvidenceRow): RawRecord {
    const texts = {
        eventCategory: row.eventcategory,
        managementEvent: flagOf(row.managementevent),
        readOnly: flagOf(row.readonly),
        eventName: row.eventname,
        eventSource: row.eventsource,
        eventType: row.eventtype,
        sessionCredentialFromConsole: row.console,
    };
    const types = row.types?.split(SEPARATOR);
    const arns = row.arns?.split(SEPARATOR);
    const resources = types?.map((type, index) => ({
        ...(type === "" ? {} : { type }),
        ...((arns?.[index] ?? "") === "" ? {} : { ARN: arns?.[index] }),
    }));
    return {
        ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== null)),
        ...(resources === undefined ? {} : { resources: arns === undefined ? distinct(resources) : resources }),
        ...(row.arn === null ? {} : { userIdentity: { arn: row.arn } }),
    };
}

function distinct<T>(entries: readonly T[]): readonly T[] {
    return [...new Map(entries.map(entry => [JSON.stringify(entry), entry])).values()];
}

/** Athena keeps JSON booleans as strings. */
function flagOf(text: string | null): boolean | string | null {
    return text === "true" ? true : text === "false" ? false : text;
}

function actionOf(row: EvidenceRow): TrailAction {
    const [errorCode = "", parameters = "", eventID = ""] = row.action?.split(SEPARATOR) ?? [];
    const { time, key } = sampleOf(row.first, row.eventname);
    return {
        ...placeOf(row),
        time,
        eventName: row.eventname as TrailAction["eventName"],
        ...namedTrail(parsed(parameters)),
        by: row.arn,
        ...(errorCode === "" ? {} : { errorCode }),
        eventID,
        key,
    };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** Consecutive hours, merged. */
function periodsOf(hours: ReadonlySet<string>): readonly Period[] {
    const periods: { from: number; to: number }[] = [];
    for (const start of [...hours].map(hour => Date.parse(`${hour}:00:00Z`)).sort((a, b) => a - b)) {
        const last = periods.at(-1);
        if (last?.to === start) {
            last.to = start + HOUR;
        } else if (!Number.isNaN(start)) {
            periods.push({ from: start, to: start + HOUR });
        }
    }
    return periods.map(({ from, to }) => ({ from: isoTime(from), to: isoTime(to) }));
}
