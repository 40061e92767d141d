import { readPages } from "../live/aws/calls/read-pages";
import type { Connection } from "../live/aws/connect";
import { attempt } from "../live/read/api-answer";
import type { PlaceFilter } from "./files/find-places";
import type { LiveTrail } from "./find-live-trail";

/** The Regions in which a trail's own account must have digests, and why there may be more. */
export interface ExpectedRegions {
    readonly regions: readonly string[];
    readonly unread: readonly string[];
}

/**
 * Where a trail must have delivered: its home Region, and for a multi-Region trail every Region that is enabled in its
 * account: CloudTrail delivers digests there "even when there has been no API activity", so a Region whose folder is gone
 * is noticed. Source: CloudTrail user guide, "CloudTrail digest file structure", empty digest files. Requested Regions
 * without any files are noticed anyway. Never rejects.
 */
export async function expectedRegions(
    { account, reading }: LiveTrail,
    { accounts, regions }: PlaceFilter,
    connection: Connection,
): Promise<ExpectedRegions> {
    const home = reading.homeRegion;
    const description = "value" in reading.description ? reading.description.value : {};
    const isWanted = regions.length === 0 && (accounts.length === 0 || accounts.includes(account));
    if (description.IsMultiRegionTrail !== true || !isWanted) {
        return { regions: [home], unread: [] };
    }
    const unknown = (why: string) =>
        `the enabled Regions are not known, so a Region without any file goes unnoticed unless --region names it: ${why}`;
    const caller = await attempt(() => connection.getCallerIdentity());
    if (!("value" in caller) || caller.value.account !== account) {
        const why = "failure" in caller ? caller.failure : `only account ${account} itself can list its Regions`;
        return { regions: [home], unread: [unknown(why)] };
    }
    const { regional } = connection.ownAccount();
    const { entries, failure } = await readPages("ListRegions", from => regional.listRegions(from));
    return {
        regions: [...new Set([home, ...entries])],
        unread: failure === undefined ? [] : [unknown(failure)],
    };
}
