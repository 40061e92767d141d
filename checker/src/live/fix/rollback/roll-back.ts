import type { AccountApi } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import type { ApiAnswer } from "../../read/api-answer";
import type { Audit, AuditEntry } from "../apply/audit-log";
import { outcomeOf } from "../apply/step-outcome";
import type { Timing } from "../apply/timing";
import { hasSettings, TrailWriter } from "../apply/trail-writer";
import { sameSelectors } from "../plan/live-selectors";
import type { RollbackEntry } from "./rollback-file";

/** Which of the two states of an entry a trail has. */
export type RollbackState =
    | { readonly kind: "old" }
    | { readonly kind: "new" }
    /** Neither: someone has changed it since. */
    | { readonly kind: "changed" }
    | { readonly kind: "unknown"; readonly reason: string };

/** How putting an entry back ended. */
export type PutBack =
    | { readonly kind: "restored" }
    | { readonly kind: "not-restored" | "unknown"; readonly reason: string };

/** The result for an entry: the state that it had and, if it was to be put back, how that ended. */
export interface RollbackOutcome {
    readonly entry: RollbackEntry;
    readonly was: RollbackState;
    readonly putBack?: PutBack;
}

/** The account that an entry's trail belongs to, and the one through which it was changed. */
export function accountsOf({ trail, through }: RollbackEntry): { readonly owner: string; readonly through: string } {
    const owner = parseTrailArn(trail)?.account ?? "";
    return { owner, through: through ?? owner };
}

/** What putting an entry back needs. */
export interface RollBackContext {
    readonly api: AccountApi;
    readonly timing: Timing;
    readonly stop: AbortSignal;
    /** Absent: only show the state. */
    readonly audit?: Audit | undefined;
    readonly onWait: (message: string) => void;
}

/**
 * Puts one entry back, if the trail is still as `fix` made it. Whether the trail logs is left as it is: `fix` only ever
 * switches logging on.
 */
export async function rollBack(
    entry: RollbackEntry,
    { api, timing, stop, audit, onWait }: RollBackContext,
): Promise<RollbackOutcome> {
    const writer = new TrailWriter(api, entry.homeRegion, entry.trail, timing, stop, onWait);
    const was = await stateOf(entry, writer);
    if (was.kind !== "new" || audit === undefined) {
        return { entry, was };
    }
    const call = entry.selectors === undefined ? "UpdateTrail" : "PutEventSelectors";
    const { before, after } = entry.selectors ?? entry.settings ?? {};
    const record = (outcome: AuditEntry["outcome"], more: Partial<AuditEntry> = {}) =>
        audit({ account: accountsOf(entry).owner, trail: entry.trail, call, outcome, ...more });
    record("begin", { before: after, after: before });
    const putBack = await putBackBy(entry, writer);
    record(
        putBack.kind === "not-restored" ? "unchanged" : putBack.kind,
        "reason" in putBack ? { reason: putBack.reason } : {},
    );
    return { entry, was, putBack };
}

async function putBackBy({ selectors, settings }: RollbackEntry, writer: TrailWriter): Promise<PutBack> {
    const outcome =
        selectors === undefined
            ? outcomeOf(
                  await writer.update(settings?.before ?? {}),
                  now => hasSettings(now, settings?.after ?? {}),
                  now => hasSettings(now, settings?.before ?? {}),
              )
            : outcomeOf(
                  await writer.put(selectors.before, now => sameSelectors(now, selectors.before)),
                  now => sameSelectors(now, selectors.after),
                  now => sameSelectors(now, selectors.before),
              );
    if (outcome === undefined) {
        return { kind: "not-restored", reason: "someone else has changed it meanwhile" };
    }
    if (outcome.kind === "done") {
        return { kind: "restored" };
    }
    return { kind: outcome.kind === "unchanged" ? "not-restored" : "unknown", reason: outcome.reason };
}

async function stateOf({ selectors, settings }: RollbackEntry, writer: TrailWriter): Promise<RollbackState> {
    if (selectors !== undefined) {
        return stateIn(
            await writer.selectors(),
            now => sameSelectors(now, selectors.before),
            now => sameSelectors(now, selectors.after),
        );
    }
    const { before = {}, after = {} } = settings ?? {};
    return stateIn(
        await writer.settings(),
        now => hasSettings(now, before),
        now => hasSettings(now, after),
    );
}

function stateIn<T>(now: ApiAnswer<T>, isOld: (now: T) => boolean, isNew: (now: T) => boolean): RollbackState {
    if ("failure" in now) {
        return { kind: "unknown", reason: now.failure };
    }
    return { kind: isOld(now.value) ? "old" : isNew(now.value) ? "new" : "changed" };
}
