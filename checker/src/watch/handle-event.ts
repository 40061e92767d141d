import { isRecord } from "../../../src/cloudtrail/plain-data";
import { isTrailCall, type TrailCall } from "../diff/sides/trail-call";
import { deliveryEvent, isDeliveryCall } from "./calls/delivery-event";
import { isOtherCall, otherEvent } from "./calls/other-events";
import { trailCallEvent } from "./calls/trail-call-event";
import { dailyCheck } from "./daily-check";
import type { Outcome, Watch } from "./watch";

/**
 * Handles an event that EventBridge delivers: a call that CloudTrail recorded, or the schedule of the daily check.
 * @throws Error for whatever it doesn't know or can't handle to its end, so that the event ends in the dead-letter queue
 */
export async function handleEvent(event: unknown, watch: Watch): Promise<Outcome> {
    if (isRecord(event) && event["detail-type"] === "Scheduled Event" && event.source === "aws.events") {
        return dailyCheck(watch);
    }
    if (!isRecord(event) || event["detail-type"] !== "AWS API Call via CloudTrail" || !isRecord(event.detail)) {
        throw new Error(`not an event that the watch knows: ${shown(event)}`);
    }
    const call = event.detail;
    const { eventID, eventTime, eventName } = call;
    if (typeof eventID !== "string" || typeof eventTime !== "string" || Number.isNaN(Date.parse(eventTime))) {
        throw new Error(`a record without its eventID or its eventTime: ${shown(event)}`);
    }
    const handle = handlerOf(call);
    if (handle === undefined) {
        throw new Error(`the watch does not know the call ${String(call.eventSource)} ${String(eventName)}`);
    }
    return call.errorCode === undefined ? handle(call, watch) : { outcome: "refused", alerts: [] };
}

/** Who handles a call; `undefined` where the watch doesn't know it. */
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
