import type { AccountApi, ListedTrail, PlainData } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import { readPages } from "../../aws/calls/read-pages";
import { attempt } from "../api-answer";

/** The trails of an account, as far as they could be found. */
export interface FoundTrails {
    readonly trails: readonly ListedTrail[];
    /** The answer of `DescribeTrails` about them, by ARN. */
    readonly descriptions: ReadonlyMap<string, PlainData>;
    /** Why there may be more. */
    readonly failures: readonly string[];
}

/**
 * Finds the trails of an account, and what they are: `ListTrails` names those of all Regions, and one `DescribeTrails`
 * with their ARNs describes them, wherever they are. Without ARNs it would leave out the single-Region trails of other
 * Regions. Source: CloudTrail API reference, DescribeTrails, trailNameList. Never rejects.
 * @param isRead is this trail read here? The others are not described.
 */
export async function findTrails(api: AccountApi, isRead: (trail: ListedTrail) => boolean): Promise<FoundTrails> {
    const listed = await readPages("ListTrails", from => api.listTrails(from));
    const arns = listed.entries
        .filter(trail => parseTrailArn(trail.arn) !== undefined && isRead(trail))
        .map(({ arn }) => arn);
    // There is no trail at all only if both say so: AWS documents that DescribeTrails shows a member the trails of its
    // organization, but not that ListTrails does.
    const whole = listed.failure === undefined && listed.entries.length > 0;
    const described =
        whole && arns.length === 0 ? { value: [] } : await attempt(() => api.describeTrails(whole ? arns : []));
    const descriptions = new Map(
        ("value" in described ? described.value : []).map(trail => [String(trail.TrailARN), trail] as const),
    );
    const found = new Map<string, ListedTrail>();
    for (const trail of [...listed.entries, ...[...descriptions.values()].map(asListed)]) {
        const known = found.get(trail.arn);
        found.set(trail.arn, { ...trail, homeRegion: known?.homeRegion || trail.homeRegion });
    }
    const failures = [listed.failure, whole || "value" in described ? undefined : described.failure];
    return { trails: [...found.values()], descriptions, failures: failures.filter(failure => failure !== undefined) };
}

function asListed(trail: PlainData): ListedTrail {
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return { arn: text(trail.TrailARN), name: text(trail.Name), homeRegion: text(trail.HomeRegion) };
}
