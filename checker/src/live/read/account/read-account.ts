import type { AccountApi, ListedTrail, PlainData } from "../../aws/api";
import { parseTrailArn } from "../../aws/arn";
import { type ApiAnswer, attempt } from "../api-answer";
import { findTrails } from "../trail/find-trails";
import { deliveryReader } from "../trail/read-delivery";
import type { AccountReading, ForeignTrail, TrailReading } from "./account-reading";
import { type RegionalOptions, readRegions } from "./regional-reading";

/** What to read about an account. */
export interface ReadAccountOptions extends RegionalOptions {
    readonly bucketPolicies: boolean;
    /** Also read what to know before changing a trail: its tags and its Insights. */
    readonly beforeChange: boolean;
}

/** An account that is read. */
export interface AccountToRead {
    readonly id: string;
    readonly name?: string | undefined;
    /**
     * Is it that of the user's credentials? Then other accounts' trails are tried too: a delegated administrator may
     * read them.
     */
    readonly isOwn: boolean;
}

/**
 * Reads all trails of an account: what they are, then the selectors and the status of each, in its home Region. Never
 * rejects: a failure is part of the result.
 */
export async function readAccount(
    api: AccountApi,
    { id: account, name, isOwn }: AccountToRead,
    options: ReadAccountOptions,
): Promise<AccountReading> {
    const { bucketPolicies, excludeRegions, beforeChange } = options;
    const isOfAccount = (trail: ListedTrail) => parseTrailArn(trail.arn)?.account === account;
    const isExcluded = (trail: ListedTrail) => excludeRegions.includes(parseTrailArn(trail.arn)?.region ?? "");
    const isRead = (trail: ListedTrail) => !isExcluded(trail) && (isOwn || isOfAccount(trail));
    const found = await findTrails(api, isRead);
    const readDelivery = bucketPolicies ? deliveryReader(api.delivery) : undefined;
    const failures = [...found.failures];
    const trails: TrailReading[] = [];
    const foreign: ForeignTrail[] = [];
    const excluded: ListedTrail[] = [];
    for (const trail of found.trails) {
        const arn = parseTrailArn(trail.arn);
        if (arn === undefined) {
            failures.push(`a trail is listed with a malformed ARN: ${JSON.stringify(trail.arn)}`);
            continue;
        }
        if (isExcluded(trail)) {
            excluded.push(trail);
            continue;
        }
        if (!isRead(trail)) {
            foreign.push(trail);
            continue;
        }
        const reading = await readTrailOf(
            api,
            { ...trail, name: trail.name || arn.name, homeRegion: trail.homeRegion || arn.region },
            found.descriptions.get(trail.arn),
            { readDelivery, beforeChange },
        );
        if (isOfAccount(trail) || "value" in reading.selectors) {
            trails.push(reading);
        } else {
            foreign.push({ ...trail, failure: reading.selectors.failure });
        }
    }
    return {
        account,
        name,
        readAt: new Date().toISOString(),
        trails,
        foreign,
        failures,
        ...(excluded.length === 0 ? {} : { excluded }),
        ...(await readRegions(api, { account, isOwn }, options)),
    };
}

/**
 * Reads one trail.
 * @param described the answer of `DescribeTrails` about it, if it was called
 */
export async function readTrailOf(
    api: AccountApi,
    trail: ListedTrail,
    described: PlainData | undefined,
    more: {
        readonly readDelivery?: ReturnType<typeof deliveryReader> | undefined;
        readonly beforeChange?: boolean;
    } = {},
): Promise<TrailReading> {
    const { arn, homeRegion } = trail;
    const [description, selectors, status] = await Promise.all([
        described === undefined ? attempt(() => api.getTrail(homeRegion, arn)) : { value: described },
        attempt(() => api.getEventSelectors(homeRegion, arn)),
        attempt(() => api.getTrailStatus(homeRegion, arn)),
    ]);
    const [delivery, beforeChange] = await Promise.all([
        more.readDelivery?.(description),
        more.beforeChange === true ? readBeforeChange(api, trail, description) : undefined,
    ]);
    return {
        ...trail,
        description,
        selectors,
        status,
        ...(delivery === undefined ? {} : { delivery }),
        ...(beforeChange === undefined ? {} : { beforeChange }),
    };
}

async function readBeforeChange(
    api: AccountApi,
    { arn, homeRegion }: ListedTrail,
    description: ApiAnswer,
): Promise<NonNullable<TrailReading["beforeChange"]>> {
    const hasInsights = !("value" in description && description.value.HasInsightSelectors === false);
    const [tags, insights] = await Promise.all([
        attempt(() => api.listTags(homeRegion, arn)),
        hasInsights ? attempt(() => api.getInsightSelectors(homeRegion, arn)) : { value: [] },
    ]);
    return { tags, insights };
}
