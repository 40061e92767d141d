import { printable } from "../../../../src/cloudtrail/quote";
import type { StackTrail } from "../../../../src/compliance/stack/resources/stack";
import type { ReportTrail } from "../../report/report";
import type { SourceStack, SourceTrail, UnreadTrail } from "../../sources/source-trail";
import { count } from "../../text/count";
import { parseTrailArn } from "../aws/arn";
import { accountLabel } from "./account/account-label";
import type { AccountReading, ForeignTrail } from "./account/account-reading";
import { isBeingDeleted } from "./account/regional-reading";
import { accountStack, type LiveAccount } from "./stack/account-stack";
import { accountUse, withUse } from "./stack/bedrock-use";
import { stackTrail } from "./stack/live-stack";
import { TelemetryRules } from "./telemetry/gather-rules";
import { telemetryFailures } from "./telemetry/telemetry-reading";
import { readEventDataStore } from "./trail/read-event-data-store";
import { readSourceTrail } from "./trail/read-source-trail";

/** An account that should have been read and was not. */
export interface UnreadAccount {
    readonly account: string;
    readonly name?: string | undefined;
    readonly reason: string;
}

/** What is kept of what is found: everything else is discarded at once. */
export interface Keep<T> {
    trail(found: SourceTrail): T;
    /** The results for an account as a whole; `undefined` if no policy is for that. */
    stack(found: SourceStack): ReportTrail | undefined;
}

/** What was found in live accounts. `T` is what is kept of each trail. */
export interface LiveTrails<T> {
    readonly trails: readonly T[];
    readonly stacks: readonly ReportTrail[];
    readonly unread: readonly UnreadTrail[];
    readonly notes: readonly string[];
}

/**
 * Combines the readings of all accounts, one after the other: each trail once, at its owner. What could not be read is
 * included, with the reason. Nothing else is kept about an account.
 */
export class TrailGatherer<T> {
    private readonly trails = new Map<string, T>();
    private readonly unread = new Map<string, UnreadTrail>();
    private readonly foreign = new Map<string, Sightings>();
    private readonly stacks: ReportTrail[] = [];
    /** Organization trails, which count in every account that sees them. */
    private readonly shared = new Map<string, StackTrail>();
    private readonly waiting: LiveAccount[] = [];
    private readonly telemetryRules = new TelemetryRules();
    private readonly withoutTrail: string[] = [];
    private readonly excluded = new Set<string>();

    constructor(private readonly keep: Keep<T>) {}

    add(reading: AccountReading): void {
        const { account, name, trails, foreign, failures, excluded = [] } = reading;
        const use = accountUse(reading);
        const own: StackTrail[] = [];
        for (const trail of trails) {
            const found = readSourceTrail(trail, parseTrailArn(trail.arn)?.account === account ? name : undefined);
            if ("reason" in found) {
                this.unread.set(found.id, found);
                continue;
            }
            const inStack = stackTrail(trail, found.trail);
            if (found.trail.isOrganizationTrail !== false) {
                this.shared.set(found.id, inStack);
            }
            if (found.group === account) {
                own.push(inStack);
            }
            if (found.group === account || !this.trails.has(found.id)) {
                // A delegated administrator shows a trail as well as its owner does: what the owner shows counts.
                this.trails.set(found.id, this.keep.trail(withUse(found, use)));
            }
        }
        for (const trail of foreign) {
            const seen = this.foreign.get(trail.arn);
            this.foreign.set(trail.arn, {
                trail: seen?.trail.failure === undefined ? trail : seen.trail,
                account: seen === undefined || account < seen.account ? account : seen.account,
                count: (seen?.count ?? 0) + 1,
            });
        }
        for (const { arn } of excluded) {
            this.excluded.add(arn);
        }
        const { stores = [], failures: storeFailures = [] } = reading.eventDataStores ?? {};
        for (const store of stores) {
            if (!("value" in store.description && isBeingDeleted(store.description.value))) {
                this.trails.set(store.arn, this.keep.trail(readEventDataStore(store, account, name)));
            }
        }
        if (storeFailures.length > 0) {
            const reason = `not all of its event data stores may be listed here: ${storeFailures.join("; ")}`;
            this.addUnread({ account, name, reason });
        }
        if (reading.telemetry !== undefined) {
            this.telemetryRules.add({ account, name, reading: reading.telemetry });
            const unreadRules = telemetryFailures(reading.telemetry, account);
            if (unreadRules.length > 0) {
                const reason = `not all of its telemetry rules may be listed here: ${unreadRules.join("; ")}`;
                this.addUnread({ account, name, reason });
            }
        }
        if (failures.length > 0) {
            this.addUnread({ ...reading, reason: `not all of its trails may be listed here: ${failures.join("; ")}` });
            return;
        }
        if (trails.length + foreign.length + excluded.length === 0) {
            this.withoutTrail.push(account);
        }
        if (own.length === trails.filter(({ arn }) => parseTrailArn(arn)?.account === account).length) {
            this.addAccount({
                account,
                name,
                trails: own,
                shared: [...foreign, ...excluded].map(({ arn }) => arn),
                use,
            });
        }
    }

