import type { Evidence, InventoryRow } from "../evidence";
import { grouped, verdictWords } from "./overview";

/** A table for people: its titles, and the cells below them. */
export interface ReportTable {
    readonly titles: readonly string[];
    readonly rows: readonly (readonly string[])[];
    /** The titles of numeric columns. */
    readonly numbers: readonly string[];
}

const INVENTORY: readonly (readonly [title: string, column: keyof InventoryRow])[] = [
    ["Account", "account"],
    ["Region", "region"],
    ["Type", "requirement"],
    ["Event", "eventName"],
    ["Resource", "resource"],
    ["Model", "model"],
    ["Identity", "identity"],
    ["Calls", "count"],
    ["Errors", "errors"],
    ["First", "first"],
    ["Last", "last"],
];

/** The inventory, most calls first; a column that is empty in every row is left out. */
export function inventoryTable({ inventory }: Evidence): ReportTable {
    const columns = INVENTORY.filter(([, column]) => inventory.some(row => row[column] !== null));
    const sorted = [...inventory].sort((a, b) => b.count - a.count);
    return {
        titles: columns.map(([title]) => title),
        rows: sorted.map(row =>
            columns.map(([, column]) => {
                const value = row[column];
                return typeof value === "number" ? grouped(value) : (value ?? "");
            }),
        ),
        numbers: ["Calls", "Errors"],
    };
}

/** What was promised, compared with what arrived. */
export function reconciliationTable({ reconciliation }: Evidence): ReportTable {
    return {
        titles: ["Account", "Region", "Type", "Promised", "Since", "Arrived", "Verdict", "More"],
        rows: reconciliation.map(({ account, region, requirement, promised, since, arrived, verdict, detail }) => [
            account,
            region,
            requirement,
            promised,
            since ?? "",
            grouped(arrived),
            verdictWords(verdict),
            detail ?? "",
        ]),
        numbers: ["Arrived"],
    };
}

/** What changed the trail. */
export function changesTable({ trailActions }: Evidence): ReportTable {
    return {
        titles: ["Time", "Call", "Trail", "By", "Answer"],
        rows: trailActions.map(({ time, eventName, trail, by, errorCode }) => [
            time,
            eventName,
            trail === "" ? "(omitted from its record)" : trail,
            by ?? "",
            errorCode ?? "carried out",
        ]),
        numbers: [],
    };
}
