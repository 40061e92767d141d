import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { TRAIL_ACTIONS, type TrailAction } from "../evidence";
import type { RecordConsumer } from "../record-consumer";

const NAMES: ReadonlySet<unknown> = new Set(TRAIL_ACTIONS);

/** Collects the calls that changed trails: there are few, so they are kept whole. */
export function trailActionConsumer(): RecordConsumer<readonly TrailAction[]> {
    const actions: TrailAction[] = [];
    return {
        consume(record, { key, trust, account, region }) {
            const { eventSource, eventName, eventTime, requestParameters, userIdentity, errorCode, eventID } = record;
            if (
                eventSource !== "cloudtrail.amazonaws.com" ||
                !NAMES.has(eventName) ||
                typeof eventTime !== "string" ||
                trust === "invalid" ||
                trust === "unnamed"
            ) {
                return false;
            }
            const by = isRecord(userIdentity) ? userIdentity.arn : undefined;
            actions.push({
                account: textOr(record.recipientAccountId, account),
                region: textOr(record.awsRegion, region),
                time: eventTime,
                eventName: eventName as TrailAction["eventName"],
                ...namedTrail(requestParameters),
                by: typeof by === "string" ? by : null,
                ...(typeof errorCode === "string" ? { errorCode } : {}),
                eventID: textOr(eventID, ""),
                key,
            });
            return false;
        },
        take: () => actions,
    };
}

/**
 * The trail that a call's parameters name: an empty name if they don't. A record omits parameters of more than 100 kB,
 * the name with them. Source: CloudTrail user guide, "CloudTrail record contents", requestParameters.
 */
export function namedTrail(requestParameters: unknown): Pick<TrailAction, "trail" | "requestParameters"> {
    const parameters = isRecord(requestParameters) ? requestParameters : { omitted: true };
    return { trail: textOr(parameters.name ?? parameters.trailName, ""), requestParameters: parameters };
}

function textOr(value: unknown, otherwise: string): string {
    return typeof value === "string" ? value : otherwise;
}
