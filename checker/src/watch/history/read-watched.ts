import type { AccountApi } from "../../live/aws/api";
import { parseTrailArn } from "../../live/aws/arn";
import { AwsFailure } from "../../live/aws/calls/aws-failure";
import { readTrailOf } from "../../live/read/account/read-account";
import { attempt } from "../../live/read/api-answer";
import type { WatchedReading } from "./trail-history";

/**
 * Reads everything about a trail.
 * @returns `null` if it is gone
 * @throws AwsFailure if it can't be read: then nothing may be concluded
 */
export async function readWatched(api: AccountApi, arn: string): Promise<WatchedReading> {
    const parsed = parseTrailArn(arn);
    if (parsed === undefined) {
        throw new Error(`${JSON.stringify(arn)} is not the ARN of a trail`);
    }
    const { region, name } = parsed;
    try {
        const description = await api.getTrail(region, arn);
        const reading = await readTrailOf(api, { arn, name, homeRegion: region }, description);
        const { selectors, status } = reading;
        const failure = "failure" in selectors ? selectors.failure : "failure" in status ? status.failure : undefined;
        if (failure !== undefined) {
            throw new Error(failure);
        }
        return { ...reading, insights: await attempt(() => api.getInsightSelectors(region, arn)) };
    } catch (error) {
        if (error instanceof AwsFailure && error.kind === "not-found") {
            return null;
        }
        throw error;
    }
}
