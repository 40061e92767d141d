import type { AccountApi, TrailSettings } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import type { Audit, AuditEntry } from "../apply/audit-log";
import type { Timing } from "../apply/timing";
import { TrailWriter } from "../apply/trail-writer";
import { sameSelectors } from "../plan/live-selectors";
import type { RollbackEntry } from "./rollback-file";

/** Which of the two states of an entry a trail has. */
export type RollbackState =
    | { readonly kind: "old" }
    | { readonly kind: "new" }
    /** Neither: someone has changed it since. */
    | { readonly kind: "changed" }
    | { readonly kind: "unknown"; readonly reason: string };

/** What became of an entry: the state that it had, and whether the old one was put back. */
export interface RollbackOutcome {
    readonly entry: RollbackEntry;
    readonly was: RollbackState;
    readonly restored: boolean;
    /** Why not, where it was to be. */
    readonly reason?: string;
}

/** The account and the Region of an entry. */
export function placeOf({ trail, homeRegion }: RollbackEntry): {
    readonly account: string;
    readonly homeRegion: string;
} {
    return { account: parseTrailArn(trail)?.account ?? "", homeRegion };
}

/**
 * Puts one entry back, if the trail still is as `fix` has made it. Whether the trail logs is left as it is: `fix` only
 * ever switches logging on.
 * @param audit absent: only tell the state
 */
export async function rollBack(
    entry: RollbackEntry,
    api: AccountApi,
    timing: Timing,
    stop: AbortSignal,
    audit: Audit | undefined,
): Promise<RollbackOutcome> {
    const writer = new TrailWriter(api, entry.homeRegion, entry.trail, timing, stop);
    const was = await stateOf(entry, writer);
    if (was.kind !== "new" || audit === undefined) {
        return { entry, was, restored: false };
    }
    const call = entry.selectors === undefined ? "UpdateTrail" : "PutEventSelectors";
    const { before, after } = entry.selectors ?? entry.settings ?? {};
    const told = (outcome: AuditEntry["outcome"], more: Partial<AuditEntry> = {}) =>
        audit({ account: placeOf(entry).account, trail: entry.trail, call, outcome, ...more });
    told("begin", { before: after, after: before });
    const failure =
        entry.selectors === undefined
            ? await writer.update(entry.settings?.before ?? {})
            : await writer.put(entry.selectors.before);
    const read = await writer.readUntil(
        async () => ({ value: await stateOf(entry, writer) }),
        ({ kind }) => kind === "old" || failure?.denied === true,
    );
    const restored = "value" in read && read.value.kind === "old";
    const reason = failure?.reason ?? "AWS does not show the old state";
    told(restored ? "restored" : "not-restored", restored ? {} : { reason });
    return { entry, was, restored, ...(restored ? {} : { reason }) };
}

async function stateOf({ selectors, settings }: RollbackEntry, writer: TrailWriter): Promise<RollbackState> {
    if (selectors !== undefined) {
        const now = await writer.selectors();
        if ("failure" in now) {
            return { kind: "unknown", reason: now.failure };
        }
        const is = (other: typeof selectors.before) => sameSelectors(now.value, other);
        return { kind: is(selectors.before) ? "old" : is(selectors.after) ? "new" : "changed" };
    }
    const now = await writer.settings();
    if ("failure" in now) {
        return { kind: "unknown", reason: now.failure };
    }
    const is = (wanted: TrailSettings = {}) =>
        Object.entries(wanted).every(([name, value]) => now.value[name] === value);
    return { kind: is(settings?.before) ? "old" : is(settings?.after) ? "new" : "changed" };
}
