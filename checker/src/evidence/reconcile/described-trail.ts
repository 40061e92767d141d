import { partitionOfArn } from "../../../../src/cloudtrail/bedrock/partition";
import { DIALECTS } from "../../../../src/cloudtrail/selectors/dialect";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import { parseTrailArn } from "../../live/aws/arn";
import type { TrailReading } from "../../live/read/account/account-reading";
import type { ApiAnswer } from "../../live/read/api-answer";
import type { Place } from "../evidence";
import type { TrailState } from "./trail-state";

/** A trail as AWS describes it now. */
export interface DescribedTrail {
    readonly arn: string;
    readonly name: string;
    readonly partition: string;
    /** The account that it belongs to, and its home Region, where calls that change it are recorded. */
    readonly home: Place;
    readonly bucket: string | undefined;
    readonly prefix: string;
    readonly state: TrailState;
    /** The last times that logging was started and stopped, in milliseconds. */
    readonly startedAt: number | undefined;
    readonly stoppedAt: number | undefined;
    /** Why the last delivery to the bucket failed; `null` if it did not, `undefined` if its status is unknown. */
    readonly deliveryError: string | null | undefined;
}

/** Reads what the account says about a trail; what could not be read is unknown. */
export function describeTrail({ arn, name, homeRegion, description, selectors, status }: TrailReading): DescribedTrail {
    const described = answered(description);
    const told = answered(status);
    const bucket = textOf(described, "S3BucketName");
    return {
        arn,
        name,
        partition: partitionOfArn(arn) ?? "aws",
        home: { account: parseTrailArn(arn)?.account ?? "", region: homeRegion },
        bucket,
        prefix: textOf(described, "S3KeyPrefix") ?? "",
        state: {
            selectors:
                "value" in selectors
                    ? { ...readSelectors(selectors.value, DIALECTS["aws-api"]), shownByAws: true }
                    : undefined,
            isLogging: flagOf(told, "IsLogging"),
            isMultiRegion: flagOf(described, "IsMultiRegionTrail"),
            isOrganization: flagOf(described, "IsOrganizationTrail"),
            deliversHere: bucket === undefined ? undefined : true,
        },
        startedAt: timeOf(told, "StartLoggingTime"),
        stoppedAt: timeOf(told, "StopLoggingTime"),
        deliveryError: "value" in status ? (textOf(told, "LatestDeliveryError") ?? null) : undefined,
    };
}

type Answered = Readonly<Record<string, unknown>>;

function answered(answer: ApiAnswer): Answered {
    return "value" in answer ? answer.value : {};
}

function textOf(answer: Answered, name: string): string | undefined {
    const value = answer[name];
    return typeof value === "string" && value !== "" ? value : undefined;
}

function flagOf(answer: Answered, name: string): boolean | undefined {
    const value = answer[name];
    return typeof value === "boolean" ? value : undefined;
}

function timeOf(answer: Answered, name: string): number | undefined {
    const time = Date.parse(textOf(answer, name) ?? "");
    return Number.isNaN(time) ? undefined : time;
}
