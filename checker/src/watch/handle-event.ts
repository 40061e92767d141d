import { isRecord } from "../../../src/cloudtrail/plain-data";
import { isTrailCall, type TrailCall, wasRefused } from "../diff/sides/trail-call";
import { deliveryEvent, isDeliveryCall } from "./calls/delivery-event";
import { isOtherCall, otherEvent } from "./calls/other-events";
import { trailCallEvent } from "./calls/trail-call-event";
import { dailyCheck } from "./daily-check";
import type { Outcome, Watch } from "./watch";

/**
 * Handles an event that EventBridge delivers: a call that CloudTrail recorded, or the schedule of the daily check.
 * @throws Error for anything it doesn't know or can't handle completely, so that the event ends up in the dead-letter queue
 */
export async function handleEvent(event: unknown, watch: Watch): Promise<Outcome> {
    if (isRecord(event) && event["detail-type"] === "Scheduled Event" && event.source === "aws.events") {
        return dailyCheck(watch);
    }
    if (!isRecord(event) || event["detail-type"] !== "AWS API Call via CloudTrail" || !isRecord(event.detail)) {
        throw new Error(`the watch does not know this event: ${shown(event)}`);
    }
    const call = event.detail;
    const { eventID, eventTime, eventName } = call;
    if (typeof eventID !== "string" || typeof eventTime !== "string" || Number.isNaN(Date.parse(eventTime))) {
        throw new Error(`the record has no eventID or no eventTime: ${shown(event)}`);
    }
    const handle = handlerOf(call);
    if (handle === undefined) {
        throw new Error(`the watch does not know the call ${String(call.eventSource)} ${String(eventName)}`);
    }
    return wasRefused(call) ? { outcome: "refused", alerts: [] } : handle(call, watch);
}

/** The handler of a call; `undefined` if the watch doesn't know the call. */
export function handlerOf(call: TrailCall): ((call: TrailCall, watch: Watch) => Promise<Outcome>) | undefined {
    const { eventSource, eventName, requestParameters } = call;
    const ofTrails = eventSource === "cloudtrail.amazonaws.com";
    const ofStore = isRecord(requestParameters) && "eventDataStore" in requestParameters;
    const isInsights = ofTrails && eventName === "PutInsightSelectors" && !ofStore;
    if (isTrailCall(call) || isInsights || (ofTrails && eventName === "CreateTrail")) {
        return trailCallEvent;
    }
    return isDeliveryCall(call) ? deliveryEvent : isOtherCall(call) ? otherEvent : undefined;
}

function shown(event: unknown): string {
    return (JSON.stringify(event) ?? "nothing").slice(0, 500);
}
