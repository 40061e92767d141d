import type { Evidence } from "./evidence";
import { reconcile } from "./reconcile/reconcile";
import type { ReadingContext } from "./record-consumer";
import { oddityNotes } from "./records/oddities";
import type { RecordTotals } from "./records/record-totals";
import type { CostlyField } from "./records/sightings";

/** What the records add up to. */
export type Conclusion = Pick<Evidence, "inventory" | "reconciliation" | "contradictions" | "notes">;

/**
 * Evaluates what was counted, and compares it with what the trail promised.
 * @param kept which costly fields were read (`CountingSetup.costlyFields`)
 */
export function conclude(totals: RecordTotals, kept: readonly CostlyField[], context: ReadingContext): Conclusion {
    const { notes, ...reconciled } = reconcile({ sightings: totals.sightings, kept, context });
    return { inventory: totals.inventory, ...reconciled, notes: [...oddityNotes(totals.oddities), ...notes] };
}
