import type { AccountApi, Page, PlainData } from "../../aws/api";
import { BEDROCK_LISTS, type BedrockList } from "../../aws/bedrock-lists";
import { concurrently } from "../../aws/calls/concurrently";
import { readPages } from "../../aws/calls/read-pages";
import { isNotOffered } from "../../aws/regional-api";
import { type ApiAnswer, attempt } from "../api-answer";
import { TelemetryReader, type TelemetryReading } from "../telemetry/telemetry-reading";

/** What was read about an event data store. */
export interface EventDataStoreReading {
    readonly arn: string;
    readonly region: string;
    /** From `GetEventDataStore`. */
    readonly description: ApiAnswer;
}

/** A Bedrock resource of an account. */
export interface BedrockReading {
    /** By its CloudFormation type. */
    readonly type: string;
    readonly name: string;
    readonly region: string;
}

/** What was read about an account in each of its Regions, and why there may be more. */
export interface RegionalReading {
    readonly eventDataStores?: {
        readonly stores: readonly EventDataStoreReading[];
        readonly failures: readonly string[];
    };
    readonly telemetry?: TelemetryReading;
    readonly bedrock?: { readonly resources: readonly BedrockReading[]; readonly failures: readonly string[] };
}

/** What to read in each Region. */
export interface RegionalOptions {
    readonly eventDataStores: boolean;
    readonly telemetryRules: boolean;
    /** The account's Bedrock resources. */
    readonly bedrockUse: boolean;
    readonly excludeRegions: readonly string[];
}

/** How many Regions of an account to read at once. */
const REGIONS_AT_ONCE = 4;

/** Reads what an account has in each of its enabled Regions. Never rejects. */
export async function readRegions(
    { regional }: Pick<AccountApi, "regional">,
    { account, isOwn }: { readonly account: string; readonly isOwn: boolean },
    { eventDataStores, telemetryRules, bedrockUse, excludeRegions }: RegionalOptions,
): Promise<RegionalReading> {
    if (!eventDataStores && !telemetryRules && !bedrockUse) {
        return {};
    }
    const enabled = await readPages("ListRegions", from => regional.listRegions(from));
    const regions = enabled.entries.filter(region => !excludeRegions.includes(region));
    const failures = enabled.failure === undefined ? [] : [enabled.failure];
    const stores: EventDataStoreReading[] = [];
    const storeFailures = [...failures];
    const resources: BedrockReading[] = [];
    const bedrockFailures = [...failures];
    const place = { account, isOwn, regions: enabled.entries, regionsFailure: enabled.failure, excludeRegions };
    const telemetry = telemetryRules ? await TelemetryReader.open({ regional }, place) : undefined;
    await concurrently(regions, REGIONS_AT_ONCE, async region => {
        if (eventDataStores) {
            const listed = await readPages("ListEventDataStores", from => regional.listEventDataStores(region, from));
            storeFailures.push(...(listed.failure === undefined ? [] : [`${region}: ${listed.failure}`]));
            for (const arn of listed.entries) {
                const description = await attempt(() => regional.getEventDataStore(region, arn));
                stores.push({ arn, region, description });
            }
        }
        await telemetry?.readRegion(region);
        for (const list of bedrockUse ? (Object.keys(BEDROCK_LISTS) as BedrockList[]) : []) {
            const { entries, failure } = await readPages(list, from =>
                emptyWhereNotOffered(() => regional.listBedrock(list, region, from)),
            );
            resources.push(...entries.map(name => ({ type: BEDROCK_LISTS[list], name, region })));
            bedrockFailures.push(...(failure === undefined ? [] : [`${region}: ${failure}`]));
        }
    });
    return {
        ...(eventDataStores ? { eventDataStores: { stores, failures: storeFailures } } : {}),
        ...(telemetry === undefined ? {} : { telemetry: telemetry.reading() }),
        ...(bedrockUse ? { bedrock: { resources, failures: bedrockFailures } } : {}),
    };
}

async function emptyWhereNotOffered(ask: () => Promise<Page<string>>): Promise<Page<string>> {
    try {
        return await ask();
    } catch (error) {
        if (isNotOffered(error)) {
            return { entries: [] };
        }
        throw error;
    }
}

/** A store that is being deleted no longer ingests events. */
export function isBeingDeleted(store: PlainData): boolean {
    return store.Status === "PENDING_DELETION";
}
