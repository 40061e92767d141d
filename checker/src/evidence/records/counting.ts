import type { InventoryRow } from "../evidence";
import type { RecordConsumer, RecordFile } from "../record-consumer";
import { BEDROCK_EVENT_COLUMNS, type BedrockEvent, flatten, timeOf, timeOfKey } from "./bedrock-event";
import { categoryOf, isBedrockRecord, isCallCategory } from "./bedrock-record";
import { Inventory, type InventoryColumn } from "./inventory";
import { addOddities, NO_ODDITIES, notCallsOf, type Oddities } from "./oddities";
import { type RawRecord, textAt } from "./record-fields";
import { type CostlyField, type Sighting, Sightings } from "./sightings";

/** What to count: plain data, which goes to every worker. */
export interface CountingSetup {
    /** The period in which calls count: the first is included, the second is not. */
    readonly from: string;
    readonly to: string;
    readonly by: readonly InventoryColumn[];
    /** Those that some selectors of the trail filter on. */
    readonly costlyFields: readonly CostlyField[];
    /** Should the events be written one by one (`--events`)? */
    readonly events: boolean;
}

/** What was counted: plain data that JSON can hold. */
export interface CountedRecords {
    readonly inventory: readonly InventoryRow[];
    readonly sightings: readonly Sighting[];
    readonly oddities: Oddities;
}

/** Counts Bedrock records in a worker. */
export function createConsumer(setup: CountingSetup): RecordConsumer<CountedRecords> {
    return new Counting(setup);
}

class Counting implements RecordConsumer<CountedRecords> {
    private readonly inventory: Inventory;
    private readonly sightings: Sightings;
    private oddities: Oddities = NO_ODDITIES;
    private written: string[] = [];

    constructor(private readonly setup: CountingSetup) {
        this.inventory = new Inventory(setup.by);
        this.sightings = new Sightings(new Set(setup.costlyFields));
    }

    consume(record: RawRecord, file: RecordFile): boolean {
        if (!isBedrockRecord(record)) {
            return false;
        }
        const category = categoryOf(record);
        if (!isCallCategory(category)) {
            this.note(notCallsOf(category, 1));
            return false;
        }
        const event = flatten(record, file, timeOfKey(file.key) ?? this.setup.from);
        if (event.time < this.setup.from || event.time >= this.setup.to) {
            this.note({ outside: 1 });
            return true;
        }
        const undated = timeOf(record) === null;
        const misplaced = isMisplaced(record, file);
        if (undated || misplaced) {
            this.note({ undated: undated ? 1 : 0, misplaced: misplaced ? 1 : 0 });
        }
        this.sightings.see(record, event, file);
        if (file.trust === "invalid" || file.trust === "unnamed") {
            this.note({ untrusted: 1 });
            return true;
        }
        this.inventory.count(event);
        if (this.setup.events) {
            this.written.push(eventLine(event));
        }
        return true;
    }

    lines(): string {
        const lines = this.written.join("");
        this.written = [];
        return lines;
    }

    take(): CountedRecords {
        return { inventory: this.inventory.rows(), sightings: this.sightings.all(), oddities: this.oddities };
    }

    private note(oddities: Partial<Oddities>): void {
        this.oddities = addOddities(this.oddities, { ...NO_ODDITIES, ...oddities });
    }
}

/** Does a record say that it belongs to another account or Region than its file? */
function isMisplaced(record: RawRecord, { account, region }: Pick<RecordFile, "account" | "region">): boolean {
    return (
        (textAt(record, "recipientAccountId") ?? account) !== account ||
        (textAt(record, "awsRegion") ?? region) !== region
    );
}

/** A line of `--events`: the flat form, every column of it, as JSON. */
export function eventLine(event: BedrockEvent): string {
    return `${JSON.stringify(event, BEDROCK_EVENT_COLUMNS as unknown as string[])}\n`;
}
