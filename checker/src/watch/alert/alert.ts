import type { CloudTrailEvent } from "../../../../src/cloudtrail/event";
import type { PolicyMetadata } from "../../../../src/compliance/policy/policy";
import type { Caller } from "../calls/caller";

/** What an alert is about. */
export interface AlertResource {
    /** The type's name in Security Hub. */
    readonly type: "AwsCloudTrailTrail" | "AwsS3Bucket" | "AwsKmsKey" | "AwsAccount" | "Other";
    /** Its ARN. */
    readonly id: string;
    readonly name: string;
}

/** Something that somebody must know. */
export interface Alert {
    /** The same however often the same thing is found, so that Security Hub has one finding. */
    readonly id: string;
    /** The rule or the policy. */
    readonly rule: string;
    readonly title: string;
    readonly severity: PolicyMetadata["severity"];
    /** `undetermined`: it can't be decided whether anything is wrong. `settled`: nothing is, any more. */
    readonly status: "violation" | "undetermined" | "settled";
    readonly resource: AlertResource;
    /** When it happened or was seen, ISO 8601. */
    readonly time: string;
    /** What is wrong, line by line, with the event that isn't logged. */
    readonly lines: readonly string[];
    /** That event as data. */
    readonly lost?: CloudTrailEvent | undefined;
    /** The call that caused it, if known. */
    readonly caller?: Caller | undefined;
    /** The commands that restore it, ready to paste. */
    readonly putBack?: string | undefined;
}

/** The title as shown, which says so if it can't be decided. */
export function shownTitle({ title, status }: Pick<Alert, "title" | "status">): string {
    return status === "undetermined" ? `Can't be decided: ${title}` : title;
}
