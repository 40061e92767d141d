import { quote } from "../../../src/cloudtrail/quote";
import { UserError } from "../command-line/user-error";
import type { AwsApi, ListedTrail } from "../live/aws/api";
import { parseTrailArn } from "../live/aws/arn";
import { missingCredentials } from "../live/aws/calls/missing-credentials";
import type { TrailReading } from "../live/read/account/account-reading";
import { readTrailOf } from "../live/read/account/read-account";
import { findTrails } from "../live/read/trail/find-trails";
import type { Question } from "./question";

/** A trail of an account, and where it delivers. */
export interface LiveTrail {
    readonly reading: TrailReading;
    readonly account: string;
    readonly isOrganization: boolean;
    /** `undefined` if that could not be read. */
    readonly bucket: string | undefined;
    /** The folder of its log files: ends with `AWSLogs/`. */
    readonly folder: string;
}

/**
 * The trail that a question is about; `undefined` if it is about files alone.
 * @throws UserError if there is no such trail, or several
 */
export async function findTrailAsked(
    { source, trail }: Pick<Question, "source" | "trail">,
    connected: () => Promise<AwsApi>,
): Promise<LiveTrail | undefined> {
    return source === undefined || trail !== undefined ? findLiveTrail(await connected(), trail) : undefined;
}

/**
 * The trail with a name or an ARN; without one, the only visible trail.
 * @throws UserError if there is no such trail, or several
 */
export async function findLiveTrail(aws: AwsApi, nameOrArn: string | undefined): Promise<LiveTrail> {
    const api = aws.ownAccount();
    const { trails, descriptions, failures } = await findTrails(api, () => true);
    const fits = ({ arn, name }: ListedTrail) => nameOrArn === undefined || arn === nameOrArn || name === nameOrArn;
    const [found, ...others] = trails.filter(fits);
    if (found === undefined) {
        const [missing] = failures.flatMap(failure => missingCredentials(failure) ?? []);
        if (missing !== undefined) {
            throw new UserError(missing);
        }
        const why = failures.length === 0 ? "" : ` (${[...new Set(failures)].join("; ")})`;
        throw new UserError(
            nameOrArn === undefined
                ? `no trail is visible with these credentials${why}: name a folder or s3://BUCKET/PREFIX`
                : `no trail ${quote(nameOrArn)} is visible with these credentials${why}`,
        );
    }
    if (others.length > 0) {
        const arns = [found, ...others].map(({ arn }) => arn).sort();
        throw new UserError(`there are several trails: name one with --trail: ${arns.join(", ")}`);
    }
    const arn = parseTrailArn(found.arn);
    if (arn === undefined) {
        throw new UserError(`the ARN of the trail ${quote(found.arn)} is not readable`);
    }
    const listed = { ...found, name: found.name || arn.name, homeRegion: found.homeRegion || arn.region };
    const reading = await readTrailOf(api, listed, descriptions.get(found.arn));
    const { S3BucketName, S3KeyPrefix, IsOrganizationTrail } =
        "value" in reading.description ? reading.description.value : {};
    const prefix = typeof S3KeyPrefix === "string" && S3KeyPrefix !== "" ? `${S3KeyPrefix.replace(/\/$/, "")}/` : "";
    return {
        reading,
        account: arn.account,
        isOrganization: IsOrganizationTrail === true,
        bucket: typeof S3BucketName === "string" && S3BucketName !== "" ? S3BucketName : undefined,
        folder: `${prefix}AWSLogs/`,
    };
}
