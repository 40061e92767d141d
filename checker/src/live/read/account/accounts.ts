import { printable } from "../../../../../src/cloudtrail/quote";
import type { Progress } from "../../../command-line/terminal/progress";
import { UserError } from "../../../command-line/user-error";
import type { AwsApi, Caller, ListedAccount } from "../../aws/api";
import { missingCredentials } from "../../aws/calls/missing-credentials";
import { readPages } from "../../aws/calls/read-pages";
import { attempt } from "../api-answer";
import type { UnreadAccount } from "../gathered";
import { accountLabel } from "./account-label";

/** Which accounts to read: the organization's, the listed ones, or the one of the credentials. */
export interface AccountChoice {
    readonly organization: boolean;
    readonly accounts?: readonly string[] | undefined;
    readonly exclude: readonly string[];
    /** Do suspended accounts count? Nothing in them can be read. */
    readonly includeSuspended: boolean;
}

/** An account to read. */
export interface Account {
    readonly id: string;
    readonly name?: string;
}

/** The accounts to read, and those that can't be. */
export interface Accounts {
    readonly accounts: readonly Account[];
    readonly unread: readonly UnreadAccount[];
    readonly notes: readonly string[];
}

/**
 * Finds out which accounts to read.
 * @throws UserError if those of the organization can't be listed at all
 */
export async function chooseAccounts(aws: AwsApi, caller: Caller, choice: AccountChoice): Promise<Accounts> {
    if (!choice.organization) {
        const ids = new Set(choice.accounts ?? [caller.account]);
        const wanted = [...ids].filter(id => !choice.exclude.includes(id));
        return { accounts: wanted.map(id => ({ id })), unread: [], notes: [] };
    }
    const { entries, failure } = await readPages("ListAccounts", from => aws.listAccounts(from));
    if (failure !== undefined && entries.length === 0) {
        throw new UserError(`the accounts of the organization can't be listed: ${printable(failure)}`);
    }
    const excluded = new Set(choice.exclude);
    const byId = new Map(entries.filter(({ id }) => !excluded.has(id)).map(entry => [entry.id, entry]));
    const listed = [...byId.values()];
    const suspended = listed.filter(isSuspended);
    const counted = choice.includeSuspended ? suspended : [];
    const unlisted = { account: "of the organization", reason: `not all accounts are known: ${failure}` };
    return {
        accounts: listed.filter(account => !isSuspended(account)).map(({ id, name }) => ({ id, name })),
        unread: [
            ...counted.map(({ id, name, status }) => ({ account: id, name, reason: `its status is ${status}` })),
            ...(failure === undefined ? [] : [unlisted]),
        ],
        notes: choice.includeSuspended ? [] : suspendedNotes(suspended),
    };
}

/**
 * Nobody can use such an account, and it answers no calls: a closed account stays in its organization's list for 90
 * days. Source: AWS Organizations API reference, Account, State.
 */
function isSuspended({ status }: ListedAccount): boolean {
    return ["SUSPENDED", "CLOSED", "PENDING_ACTIVATION"].includes(status);
}

function suspendedNotes(suspended: readonly ListedAccount[]): string[] {
    const labels = suspended.map(({ id, name }) => accountLabel(id, name));
    return labels.length === 0
        ? []
        : [`suspended accounts, not counted (--include-suspended counts them): ${labels.join(", ")}`];
}

/**
 * The caller's identity.
 * @throws UserError if AWS doesn't say: nothing can be read then
 */
export async function requireCaller(aws: AwsApi, progress: Progress): Promise<Caller> {
    const caller = await progress.waitFor(
        "AWS to answer",
        attempt(() => aws.getCallerIdentity()),
    );
    if ("value" in caller) {
        return caller.value;
    }
    throw new UserError(missingCredentials(caller.failure) ?? `AWS can't be called: ${printable(caller.failure)}`);
}
