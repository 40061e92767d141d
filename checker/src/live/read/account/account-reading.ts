import type { ListedTrail, PlainData } from "../../aws/api";
import type { ApiAnswer } from "../api-answer";
import { isCompleteTelemetry } from "../telemetry/telemetry-reading";
import type { DeliveryReading } from "../trail/read-delivery";
import type { RegionalReading } from "./regional-reading";

/** What was read about one trail. */
export interface TrailReading extends ListedTrail {
    /** From `DescribeTrails` or `GetTrail`. */
    readonly description: ApiAnswer;
    /** From `GetEventSelectors`. */
    readonly selectors: ApiAnswer;
    /** From `GetTrailStatus`. */
    readonly status: ApiAnswer;
    /** About its bucket and its key, if requested. */
    readonly delivery?: DeliveryReading;
    /** What to know before changing it, if requested. */
    readonly beforeChange?: {
        readonly tags: ApiAnswer<Readonly<Record<string, string>>>;
        /** From `GetInsightSelectors`. */
        readonly insights: ApiAnswer<readonly PlainData[]>;
    };
}

/** A trail that is listed in an account but belongs to another one: an organization's, seen from a member. */
export interface ForeignTrail extends ListedTrail {
    /** Why its selectors could not be read from here, if that was tried. */
    readonly failure?: string;
}

/** What was read about one account. */
export interface AccountReading extends RegionalReading {
    readonly account: string;
    /** Its name in the organization. */
    readonly name?: string | undefined;
    /** When, ISO 8601. */
    readonly readAt: string;
    readonly trails: readonly TrailReading[];
    readonly foreign: readonly ForeignTrail[];
    /** The trails that were not read because their Region is excluded. */
    readonly excluded?: readonly ListedTrail[];
    /** Why it may have trails that are not listed here. */
    readonly failures: readonly string[];
}

/** Was everything read that there is to read? */
export function isComplete(reading: AccountReading): boolean {
    const { account, trails, failures, eventDataStores, telemetry, bedrock } = reading;
    return (
        failures.length === 0 &&
        (telemetry === undefined || isCompleteTelemetry(telemetry, account)) &&
        (bedrock?.failures ?? []).length === 0 &&
        (eventDataStores?.failures ?? []).length === 0 &&
        (eventDataStores?.stores ?? []).every(({ description }) => "value" in description) &&
        trails.every(({ description, selectors, status }) =>
            [description, selectors, status].every(answer => "value" in answer),
        )
    );
}
