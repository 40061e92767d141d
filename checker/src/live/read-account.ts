import { type AccountReading, type Answer, attempt, type ForeignTrail, type TrailReading } from "./account-reading";
import { parseTrailArn } from "./arn";
import type { AccountApi, ListedTrail, PlainData } from "./aws-api";
import { readPages } from "./read-pages";

/** What to read of an account. */
export interface ReadAccountOptions {
    readonly name?: string | undefined;
    /** Also try to read the trails of other accounts: a delegated administrator may. */
    readonly tryForeign: boolean;
    readonly bucketPolicies: boolean;
}

/**
 * Reads all trails of an account: `ListTrails` knows those of every Region, `DescribeTrails` what they are; then the
 * selectors and the status of each, in its home Region. Never rejects: what fails is part of the answer.
 */
export async function readAccount(
    api: AccountApi,
    account: string,
    options: ReadAccountOptions,
): Promise<AccountReading> {
    const [listed, described] = await Promise.all([
        readPages(from => api.listTrails(from)),
        attempt(() => api.describeTrails()),
    ]);
    const failures = listed.failure === undefined ? [] : [listed.failure];
    const descriptions = new Map<string, PlainData>(
        ("value" in described ? described.value : []).map(trail => [String(trail.TrailARN), trail]),
    );
    const found = new Map<string, ListedTrail>();
    for (const trail of [...listed.entries, ...[...descriptions.values()].map(asListed)]) {
        const known = found.get(trail.arn);
        found.set(trail.arn, { ...trail, homeRegion: known?.homeRegion || trail.homeRegion });
    }
    const trails: TrailReading[] = [];
    const foreign: ForeignTrail[] = [];
    for (const trail of found.values()) {
        const arn = parseTrailArn(trail.arn);
        if (arn === undefined) {
            failures.push(`a trail is listed without an ARN that can be read: ${JSON.stringify(trail.arn)}`);
            continue;
        }
        const own = arn.account === account;
        if (!own && !options.tryForeign) {
            foreign.push(trail);
            continue;
        }
        const reading = await readTrailOf(
            api,
            { ...trail, name: trail.name || arn.name, homeRegion: trail.homeRegion || arn.region },
            descriptions.get(trail.arn),
            options,
        );
        if (own || "value" in reading.selectors) {
            trails.push(reading);
        } else {
            foreign.push({ ...trail, failure: reading.selectors.failure });
        }
    }
    if (listed.failure !== undefined && "failure" in described) {
        failures.push(described.failure);
    }
    return { account, name: options.name, readAt: new Date().toISOString(), trails, foreign, failures };
}

async function readTrailOf(
    api: AccountApi,
    trail: ListedTrail,
    described: PlainData | undefined,
    { bucketPolicies }: ReadAccountOptions,
): Promise<TrailReading> {
    const { arn, homeRegion } = trail;
    const [description, selectors, status] = await Promise.all([
        described === undefined ? attempt(() => api.getTrail(homeRegion, arn)) : { value: described },
        attempt(() => api.getEventSelectors(homeRegion, arn)),
        attempt(() => api.getTrailStatus(homeRegion, arn)),
    ]);
    const bucketPolicy = bucketPolicies ? await readBucketPolicy(api, description) : undefined;
    return { ...trail, description, selectors, status, ...(bucketPolicy === undefined ? {} : { bucketPolicy }) };
}

async function readBucketPolicy(api: AccountApi, description: Answer): Promise<Answer<string | null> | undefined> {
    const bucket = "value" in description ? description.value.S3BucketName : undefined;
    return typeof bucket === "string" && bucket !== ""
        ? attempt(async () => (await api.getBucketPolicy(bucket)) ?? null)
        : undefined;
}

function asListed(trail: PlainData): ListedTrail {
    const text = (value: unknown) => (typeof value === "string" ? value : "");
    return { arn: text(trail.TrailARN), name: text(trail.Name), homeRegion: text(trail.HomeRegion) };
}
