import type { Judge } from "../check/check";
import type { AccountApi, AssumedRole, Caller } from "../live/aws/api";
import type { Connection } from "../live/aws/connect";
import { openAccount } from "../live/read/gather";
import type { Destinations } from "./alert/send";
import type { HistoryStore } from "./history/history-store";
import type { WatchSettings } from "./settings";

/** What the watch works with. */
export interface Watch {
    readonly settings: WatchSettings;
    readonly aws: Connection;
    /** The function's own account. */
    readonly own: Caller;
    readonly histories: HistoryStore;
    readonly destinations: Destinations;
    readonly judge: Judge;
}

/** How an event ended, for the log and for tests. */
export interface Outcome {
    /** `handled-before`: the same event was delivered twice. `refused`: AWS had refused the call. */
    readonly outcome: "nothing-less" | "alerted" | "handled-before" | "refused";
    /** The IDs of what was reported. */
    readonly alerts: readonly string[];
}

/**
 * An account's API: through the role if the account isn't the function's own.
 * @throws AwsFailure if the role can't be assumed
 */
export async function accountApi(
    { aws, own }: Pick<Watch, "aws" | "own">,
    account: string,
    role: AssumedRole | undefined,
): Promise<AccountApi> {
    if (role === undefined || account === own.account) {
        return aws.ownAccount();
    }
    const api = await openAccount(aws, own, account, role);
    if ("failure" in api) {
        throw new Error(api.failure);
    }
    return api.value;
}
