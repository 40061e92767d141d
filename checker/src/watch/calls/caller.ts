import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { printable } from "../../../../src/cloudtrail/quote";
import type { TrailCall } from "../../diff/sides/trail-call";
import { identityOf } from "../../evidence/records/identity";
import type { RawRecord } from "../../evidence/records/record-fields";

/** A call, and who made it, according to its record. */
export interface Caller {
    readonly call: string;
    readonly eventId: string;
    readonly time: string;
    /** The role session if there is one, because it identifies a person. */
    readonly who: string;
    readonly from: string;
    readonly with: string;
}

const NOT_TOLD = "not in the record";

/** Who made a call. */
export function callerOf(call: TrailCall): Caller {
    const { eventName, eventID, eventTime, sourceIPAddress, userAgent, userIdentity } = call;
    const arn = isRecord(userIdentity) ? textOf(userIdentity.arn) : undefined;
    return {
        call: textOf(eventName) ?? NOT_TOLD,
        eventId: textOf(eventID) ?? NOT_TOLD,
        time: textOf(eventTime) ?? NOT_TOLD,
        who: arn ?? textOf(identityOf(call as RawRecord)) ?? NOT_TOLD,
        from: textOf(sourceIPAddress) ?? NOT_TOLD,
        with: textOf(userAgent) ?? NOT_TOLD,
    };
}

/** On one line: whoever makes a call chooses its user agent, and may not add lines to an alert. */
function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? printable(value) : undefined;
}
