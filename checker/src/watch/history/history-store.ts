import { parseTrailArn } from "../../live/aws/arn";
import { awsFailure } from "../../live/aws/calls/aws-failure";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "../watch-sdk";
import { emptyHistory, parseHistory, type TrailHistory } from "./trail-history";

/** A history as it was read, with the tag that shows whether somebody has written it since. */
export interface KeptHistory {
    readonly history: TrailHistory;
    /** Absent: there is none yet. */
    readonly tag?: string | undefined;
}

/** Keeps an object for each trail in a bucket. Calls that fail reject with an `AwsFailure`. */
export class HistoryStore {
    constructor(
        private readonly s3: S3Client,
        private readonly bucket: string,
    ) {}

    /** The history of a trail: empty if nothing is kept. */
    async load(trail: string): Promise<KeptHistory> {
        const key = keyOf(trail);
        try {
            const { Body, ETag } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
            const text = (await Body?.transformToString("utf8")) ?? "";
            return { history: parseHistory(text, `s3://${this.bucket}/${key}`), tag: ETag };
        } catch (error) {
            // S3 says so only to those who may list the bucket; others get an access error.
            if (error instanceof Error && error.name === "NoSuchKey") {
                return { history: emptyHistory(trail) };
            }
            throw error instanceof Error && "$metadata" in error ? awsFailure("GetObject", error) : error;
        }
    }

    /**
     * Keeps a history.
     * @param tag of the history that it was made from
     * @returns `false` if somebody has written another one since: then nothing is saved
     */
    async save(history: TrailHistory, tag: string | undefined): Promise<boolean> {
        const command = new PutObjectCommand({
            Bucket: this.bucket,
            Key: keyOf(history.trail),
            Body: JSON.stringify(history),
            ContentType: "application/json",
            ...(tag === undefined ? { IfNoneMatch: "*" } : { IfMatch: tag }),
        });
        try {
            await this.s3.send(command);
            return true;
        } catch (error) {
            // Source: S3 user guide, "How to prevent object overwrites with conditional writes".
            if (error instanceof Error && /^(PreconditionFailed|ConditionalRequestConflict)$/.test(error.name)) {
                return false;
            }
            throw awsFailure("PutObject", error);
        }
    }

    /** The ARNs of an account's trails that have a history. */
    async list(account: string, partition: string): Promise<readonly string[]> {
        const trails: string[] = [];
        let from: string | undefined;
        do {
            const command = new ListObjectsV2Command({
                Bucket: this.bucket,
                Prefix: `trails/${account}/`,
                ...(from === undefined ? {} : { ContinuationToken: from }),
            });
            const page = await this.s3.send(command).catch(error => {
                throw awsFailure("ListObjectsV2", error);
            });
            for (const { Key = "" } of page.Contents ?? []) {
                const [, owner, region, name] = /^trails\/(\d{12})\/([^/]+)\/([^/]+)\.json$/.exec(Key) ?? [];
                if (owner !== undefined && name !== undefined) {
                    trails.push(`arn:${partition}:cloudtrail:${region}:${owner}:trail/${decodeURIComponent(name)}`);
                }
            }
            from = page.NextContinuationToken;
        } while (from !== undefined);
        return trails;
    }
}

function keyOf(trail: string): string {
    const arn = parseTrailArn(trail);
    if (arn === undefined) {
        throw new Error(`${JSON.stringify(trail)} is not the ARN of a trail`);
    }
    return `trails/${arn.account}/${arn.region}/${encodeURIComponent(arn.name)}.json`;
}
