import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { TrailCall } from "../../diff/sides/trail-call";
import { textAt } from "../../evidence/records/record-fields";
import type { Alert, AlertResource } from "../alert/alert";
import { topicMessage } from "../alert/message";
import { sendAlerts } from "../alert/send";
import type { Outcome, Watch } from "../watch";
import { callerOf } from "./caller";
import { describe, trailOfCall } from "./trail-of-call";

const OTHERS: ReadonlySet<unknown> = new Set([
    "DeleteEventDataStore",
    "PutEventConfiguration",
    "PutInsightSelectors",
    "StopEventDataStoreIngestion",
    "UpdateEventDataStore",
]);

const CLOUDTRAIL = "cloudtrail.amazonaws.com";

/**
 * Is this a call about an event data store, about how a trail's events are enriched and aggregated, or one that ends the
 * coverage of the organization?
 */
export function isOtherCall(call: TrailCall): boolean {
    return (call.eventSource === CLOUDTRAIL && OTHERS.has(call.eventName)) || endsTrustedAccess(call);
}

function endsTrustedAccess({ eventSource, eventName, requestParameters }: TrailCall): boolean {
    return (
        eventSource === "organizations.amazonaws.com" &&
        eventName === "DisableAWSServiceAccess" &&
        isRecord(requestParameters) &&
        requestParameters.servicePrincipal === CLOUDTRAIL
    );
}

/**
 * Reports a call on something for which the watch keeps no history. A deleted or stopped event data store is a loss, and so is
 * the end of trusted access; whether the other calls cause one can't be decided.
 * @throws Error if the alert can't be sent
 */
export async function otherEvent(call: TrailCall, watch: Watch): Promise<Outcome> {
    const caller = callerOf(call);
    const resource = resourceOf(call, watch);
    const found = FOUND[String(call.eventName)]?.(resource);
    if (found === undefined) {
        throw new Error(`${describe(call)} is not watched`);
    }
    const id = `trail-guard/${resource.id}/${caller.eventId}/${found.rule}`;
    const alert: Alert = { ...found, id, resource, time: caller.time, caller };
    await sendAlerts([alert], watch.destinations, [topicMessage(alert)]);
    return { outcome: "alerted", alerts: [id] };
}

type Found = Pick<Alert, "rule" | "title" | "severity" | "status" | "lines" | "putBack">;

const FOUND: Readonly<Record<string, (resource: AlertResource) => Found>> = {
    DeleteEventDataStore: ({ id, name }) => ({
        rule: "watch-event-data-store",
        title: "An event data store was deleted",
        severity: "critical",
        status: "violation",
        lines: [
            `Event data store ${JSON.stringify(name)} no longer receives events. AWS keeps it for 7 days, during which it can be restored.`,
        ],
        putBack: storeCommand("restore-event-data-store", id),
    }),
    StopEventDataStoreIngestion: ({ id, name }) => ({
        rule: "watch-event-data-store",
        title: "An event data store was stopped",
        severity: "critical",
        status: "violation",
        lines: [`Event data store ${JSON.stringify(name)} no longer receives events.`],
        putBack: storeCommand("start-event-data-store-ingestion", id),
    }),
    UpdateEventDataStore: ({ name }) => ({
        rule: "watch-event-data-store",
        title: "An event data store was changed",
        severity: "medium",
        status: "undetermined",
        lines: [
            `Event data store ${JSON.stringify(name)} was changed. Whether it logs less can't be decided, because the watch does not keep its previous selectors.`,
        ],
    }),
    // Source: AWS Organizations user guide, "AWS CloudTrail and AWS Organizations".
    DisableAWSServiceAccess: ({ name }) => ({
        rule: "watch-organization",
        title: "The trails of the organization no longer cover its accounts",
        severity: "critical",
        status: "violation",
        lines: [
            `Account ${name} ended CloudTrail's trusted access to the organization: its trails remain, but no longer record anything in the member accounts.`,
        ],
        putBack: `aws organizations enable-aws-service-access --service-principal ${CLOUDTRAIL}`,
    }),
    PutEventConfiguration: ({ name }) => ({
        rule: "watch-event-configuration",
        title: "The event configuration of a trail or event data store was changed",
        severity: "low",
        status: "undetermined",
        lines: [
            `The event configuration of ${JSON.stringify(name)} was changed. Whether events lose context, or large ones are truncated, can't be decided, because the watch does not keep the previous configuration.`,
        ],
    }),
    PutInsightSelectors: ({ name }) => ({
        rule: "watch-insights",
        title: "The Insights of an event data store were changed",
        severity: "low",
        status: "undetermined",
        lines: [
            `The Insights of event data store ${JSON.stringify(name)} were changed. Whether fewer are detected can't be decided, because the watch does not keep the previous types.`,
        ],
    }),
};

function storeCommand(operation: string, id: string): string | undefined {
    return /^arn:[\w-]+:cloudtrail:[\w-]+:\d+:eventdatastore\/[\w-]+$/.test(id)
        ? `aws cloudtrail ${operation} --event-data-store ${id} --region ${id.split(":")[3]}`
        : undefined;
}

function resourceOf(call: TrailCall, { destinations }: Watch): AlertResource {
    if (endsTrustedAccess(call)) {
        const account = textAt(call, "recipientAccountId") ?? destinations.origin.account;
        return { type: "AwsAccount", id: `AWS::::Account:${account}`, name: account };
    }
    const parameters = isRecord(call.requestParameters) ? call.requestParameters : {};
    const store = textAt(parameters, "eventDataStore");
    if (store === null) {
        const trail = trailOfCall(call);
        return { type: "AwsCloudTrailTrail", id: trail, name: trail.slice(trail.lastIndexOf("/") + 1) };
    }
    const region = textAt(call, "awsRegion");
    const account = textAt(call, "recipientAccountId");
    const id = store.startsWith("arn:")
        ? store
        : `arn:${destinations.origin.partition}:cloudtrail:${region}:${account}:eventdatastore/${store}`;
    return { type: "Other", id, name: store.slice(store.lastIndexOf("/") + 1) };
}
