import type { InventoryRow } from "../evidence";
import type { BedrockEvent } from "./bedrock-event";

/** The names for `--by`, and the inventory's columns for each. */
export const INVENTORY_COLUMNS = {
    account: "account",
    region: "region",
    type: "requirement",
    event: "eventName",
    resource: "resource",
    model: "model",
    identity: "identity",
} as const satisfies Readonly<Record<string, keyof InventoryRow & keyof BedrockEvent>>;

/** A name that `--by` accepts. */
export type InventoryColumn = keyof typeof INVENTORY_COLUMNS;

/** All of them: the default columns of the inventory. */
export const ALL_COLUMNS = Object.keys(INVENTORY_COLUMNS) as readonly InventoryColumn[];

type Key = Pick<InventoryRow, (typeof INVENTORY_COLUMNS)[InventoryColumn]>;

const NO_KEY: Key = {
    account: null,
    region: null,
    requirement: null,
    eventName: null,
    resource: null,
    model: null,
    identity: null,
};

/** A row that still grows. */
type GrowingRow = { -readonly [Name in keyof InventoryRow]: InventoryRow[Name] };

/** Counts similar calls. Its size grows with the rows, not with the calls. */
export class Inventory {
    private readonly rowsByKey = new Map<string, GrowingRow>();
    private readonly columns: readonly (keyof Key)[];

    /** @param by which columns distinguish rows; the others are `null` in all of them */
    constructor(by: readonly InventoryColumn[]) {
        this.columns = by.map(name => INVENTORY_COLUMNS[name]);
    }

    /** Counts one call. */
    count(event: BedrockEvent): void {
        const { time, error } = event;
        this.merge(event, { count: 1, errors: error === null ? 0 : 1, first: time, last: time });
    }

    /** Adds what was counted elsewhere, by the same columns. */
    add(rows: readonly InventoryRow[]): void {
        for (const row of rows) {
            this.merge(row, row);
        }
    }

    /** The rows, in the order of their columns. */
    rows(): readonly InventoryRow[] {
        return [...this.rowsByKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => ({ ...row }));
    }

    private merge(from: Key, { count, errors, first, last }: Omit<InventoryRow, keyof Key>): void {
        const key = JSON.stringify(this.columns.map(column => from[column]));
        const row = this.rowsByKey.get(key);
        if (row === undefined) {
            const columns = Object.fromEntries(this.columns.map(column => [column, from[column]]));
            this.rowsByKey.set(key, { ...NO_KEY, ...columns, count, errors, first, last });
            return;
        }
        row.count += count;
        row.errors += errors;
        row.first = first < row.first ? first : row.first;
        row.last = last > row.last ? last : row.last;
    }
}
