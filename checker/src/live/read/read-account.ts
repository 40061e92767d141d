import type { AccountApi, ListedTrail, PlainData } from "../aws/api";
import { parseTrailArn } from "../aws/arn";
import type { AccountReading, ForeignTrail, TrailReading } from "./account-reading";
import { attempt } from "./api-answer";
import { findTrails } from "./find-trails";
import { deliveryReader } from "./read-delivery";

/** What to read of an account. */
export interface ReadAccountOptions {
    readonly name?: string | undefined;
    /** Also try to read the trails of other accounts: a delegated administrator may. */
    readonly tryForeign: boolean;
    readonly bucketPolicies: boolean;
}

/**
 * Reads all trails of an account: what they are, then the selectors and the status of each, in its home Region. Never
 * rejects: what fails is part of the answer.
 */
export async function readAccount(
    api: AccountApi,
    account: string,
    options: ReadAccountOptions,
): Promise<AccountReading> {
    const isOwn = (trail: ListedTrail) => parseTrailArn(trail.arn)?.account === account;
    const found = await findTrails(api, trail => options.tryForeign || isOwn(trail));
    const readDelivery = options.bucketPolicies ? deliveryReader(api.delivery) : undefined;
    const failures = [...found.failures];
    const trails: TrailReading[] = [];
    const foreign: ForeignTrail[] = [];
    for (const trail of found.trails) {
        const arn = parseTrailArn(trail.arn);
        if (arn === undefined) {
            failures.push(`a trail is listed without an ARN that can be read: ${JSON.stringify(trail.arn)}`);
            continue;
        }
        if (!isOwn(trail) && !options.tryForeign) {
            foreign.push(trail);
            continue;
        }
        const reading = await readTrailOf(
            api,
            { ...trail, name: trail.name || arn.name, homeRegion: trail.homeRegion || arn.region },
            found.descriptions.get(trail.arn),
            readDelivery,
        );
        if (isOwn(trail) || "value" in reading.selectors) {
            trails.push(reading);
        } else {
            foreign.push({ ...trail, failure: reading.selectors.failure });
        }
    }
    return { account, name: options.name, readAt: new Date().toISOString(), trails, foreign, failures };
}

/** Reads one trail. @param described what `DescribeTrails` said of it, where it was asked */
export async function readTrailOf(
    api: AccountApi,
    trail: ListedTrail,
    described: PlainData | undefined,
    readDelivery?: ReturnType<typeof deliveryReader>,
): Promise<TrailReading> {
    const { arn, homeRegion } = trail;
    const [description, selectors, status] = await Promise.all([
        described === undefined ? attempt(() => api.getTrail(homeRegion, arn)) : { value: described },
        attempt(() => api.getEventSelectors(homeRegion, arn)),
        attempt(() => api.getTrailStatus(homeRegion, arn)),
    ]);
    const delivery = await readDelivery?.(description);
    return { ...trail, description, selectors, status, ...(delivery === undefined ? {} : { delivery }) };
}
