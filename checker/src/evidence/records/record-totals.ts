import type { InventoryRow } from "../evidence";
import type { CountedRecords } from "./counting";
import { Inventory, type InventoryColumn } from "./inventory";
import { addOddities, NO_ODDITIES, type Oddities } from "./oddities";
import { type Sighting, Sightings } from "./sightings";

/** Adds up what the workers counted. */
export class RecordTotals {
    private readonly rows: Inventory;
    // The workers have already left out what they don't need from their sightings.
    private readonly seen = new Sightings(new Set());
    private odd: Oddities = NO_ODDITIES;

    /** @param by the columns that the workers counted by */
    constructor(by: readonly InventoryColumn[]) {
        this.rows = new Inventory(by);
    }

    /** Adds what one worker counted in one unit of work. */
    add({ inventory, sightings, oddities }: CountedRecords): void {
        this.rows.add(inventory);
        this.seen.add(sightings);
        this.odd = addOddities(this.odd, oddities);
    }

    get inventory(): readonly InventoryRow[] {
        return this.rows.rows();
    }

    get sightings(): readonly Sighting[] {
        return this.seen.all();
    }

    get oddities(): Oddities {
        return this.odd;
    }
}
