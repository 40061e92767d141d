import type { RecordFile } from "../record-consumer";
import { useOf } from "./bedrock-record";
import { identityOf } from "./identity";
import { firstText, objectAt, type RawRecord, textAt } from "./record-fields";

/**
 * A Bedrock record in the flat form in which every row of the inventory counts it, which `--events` writes and which
 * Athena's view `bedrock_events` has. It contains nothing else from a record: prompts, tokens and `metadata` in its
 * parameters never get into an output.
 */
export interface BedrockEvent {
    readonly eventID: string | null;
    /** `eventTime`; the time in the file's name if a record has no readable one. */
    readonly time: string;
    /** The account and the Region of the file, which its digest vouches for. */
    readonly account: string;
    readonly region: string;
    /** `Management`, the resource type, or `Data` if the record doesn't name a type. */
    readonly requirement: string;
    readonly eventSource: string | null;
    readonly eventName: string | null;
    readonly readOnly: boolean | null;
    /** The ARN of the resource that was used. */
    readonly resource: string | null;
    /** As the caller named it: an ID or an ARN. */
    readonly model: string | null;
    /** The role rather than the session; for a gateway's anonymous caller, the token's issuer and subject. */
    readonly identity: string | null;
    /** `errorCode` */
    readonly error: string | null;
    /** Where cross-Region inference ran. */
    readonly inferenceRegion: string | null;
    /** The key of the log file. */
    readonly key: string;
}

/** The columns of the flat form, in order. */
export const BEDROCK_EVENT_COLUMNS = [
    "eventID",
    "time",
    "account",
    "region",
    "requirement",
    "eventSource",
    "eventName",
    "readOnly",
    "resource",
    "model",
    "identity",
    "error",
    "inferenceRegion",
    "key",
] as const satisfies readonly (keyof BedrockEvent)[];

/** The properties of `requestParameters` that name the model: Bedrock's, and Mantle's. */
export const MODEL_PARAMETERS = ["modelId", "model"] as const;

/**
 * A Bedrock record in the flat form.
 * @param time when it happened, if the record doesn't say so in a readable form
 */
export function flatten(
    record: RawRecord,
    file: Pick<RecordFile, "account" | "region" | "key">,
    time: string,
): BedrockEvent {
    const { readOnly } = record;
    return {
        eventID: textAt(record, "eventID"),
        time: timeOf(record) ?? time,
        account: file.account,
        region: file.region,
        ...useAndSource(record),
        readOnly: typeof readOnly === "boolean" ? readOnly : null,
        model: firstText(objectAt(record, "requestParameters"), MODEL_PARAMETERS),
        identity: identityOf(record),
        error: textAt(record, "errorCode"),
        inferenceRegion: textAt(objectAt(record, "additionalEventData"), "inferenceRegion"),
        key: file.key,
    };
}

function useAndSource(record: RawRecord): Pick<BedrockEvent, "requirement" | "eventSource" | "eventName" | "resource"> {
    const { requirement, resource } = useOf(record);
    return {
        requirement,
        eventSource: textAt(record, "eventSource"),
        eventName: textAt(record, "eventName"),
        resource,
    };
}

/** The format of CloudTrail's times; also a regular expression for Athena. */
export const EVENT_TIME = "^\\d{4}-(0\\d|1[0-2])-([0-2]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ$";

const eventTime = new RegExp(EVENT_TIME);

/** When a record says that it happened; `null` if that isn't in CloudTrail's format. */
export function timeOf(record: RawRecord): string | null {
    const time = textAt(record, "eventTime");
    return time !== null && eventTime.test(time) ? time : null;
}

/** Where the time is in the name of a log file; also a regular expression for Athena. */
export const KEY_TIME = "_(\\d{4})(\\d{2})(\\d{2})T(\\d{2})(\\d{2})Z_[^/]*$";

const keyTime = new RegExp(KEY_TIME);

/** The time in the name of a log file: when it was written, to the minute. `null` if its name has none. */
export function timeOfKey(key: string): string | null {
    const [, year, month, day, hour, minute] = keyTime.exec(key) ?? [];
    const time = `${year}-${month}-${day}T${hour}:${minute}:00Z`;
    return eventTime.test(time) ? time : null;
}
