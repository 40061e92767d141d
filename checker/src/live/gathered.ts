import { DIALECTS } from "../../../src/cloudtrail/dialect";
import { printable } from "../../../src/cloudtrail/quote";
import { readTrail } from "../../../src/cloudtrail/read-trail";
import { Unknown } from "../../../src/cloudtrail/value";
import type { FoundTrail, Gathered, UnreadTrail } from "../found-trail";
import type { AccountReading, Answer, ForeignTrail, TrailReading } from "./account-reading";
import { parseTrailArn } from "./arn";
import { factsOf } from "./facts";

/** An account that should have been read and was not. */
export interface UnreadAccount {
    readonly account: string;
    readonly name?: string | undefined;
    readonly reason: string;
}

/**
 * Makes one picture of what was read of all accounts: each trail once, at its owner. What could not be read is there
 * too, with the reason.
 */
export function gathered(readings: readonly AccountReading[], unreadAccounts: readonly UnreadAccount[]): Gathered {
    const trails = new Map<string, FoundTrail>();
    const unread = new Map<string, UnreadTrail>();
    for (const reading of readings) {
        for (const trail of reading.trails) {
            const found = foundTrail(trail);
            if ("reason" in found) {
                unread.set(found.id, found);
            } else {
                trails.set(found.id, found);
            }
        }
        if (reading.failures.length > 0) {
            const reason = `not all of its trails may be listed here: ${reading.failures.join("; ")}`;
            unread.set(accountId(reading.account), unreadAccount({ ...reading, reason }));
        }
    }
    for (const account of unreadAccounts) {
        unread.set(accountId(account.account), unreadAccount(account));
    }
    for (const [arn, sightings] of foreignTrails(readings)) {
        if (!trails.has(arn) && !unread.has(arn)) {
            unread.set(arn, unreadForeignTrail(arn, sightings));
        }
    }
    const byId = <T extends { readonly id: string }>(map: Map<string, T>) =>
        [...map.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return { trails: byId(trails), problems: [], unread: byId(unread), notes: notesOf(readings) };
}

function accountId(account: string): string {
    return `account/${account}`;
}

function unreadAccount({ account, name, reason }: UnreadAccount): UnreadTrail {
    const suffix = name === undefined || name === "" ? "" : ` (${printable(name)})`;
    return {
        id: accountId(account),
        name: `account ${account}${suffix}`,
        place: { address: accountId(account) },
        group: account,
        reason,
    };
}

/** A trail as the rules look at it, or why nothing is known of it. */
export function foundTrail(reading: TrailReading): FoundTrail | UnreadTrail {
    const { arn, name, description, selectors, status } = reading;
    const common = { id: arn, place: { address: arn }, group: parseTrailArn(arn)?.account ?? arn };
    if ("failure" in selectors && "failure" in status && "failure" in description) {
        const reasons = [...new Set([selectors.failure, status.failure, description.failure])];
        return { ...common, name, reason: reasons.join("; ") };
    }
    const properties = {
        ...valueOrUnknown(description, DESCRIBED),
        ...valueOrUnknown(selectors, ["EventSelectors", "AdvancedEventSelectors"]),
        ...valueOrUnknown(status, ["IsLogging", "LatestDeliveryError"]),
        Name: name,
        TrailARN: arn,
        HomeRegion: reading.homeRegion,
    };
    const trail = readTrail(properties, { recorder: "Trail", dialect: DIALECTS["aws-api"] });
    return { ...common, trail, identifiers: [arn], secrets: new Set(), facts: factsOf(reading, trail) };
}

/** What rules look at in a trail's description. */
const DESCRIBED = [
    "IsMultiRegionTrail",
    "IsOrganizationTrail",
    "S3BucketName",
    "S3KeyPrefix",
    "LogFileValidationEnabled",
    "KmsKeyId",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
];

/** The properties that a call answered, or each as one that could not be read. */
function valueOrUnknown(answer: Answer, names: readonly string[]): Record<string, unknown> {
    return "value" in answer
        ? { ...answer.value }
        : Object.fromEntries(names.map(name => [name, new Unknown(undefined, answer.failure)]));
}

interface Sighting {
    readonly account: string;
    readonly trail: ForeignTrail;
}

function foreignTrails(readings: readonly AccountReading[]): Map<string, Sighting[]> {
    const found = new Map<string, Sighting[]>();
    for (const { account, foreign } of readings) {
        for (const trail of foreign) {
            const sightings = found.get(trail.arn) ?? [];
            sightings.push({ account, trail });
            found.set(trail.arn, sightings);
        }
    }
    return found;
}

/** A trail of another account whose selectors only that account can read: never a failure, and never a pass. */
function unreadForeignTrail(arn: string, sightings: readonly Sighting[]): UnreadTrail {
    const owner = parseTrailArn(arn)?.account ?? "another account";
    const [first] = sightings;
    const seen = `${first?.account}${sightings.length > 1 ? ` and ${sightings.length - 1} more` : ""}`;
    const failure = sightings.find(({ trail }) => trail.failure !== undefined)?.trail.failure;
    return {
        id: arn,
        name: first?.trail.name || arn,
        place: { address: arn },
        group: owner,
        reason: `it belongs to account ${owner} and is seen from ${seen}; only its owner can tell what it logs${failure === undefined ? "" : ` (${failure})`}`,
    };
}

/** What the report doesn't show: accounts that have no trail, not even one of the organization's. */
function notesOf(readings: readonly AccountReading[]): string[] {
    const without = readings
        .filter(({ trails, foreign, failures }) => trails.length + foreign.length + failures.length === 0)
        .map(({ account }) => account);
    if (without.length === 0) {
        return [];
    }
    const shown = without.slice(0, 10).join(", ");
    const more = without.length > 10 ? ` and ${without.length - 10} more` : "";
    return [
        `no trail, and none of an organization, in ${without.length === 1 ? "account" : "accounts"} ${shown}${more}`,
    ];
}
