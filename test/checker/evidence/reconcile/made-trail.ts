import type { Gap, Place, TrailAction } from "../../../../checker/src/evidence/evidence";
import { costlyFieldsOf } from "../../../../checker/src/evidence/reconcile/matcher";
import { reconcile } from "../../../../checker/src/evidence/reconcile/reconcile";
import type { ReadingContext } from "../../../../checker/src/evidence/record-consumer";
import type { TrailReading } from "../../../../checker/src/live/read/account/account-reading";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import { countRecords, PLACE, SETUP, type Written } from "../made-records";

/** Selectors in the names of the API: what GetEventSelectors answers. */
export type ApiSelectors = Readonly<Record<string, unknown>>;

/** An advanced selector of the API, from its fields and their `Equals` values. */
export function selector(fields: Readonly<Record<string, readonly string[]>>) {
    return { FieldSelectors: Object.entries(fields).map(([Field, Equals]) => ({ Field, Equals })) };
}

export const MANAGEMENT = selector({ eventCategory: ["Management"] });
export const AGENTS = selector({ eventCategory: ["Data"], "resources.type": ["AWS::Bedrock::AgentAlias"] });

/** Logs management events and what agents do. */
export const BOTH: ApiSelectors = { AdvancedEventSelectors: [MANAGEMENT, AGENTS] };

/** A multi-Region trail that is logging, with overridable answers from AWS. */
export function trail(
    selectors: ApiSelectors,
    status: Record<string, unknown> = {},
    description: Record<string, unknown> = {},
): TrailReading {
    return {
        arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
        name: "audit",
        homeRegion: "us-east-1",
        description: {
            value: { IsMultiRegionTrail: true, IsOrganizationTrail: false, S3BucketName: "logs", ...description },
        },
        selectors: { value: selectors },
        status: { value: { IsLogging: true, StartLoggingTime: "2026-01-01T00:00:00Z", ...status } },
    };
}

/** A call of PutEventSelectors with these selectors, or another call. */
export function action(
    time: string,
    selectors: ApiSelectors | undefined,
    changes: Partial<TrailAction> = {},
): TrailAction {
    return {
        ...PLACE,
        time,
        eventName: "PutEventSelectors",
        trail: "audit",
        by: "arn:aws:iam::111122223333:user/admin",
        requestParameters: { trailName: "audit", ...(selectors === undefined ? {} : lowerFirst(selectors)) },
        eventID: `${time} PutEventSelectors`,
        key: "key",
        ...changes,
    } as TrailAction;
}

/** As records name their parameters: `AdvancedEventSelectors` is `advancedEventSelectors`. */
function lowerFirst(value: object): object {
    const lower = (entry: unknown): unknown =>
        typeof entry === "object" && entry !== null
            ? Array.isArray(entry)
                ? entry.map(lower)
                : lowerFirst(entry)
            : entry;
    return Object.fromEntries(
        Object.entries(value).map(([name, entry]) => [name.charAt(0).toLowerCase() + name.slice(1), lower(entry)]),
    );
}

/** What is reconciled by default: a day that was read to its end, as soon as it had ended. */
export function context(changes: Partial<ReadingContext> = {}): ReadingContext {
    return {
        from: SETUP.from,
        to: SETUP.to,
        readAt: SETUP.to,
        trail: trail(BOTH),
        places: [PLACE],
        trailActions: [],
        gaps: [],
        holes: [],
        ...changes,
    };
}

/** A gap of some hours of the day. */
export function gap(from: string, to: string, reason: Gap["reason"], place: Place = PLACE): Gap {
    const logging = reason === "logging-stopped" ? "off" : "unknown";
    const time = { from: `2026-11-02T${from}:00Z`, to: `2026-11-02T${to}:00Z` };
    return { ...place, trail: null, ...time, reason, logging, logFiles: 0 };
}

/** Reconciles records, as a run does. */
export function reconcileRecords(records: readonly Written[], of: ReadingContext) {
    const answered = of.trail?.selectors;
    const now =
        answered !== undefined && "value" in answered ? readSelectors(answered.value, DIALECTS["aws-api"]) : undefined;
    const kept = costlyFieldsOf(now);
    const { sightings } = countRecords(records, { ...SETUP, costlyFields: kept });
    return reconcile({ sightings, kept, context: of });
}

/** The verdicts: `account region requirement: promised, verdict`, without the account and the Region if they are PLACE. */
export function verdicts(records: readonly Written[], of: ReadingContext): readonly string[] {
    return reconcileRecords(records, of).reconciliation.map(({ account, region, requirement, promised, verdict }) => {
        const place = account === PLACE.account && region === PLACE.region ? "" : `${account} ${region} `;
        return `${place}${requirement.replace("AWS::Bedrock::", "")}: ${promised}, ${verdict}`;
    });
}
