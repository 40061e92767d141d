import type { Progress } from "../../command-line/progress";
import { UserError } from "../../command-line/user-error";
import type { AccountApi, AssumedRole, AwsApi, Caller } from "../aws/api";
import { concurrently } from "../aws/concurrently";
import { type AccountReading, isComplete } from "./account-reading";
import { type Account, type AccountChoice, chooseAccounts, findCaller } from "./accounts";
import { attempt } from "./api-answer";
import { type Keep, type LiveTrails, TrailGatherer, type UnreadAccount } from "./gathered";
import { readAccount } from "./read-account";
import type { ResumeFile } from "./resume-file";

/** What to read. */
export interface GatherOptions extends AccountChoice {
    readonly role: AssumedRole;
    /** How many accounts are read at once. */
    readonly concurrency: number;
    readonly bucketPolicies: boolean;
}

/** How the reading of all accounts ended. */
export interface AccountsRead {
    /** Absent where AWS did not tell: then nothing was read. */
    readonly caller?: Caller;
    readonly unread: readonly UnreadAccount[];
    /** How many accounts were to be read, and of how many not everything could be. */
    readonly accounts: number;
    readonly incomplete: number;
}

/**
 * Reads the trails of all accounts that are meant, as one picture.
 */
export async function gather<T>(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    keep: Keep<T>,
    resume?: ResumeFile,
): Promise<LiveTrails<T>> {
    const gatherer = new TrailGatherer(keep);
    const resumed: string[] = [];
    const { unread, accounts, incomplete } = await readAccounts(aws, options, progress, resume, reading => {
        gatherer.add(reading);
        if (resume?.kept.get(reading.account) === reading) {
            resumed.push(reading.readAt);
        }
    });
    unread.forEach(account => {
        gatherer.addUnread(account);
    });
    const found = gatherer.gathered();
    const notes = [...resumeNotes(resumed), ...incompleteNotes(accounts, incomplete, resume), ...found.notes];
    return { ...found, notes };
}

/**
 * Reads all accounts that are meant. Nothing that fails hides anything else: what could not be read is part of the
 * answer, with the reason.
 * @param onReading is given each account as soon as it is read
 */
export async function readAccounts(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    resume: ResumeFile | undefined,
    onReading: (reading: AccountReading) => void,
): Promise<AccountsRead> {
    const caller = await findCaller(aws);
    if ("failure" in caller) {
        return { unread: withoutCaller(caller.failure, options), accounts: 0, incomplete: 0 };
    }
    const chosen = await chooseAccounts(aws, caller.value, options);
    const unread = [...chosen.unread];
    let done = 0;
    let failed = 0;
    progress.report(done, chosen.accounts.length, failed);
    await concurrently(chosen.accounts, options.concurrency, async account => {
        const kept = keptReading(resume, account, options);
        const reading = kept ?? (await readOne(aws, caller.value, account, options));
        const complete = "readAt" in reading && isComplete(reading);
        if ("reason" in reading) {
            unread.push(reading);
        } else {
            onReading(reading);
        }
        if (complete && kept === undefined) {
            resume?.keep(reading);
        }
        done += 1;
        failed += complete ? 0 : 1;
        progress.report(done, chosen.accounts.length, failed);
    });
    progress.end();
    return { caller: caller.value, unread, accounts: done, incomplete: failed };
}

/** What an earlier run has read of an account, unless more is asked for now. */
function keptReading(
    resume: ResumeFile | undefined,
    { id }: Account,
    { bucketPolicies }: GatherOptions,
): AccountReading | undefined {
    const kept = resume?.kept.get(id);
    const isEnough = kept?.trails.every(({ delivery }) => delivery !== undefined || !bucketPolicies);
    return isEnough === true ? kept : undefined;
}

async function readOne(
    aws: AwsApi,
    caller: Caller,
    { id, name }: Account,
    { role, bucketPolicies }: GatherOptions,
): Promise<AccountReading | UnreadAccount> {
    const own = id === caller.account;
    const api = await openAccount(aws, caller, id, role);
    return "failure" in api
        ? { account: id, name, reason: api.failure }
        : readAccount(api.value, id, { name, tryForeign: own, bucketPolicies });
}

/** The calls of an account: with the user's own credentials where they are the account's, else by the role. */
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

/** Without credentials there is nothing to report; with credentials that AWS refuses, all accounts are undetermined. */
function withoutCaller(failure: string, { accounts = [] }: AccountChoice): UnreadAccount[] {
    if (/CredentialsProviderError|Could not load credentials/.test(failure)) {
        throw new UserError(`no AWS credentials: set AWS_PROFILE, name a --profile, or sign in (${failure})`);
    }
    const meant = accounts.length === 0 ? ["of these credentials"] : accounts;
    return meant.map(account => ({ account, reason: failure }));
}

/** What the next run has to do. */
function incompleteNotes(accounts: number, incomplete: number, resume: ResumeFile | undefined): string[] {
    if (incomplete === 0) {
        return [];
    }
    const next =
        resume === undefined
            ? "with --resume FILE, a further run asks only what an earlier one could not read"
            : "the same command asks only these again";
    return [`${incomplete} of ${accounts} accounts could not be read, or not completely: ${next}`];
}

function resumeNotes(times: readonly string[]): string[] {
    const [first, ...others] = [...times].sort();
    return first === undefined
        ? []
        : [
              `${times.length} accounts were not read again: they were read between ${first} and ${others.at(-1) ?? first}`,
          ];
}
