import type { AccountApi } from "../live/aws/api";
import type { AccountReading } from "../live/read/account/account-reading";
import { readAccount } from "../live/read/account/read-account";
import type { IncludedRecorders } from "../live/read/included-recorders";

/**
 * Reads the trails of one account, with the policies of their buckets and keys.
 * @param included what else to read
 * @throws Error if not all trails can be listed
 */
export async function readWholeAccount(
    api: AccountApi,
    account: { readonly id: string; readonly isOwn: boolean },
    included: IncludedRecorders,
): Promise<AccountReading> {
    const options = { bucketPolicies: true, beforeChange: false, bedrockUse: false, excludeRegions: [] };
    const reading = await readAccount(api, account, { ...options, ...included });
    if (reading.failures.length > 0) {
        throw new Error(`not all trails of account ${account.id} can be listed: ${reading.failures.join("; ")}`);
    }
    return reading;
}
