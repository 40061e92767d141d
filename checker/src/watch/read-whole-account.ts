import type { AccountApi } from "../live/aws/api";
import type { AccountReading } from "../live/read/account/account-reading";
import { readAccount } from "../live/read/account/read-account";

/**
 * Reads the trails of one account, with the policies of their buckets and keys.
 * @param eventDataStores read them, too
 * @throws Error if not all trails can be listed
 */
export async function readWholeAccount(
    api: AccountApi,
    account: { readonly id: string; readonly isOwn: boolean },
    eventDataStores: boolean,
): Promise<AccountReading> {
    const options = { bucketPolicies: true, beforeChange: false, bedrockUse: false, excludeRegions: [] };
    const reading = await readAccount(api, account, { ...options, eventDataStores });
    if (reading.failures.length > 0) {
        throw new Error(`not all trails of account ${account.id} can be listed: ${reading.failures.join("; ")}`);
    }
    return reading;
}
