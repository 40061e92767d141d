import { printable } from "../../../../src/cloudtrail/quote";
import type { Progress } from "../../command-line/terminal/progress";
import { UserError } from "../../command-line/user-error";
import { count } from "../../text/count";
import type { AccountApi, AssumedRole, AwsApi, Caller, ListedTrail } from "../aws/api";
import { concurrently } from "../aws/calls/concurrently";
import { type AccountReading, isComplete, type TrailReading } from "./account/account-reading";
import { type Account, type AccountChoice, chooseAccounts, requireCaller } from "./account/accounts";
import { type ReadAccountOptions, readAccount } from "./account/read-account";
import { attempt } from "./api-answer";
import { type Keep, type LiveTrails, TrailGatherer, type UnreadAccount } from "./gathered";
import type { ResumeFile } from "./resume-file";

/** What to read. */
export interface GatherOptions extends AccountChoice, ReadAccountOptions {
    readonly role: AssumedRole;
    /** How many accounts to read at once. */
    readonly concurrency: number;
}

/** How the reading of all accounts ended. */
export interface AccountsRead {
    readonly caller: Caller;
    readonly unread: readonly UnreadAccount[];
    /** How many accounts there were to read, and how many of them could not be read completely. */
    readonly accounts: number;
    readonly incomplete: number;
    /** What a reader has to know to trust what was read. */
    readonly notes: readonly string[];
}

/**
 * Reads the trails of all accounts to check, as one result.
 * @throws UserError if nothing can be read at all
 */
export async function gather<T>(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    keep: Keep<T>,
    resume?: ResumeFile,
): Promise<LiveTrails<T>> {
    const gatherer = new TrailGatherer(keep);
    const { unread, notes } = await readAccounts(aws, options, progress, resume, reading => gatherer.add(reading));
    unread.forEach(account => {
        gatherer.addUnread(account);
    });
    const found = gatherer.gathered();
    return { ...found, notes: [...notes, ...found.notes] };
}

/**
 * Reads all accounts to check. No failure hides anything else: what could not be read is part of the result, with the
 * reason.
 * @param onReading receives each account as soon as it is read
 * @throws UserError if nothing can be read at all
 */
export async function readAccounts(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    resume: ResumeFile | undefined,
    onReading: (reading: AccountReading) => void,
): Promise<AccountsRead> {
    const caller = await requireCaller(aws, progress);
    const chosen = await progress.waitFor("the list of accounts", chooseAccounts(aws, caller, options));
    const unread = [...chosen.unread];
    const resumed: string[] = [];
    const silent: UnreadAccount[] = [];
    let done = 0;
    let failed = 0;
    progress.report(done, chosen.accounts.length, failed);
    await concurrently(chosen.accounts, options.concurrency, async account => {
        const kept = keptReading(resume, account, options);
        const reading = kept ?? (await readOne(aws, caller, account, options));
        if ("reason" in reading) {
            unread.push(reading);
            silent.push(reading);
        } else {
            onReading(reading);
            silent.push(...silenceOf(reading));
        }
        const complete = "readAt" in reading && isComplete(reading);
        if (kept !== undefined) {
            resumed.push(kept.readAt);
        } else if (complete) {
            resume?.keep(reading);
        }
        done += 1;
        failed += complete ? 0 : 1;
        progress.report(done, chosen.accounts.length, failed);
    });
    progress.end();
    requireAnswer(done, silent);
    const notes = [
        ...resumeNotes(resumed),
        ...incompleteNotes(done, failed, resume),
        ...silentNotes(aws.silentRegions()),
        ...chosen.notes,
    ];
    return { caller, unread, accounts: done, incomplete: failed, notes };
}

/** For an account that returned nothing at all, the reason. */
function silenceOf({ account, trails, foreign, failures }: AccountReading): UnreadAccount[] {
    const isSilent = failures.length > 0 && trails.length + foreign.length === 0;
    return isSilent ? [{ account, reason: failures.join("; ") }] : [];
}

/** A report in which nothing was read is useless, and must not look like a real one. */
function requireAnswer(accounts: number, [first, ...others]: readonly UnreadAccount[]): void {
    if (first !== undefined && others.length + 1 === accounts) {
        const more = others.length === 0 ? "" : `, and nothing from ${count(others.length, "other account")}`;
        throw new UserError(`nothing could be read from account ${first.account}: ${printable(first.reason)}${more}`);
    }
}

/** What an earlier run has read about an account, unless more is requested now. */
function keptReading(
    resume: ResumeFile | undefined,
    { id }: Account,
    options: GatherOptions,
): AccountReading | undefined {
    const { bucketPolicies, excludeRegions, beforeChange, eventDataStores, telemetryRules, bedrockUse } = options;
    const kept = resume?.kept.get(id);
    const isEnough = (trail: TrailReading) =>
        (trail.delivery !== undefined || !bucketPolicies) && (trail.beforeChange !== undefined || !beforeChange);
    const isLeftOut = ({ homeRegion }: ListedTrail) => excludeRegions.includes(homeRegion);
    const isWhole =
        kept?.trails.every(isEnough) === true &&
        (kept.excluded ?? []).every(isLeftOut) &&
        (kept.eventDataStores !== undefined || !eventDataStores) &&
        (kept.telemetry?.excluded.every(region => excludeRegions.includes(region)) === true || !telemetryRules) &&
        (kept.bedrock !== undefined || !bedrockUse);
    return isWhole ? kept : undefined;
}

async function readOne(
    aws: AwsApi,
    caller: Caller,
    { id, name }: Account,
    options: GatherOptions,
): Promise<AccountReading | UnreadAccount> {
    const api = await openAccount(aws, caller, id, options.role);
    return "failure" in api
        ? { account: id, name, reason: api.failure }
        : readAccount(api.value, { id, name, isOwn: id === caller.account }, options);
}

/** The calls of an account: with the user's own credentials if they are the account's, otherwise through the role. */
export function openAccount(
    aws: AwsApi,
    caller: Caller,
    id: string,
    role: AssumedRole,
): Promise<{ readonly value: AccountApi } | { readonly failure: string }> {
    return attempt(async () =>
        id === caller.account ? aws.ownAccount() : aws.assumeRole(id, partitionOf(caller), role),
    );
}

function partitionOf({ arn }: Caller): string {
    return arn.split(":")[1] || "aws";
}

/** What is left for the next run. */
function incompleteNotes(accounts: number, incomplete: number, resume: ResumeFile | undefined): string[] {
    if (incomplete === 0) {
        return [];
    }
    const next =
        resume === undefined
            ? "with --resume FILE, a further run asks only what an earlier one could not read"
            : "the same command asks only these again";
    return [`${incomplete} of ${count(accounts, "account")} could not be read, or not completely: ${next}`];
}

function resumeNotes(times: readonly string[]): string[] {
    const [first, ...others] = [...times].sort();
    return first === undefined
        ? []
        : [`${count(times.length, "account")} not read again: read between ${first} and ${others.at(-1) ?? first}`];
}

/** A Region that does not answer is not called again for each of its trails. */
function silentNotes(regions: readonly string[]): string[] {
    return regions.map(
        region =>
            `Region ${region} does not answer, and was not asked again: --exclude-region ${region} leaves its trails out`,
    );
}
