import type { Evidence } from "./evidence";
import { reconcile } from "./reconcile/reconcile";
import type { ReadingContext } from "./record-consumer";
import { oddityNotes } from "./records/oddities";
import type { RecordTotals } from "./records/record-totals";
import type { CostlyField } from "./records/sightings";

/** What the records come to. */
export type Conclusion = Pick<Evidence, "inventory" | "reconciliation" | "contradictions" | "notes">;

/**
 * Works out what was counted, and holds it against what the trail promised.
 * @param kept which costly fields were looked at (`CountingSetup.costlyFields`)
 */
export function conclude(totals: RecordTotals, kept: readonly CostlyField[], context: ReadingContext): Conclusion {
    const { notes, ...reconciled } = reconcile({ sightings: totals.sightings, kept, context });
    return { inventory: totals.inventory, ...reconciled, notes: [...oddityNotes(totals.oddities), ...notes] };
}
