import type { Progress } from "../command-line/progress";
import { UserError } from "../command-line/user-error";
import type { Gathered } from "../found-trail";
import { type AccountReading, attempt, isComplete } from "./account-reading";
import { type Account, type AccountChoice, chooseAccounts, findCaller } from "./accounts";
import type { AccountApi, AssumedRole, AwsApi, Caller } from "./aws-api";
import { concurrently } from "./concurrently";
import { gathered, type UnreadAccount } from "./gathered";
import { readAccount } from "./read-account";
import type { ResumeFile } from "./resume-file";

/** What to read. */
export interface GatherOptions extends AccountChoice {
    readonly role: AssumedRole;
    /** How many accounts are read at once. */
    readonly concurrency: number;
    readonly bucketPolicies: boolean;
}

/** What was read of all accounts that are meant, and which of them could not be read. */
export interface AccountReadings {
    /** Absent where AWS did not tell: then nothing was read. */
    readonly caller?: Caller;
    readonly readings: readonly AccountReading[];
    readonly unread: readonly UnreadAccount[];
}

/** Reads the trails of all accounts that are meant, as one picture. */
export async function gather(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    resume?: ResumeFile,
): Promise<Gathered> {
    const { readings, unread } = await readAccounts(aws, options, progress, resume);
    const found = gathered(readings, unread);
    return { ...found, notes: [...resumeNotes(readings, resume), ...(found.notes ?? [])] };
}

/**
 * Reads all accounts that are meant. Nothing that fails hides anything else: what could not be read is part of the
 * answer, with the reason.
 */
export async function readAccounts(
    aws: AwsApi,
    options: GatherOptions,
    progress: Progress,
    resume?: ResumeFile,
): Promise<AccountReadings> {
    const caller = await findCaller(aws);
    if ("failure" in caller) {
        return { readings: [], unread: withoutCaller(caller.failure, options) };
    }
    const chosen = await chooseAccounts(aws, caller.value, options);
    let done = 0;
    let failed = 0;
    progress.report(done, chosen.accounts.length, failed);
    const read = await concurrently(chosen.accounts, options.concurrency, async account => {
        const reading = resume?.kept.get(account.id) ?? (await readOne(aws, caller.value, account, options));
        const complete = "readAt" in reading && isComplete(reading);
        if (complete && resume?.kept.has(account.id) === false) {
            resume.keep(reading);
        }
        done += 1;
        failed += complete ? 0 : 1;
        progress.report(done, chosen.accounts.length, failed);
        return reading;
    });
    progress.end();
    return {
        caller: caller.value,
        readings: read.filter(entry => "readAt" in entry),
        unread: [...chosen.unread, ...read.filter(entry => "reason" in entry)],
    };
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

function resumeNotes(readings: readonly AccountReading[], resume: ResumeFile | undefined): string[] {
    const times = readings
        .filter(({ account }) => resume?.kept.has(account))
        .map(({ readAt }) => readAt)
        .sort();
    const [first] = times;
    return first === undefined
        ? []
        : [`${times.length} accounts were not read again: they were read between ${first} and ${times.at(-1)}`];
}
