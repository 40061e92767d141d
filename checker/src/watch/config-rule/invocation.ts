import { isRecord } from "../../../../src/cloudtrail/plain-data";

/** Why AWS Config calls: something changed, or it is time. */
export type Notification =
    | { readonly kind: "scheduled"; readonly time: Date }
    | {
          readonly kind: "change";
          readonly time: Date;
          /** The trail's ID in AWS Config. */
          readonly resourceId: string;
          readonly arn: string;
          readonly isDeleted: boolean;
      };

/** A request from AWS Config. */
export interface Invocation {
    readonly notification: Notification;
    /** The token to answer with. */
    readonly resultToken: string;
    /** The account to judge: a member account for an organization rule. */
    readonly account: string;
    /** The trail is no longer in the rule's scope. */
    readonly leftScope: boolean;
}

/** The answer to it is not kept. Source: AWS Config developer guide, "Evaluation modes and trigger types". */
export const TEST_MODE = "TESTMODE";

const TRAIL = "AWS::CloudTrail::Trail";

/**
 * Reads the event that AWS Config sends to the function of a rule.
 * @throws Error that says what is wrong with it
 * Source: AWS Config developer guide, "Example Events for AWS Config Rules"
 */
export function readInvocation(event: unknown): Invocation {
    if (!isRecord(event) || typeof event.invokingEvent !== "string" || typeof event.resultToken !== "string") {
        throw new Error("not an event of an AWS Config rule: it has no invokingEvent, or no resultToken");
    }
    if (typeof event.accountId !== "string" || !/^\d{12}$/.test(event.accountId)) {
        throw new Error("the event of the AWS Config rule has no accountId");
    }
    const parameters = event.ruleParameters;
    if (typeof parameters === "string" && !/^\s*(\{\s*\})?\s*$/.test(parameters)) {
        throw new Error(
            "the parameters of the AWS Config rule have no effect: remove them, and set TRAIL_GUARD_POLICY_CONFIG of its function",
        );
    }
    return {
        notification: notificationOf(parsed(event.invokingEvent)),
        resultToken: event.resultToken,
        account: event.accountId,
        leftScope: event.eventLeftScope === true,
    };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Error("the invokingEvent of the AWS Config rule is not JSON");
    }
}

function notificationOf(invoking: unknown): Notification {
    const { messageType, notificationCreationTime, configurationItem, configurationItemSummary } = isRecord(invoking)
        ? invoking
        : ({} as Readonly<Record<string, unknown>>);
    switch (messageType) {
        case "ScheduledNotification":
            return { kind: "scheduled", time: timeOf(notificationCreationTime) };
        case "ConfigurationItemChangeNotification":
            return changeOf(configurationItem);
        case "OversizedConfigurationItemChangeNotification":
            return changeOf(configurationItemSummary);
        default:
            throw new Error(`the AWS Config rule does not know the message type ${JSON.stringify(messageType)}`);
    }
}

function changeOf(item: unknown): Notification {
    if (!isRecord(item) || item.resourceType !== TRAIL) {
        throw new Error(
            `the AWS Config rule judges ${TRAIL}, but the event is about ${JSON.stringify(isRecord(item) ? item.resourceType : null)}`,
        );
    }
    const { resourceId, ARN, configurationItemStatus, configurationItemCaptureTime } = item;
    const arn = [ARN, item.arn, resourceId].find(text => typeof text === "string" && text.startsWith("arn:"));
    if (typeof resourceId !== "string" || typeof arn !== "string") {
        throw new Error("the configuration item has no resourceId, or no ARN");
    }
    return {
        kind: "change",
        time: timeOf(configurationItemCaptureTime),
        resourceId,
        arn,
        isDeleted: /^ResourceDeleted/.test(String(configurationItemStatus)),
    };
}

function timeOf(text: unknown): Date {
    const time = new Date(typeof text === "string" ? text : Number.NaN);
    if (Number.isNaN(time.getTime())) {
        throw new Error("the event of the AWS Config rule has no time");
    }
    return time;
}
