import { partitionOfRegion } from "../../../../src/cloudtrail/bedrock/partition";
import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { type TrailCall, trailNamedBy } from "../../diff/sides/trail-call";
import { parseTrailArn } from "../../live/aws/arn";

/**
 * The ARN of the trail that a call changed. A bare name means a trail of the account and the Region that were called.
 * @throws Error if the record doesn't say
 */
export function trailOfCall(call: TrailCall): string {
    const named = trailNamedBy(call);
    if (named === undefined) {
        throw new Error(`the record of ${describe(call)} names no trail`);
    }
    if (named.startsWith("arn:")) {
        if (parseTrailArn(named) === undefined) {
            throw new Error(
                `the record of ${describe(call)} names ${JSON.stringify(named)}, which is not a trail's ARN`,
            );
        }
        return named;
    }
    const region = text(call, "awsRegion");
    const account = text(call, "recipientAccountId") ?? accountOf(call);
    const arn = `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}:trail/${named}`;
    if (region === undefined || parseTrailArn(arn) === undefined) {
        throw new Error(`the record of ${describe(call)} does not give the account and the Region of its trail`);
    }
    return arn;
}

/** A call as messages name it. */
export function describe(call: TrailCall): string {
    return `${String(call.eventName)} (event ${String(call.eventID)})`;
}

function accountOf({ userIdentity }: TrailCall): string | undefined {
    return isRecord(userIdentity) ? text(userIdentity, "accountId") : undefined;
}

function text(record: TrailCall, name: string): string | undefined {
    const value = record[name];
    return typeof value === "string" && value !== "" ? value : undefined;
}
