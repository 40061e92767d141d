import type { AwsApi, Caller } from "../aws/api";
import { readPages } from "../aws/read-pages";
import { attempt } from "./api-answer";
import type { UnreadAccount } from "./gathered";

/** Which accounts are meant: those of the organization, those that are listed, or else that of the credentials. */
export interface AccountChoice {
    readonly organization: boolean;
    readonly accounts?: readonly string[] | undefined;
    readonly exclude: readonly string[];
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
}

/** Finds out which accounts are to be read. Never rejects. */
export async function chooseAccounts(aws: AwsApi, caller: Caller, choice: AccountChoice): Promise<Accounts> {
    const { accounts, unread } = await candidates(aws, caller, choice);
    const excluded = new Set(choice.exclude);
    const seen = new Set<string>();
    const wanted = accounts.filter(({ id }) => !excluded.has(id) && !seen.has(id) && seen.add(id));
    return { accounts: wanted, unread: unread.filter(({ account }) => !excluded.has(account)) };
}

async function candidates(aws: AwsApi, caller: Caller, choice: AccountChoice): Promise<Accounts> {
    if (!choice.organization) {
        return { accounts: (choice.accounts ?? [caller.account]).map(id => ({ id })), unread: [] };
    }
    const { entries, failure } = await readPages(from => aws.listAccounts(from));
    // An account that is closed or suspended answers no calls; what it logs can't be told.
    const isActive = (status: string) => status === "ACTIVE" || status === "UNKNOWN";
    const inactive = entries
        .filter(({ status }) => !isActive(status))
        .map(({ id, name, status }) => ({ account: id, name, reason: `the organization has it as ${status}` }));
    const unlisted = { account: "of the organization", reason: `not all accounts are known: ${failure}` };
    return {
        accounts: entries.filter(({ status }) => isActive(status)).map(({ id, name }) => ({ id, name })),
        unread: [...inactive, ...(failure === undefined ? [] : [unlisted])],
    };
}

/** Who is asking; or why that can't be told. */
export function findCaller(aws: Pick<AwsApi, "getCallerIdentity">) {
    return attempt(() => aws.getCallerIdentity());
}
