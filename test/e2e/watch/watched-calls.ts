import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPLETE, dataEvents } from "../../checker/live/trails";
import type { Invoked } from "./deployed-function";

export type Json = Readonly<Record<string, unknown>>;

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";
export const MANAGEMENT = COMPLETE[0];
export const S3_EVENTS = dataEvents("AWS::S3::Object");
const FIXTURES = join(__dirname, "../../fixtures/records");

/** A real record, published by DataDog's stratus-red-team. */
export const real = (name: string): Json =>
    JSON.parse(readFileSync(join(FIXTURES, `stratus-tamper-${name}.json`), "utf8"));

/** The same as if it had been made to a trail of the moto server's account. */
export const madeOf = (record: Json, trail: string, more: Json = {}): Json => ({
    ...record,
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    eventTime: new Date().toISOString(),
    requestParameters: { ...(record.requestParameters as Json), name: trail, trailName: trail },
    responseElements: null,
    ...more,
});

export const delivered = (detail: Json): Json => ({
    version: "0",
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.cloudtrail",
    account: ACCOUNT,
    region: REGION,
    detail,
});

export const SCHEDULE = { version: "0", "detail-type": "Scheduled Event", source: "aws.events", account: ACCOUNT };

/** Selectors of the API as a record writes them. */
const inRecord = (value: unknown): unknown =>
    Array.isArray(value)
        ? value.map(inRecord)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
                Object.entries(value).map(([name, entry]) => [
                    `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
                    inRecord(entry),
                ]),
            )
          : value;

export const selectorsCall = (trail: string, selectors: readonly unknown[], id: string): Json =>
    madeOf(real("PutEventSelectors"), trail, {
        eventID: id,
        requestParameters: { trailName: trail, advancedEventSelectors: inRecord(selectors) },
    });

export const value = (invoked: Invoked) => {
    assert.ok("value" in invoked, JSON.stringify(invoked));
    return invoked.value as { readonly outcome: string; readonly alerts: readonly string[] };
};

export const error = (invoked: Invoked) => {
    assert.ok("error" in invoked, JSON.stringify(invoked));
    return invoked.error;
};