    /** Judges an account as a whole: at the end, if that depends on the verdicts on its organization's trails. */
    private addAccount(account: LiveAccount): void {
        const result = this.keep.stack(accountStack(account, new Map()));
        if (result === undefined || result.results.every(({ status }) => status === "pass")) {
            this.stacks.push(...(result === undefined ? [] : [result]));
        } else {
            this.waiting.push(account);
        }
    }

    addUnread({ account, name, reason }: UnreadAccount): void {
        const id = `account/${account}`;
        const known = this.unread.get(id)?.reason;
        this.unread.set(id, {
            id,
            name: `account ${printable(accountLabel(account, name))}`,
            account: printable(accountLabel(account, name)),
            place: { address: id },
            group: account,
            reason: known === undefined ? reason : `${known}; ${reason}`,
        });
    }

    gathered(): LiveTrails<T> {
        for (const rule of this.telemetryRules.found()) {
            this.trails.set(rule.id, this.keep.trail(rule));
        }
        const seen = [...this.foreign].map(([arn, sightings]) => unreadForeignTrail(arn, sightings));
        const unread = new Map([...seen.map(trail => [trail.id, trail] as const), ...this.unread]);
        const stacks = [
            ...this.stacks,
            ...this.waiting.flatMap(account => this.keep.stack(accountStack(account, this.shared)) ?? []),
        ];
        return {
            trails: inOrder(this.trails),
            stacks: inOrder(new Map(stacks.map(stack => [stack.id, stack]))),
            unread: inOrder(unread).filter(({ id }) => !this.trails.has(id)),
            notes: this.notes(),
        };
    }

    /** What the report doesn't show: trails that were left out, and accounts without any trail. */
    private notes(): string[] {
        const { size } = this.excluded;
        const excluded = size === 0 ? [] : [`${count(size, "trail")} left out: --exclude-region`];
        const without = [...this.withoutTrail].sort();
        if (without.length === 0) {
            return excluded;
        }
        const shown = without.slice(0, 10).join(", ");
        const more = without.length > 10 ? ` and ${without.length - 10} more` : "";
        const accounts = without.length === 1 ? "account" : "accounts";
        return [
            ...excluded,
            `no trail, and no organization trail, in ${accounts} ${shown}${more}: nothing is recorded there`,
        ];
    }
}

function inOrder<T>(byId: ReadonlyMap<string, T>): T[] {
    return [...byId.keys()].sort().map(id => byId.get(id) as T);
}

/** The accounts in which another account's trail is listed. */
interface Sightings {
    readonly trail: ForeignTrail;
    /** The first of them. */
    readonly account: string;
    readonly count: number;
}

/** Another account's trail, whose selectors only that account can read: never a failure, and never a pass. */
function unreadForeignTrail(arn: string, { trail, account, count }: Sightings): UnreadTrail {
    const owner = parseTrailArn(arn)?.account ?? "another account";
    const seen = `${account}${count > 1 ? ` and ${count - 1} more` : ""}`;
    const why = trail.failure === undefined ? "" : ` (${trail.failure})`;
    return {
        id: arn,
        name: trail.name || arn,
        place: { address: arn },
        group: owner,
        reason: `it belongs to account ${owner} and is seen from ${seen}; only its owner can see what it logs${why}`,
    };
}
