import type { CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { UserError } from "../../command-line/user-error";
import { required } from "./answers";
import type { Page } from "./api";
import { awsFailure } from "./calls/aws-failure";
import { call, callForStream, readInTime } from "./calls/call";
import type { Sdk } from "./sdk/sdk";

/** An object that was read. */
export interface ReadObject {
    readonly bytes: Uint8Array;
    /** The user's metadata, with names in lower case and without `x-amz-meta-`. */
    readonly metadata: Readonly<Record<string, string>>;
}

/** A key with which CloudTrail signs digests. */
export interface PublicKey {
    readonly fingerprint: string;
    /** PKCS#1 in DER. */
    readonly der: Uint8Array;
}

/** The calls about delivered log files. A failed one rejects with an `AwsFailure`. */
export interface LogFileApi {
    /** How many milliseconds AWS's clock is ahead of this machine's, judging by its answers: zero at first. */
    clockOffset(): number;
    /** What is directly in a folder of a bucket, as keys; folders end with a slash. */
    listFolder(bucket: string, folder: string, from: string | undefined): Promise<Page<string>>;
    getObject(bucket: string, key: string): Promise<ReadObject>;
    /** The keys that a Region used in a period. */
    listPublicKeys(region: string, from: Date, to: Date, page: string | undefined): Promise<Page<PublicKey>>;
    /** The records, as JSON text, of the calls with a name in a Region's event history for a period. */
    lookupEvents(
        region: string,
        eventName: string,
        from: Date,
        to: Date,
        page: string | undefined,
    ): Promise<Page<string>>;
}

/**
 * The calls about log files, with the user's own credentials.
 * @param seconds how long one attempt may take, and each piece of an object
 */
export function logFileApi(sdk: Sdk, options: S3ClientConfig & CloudTrailClientConfig, seconds: number): LogFileApi {
    // The bucket may be in another Region: S3 says which, and the SDK repeats the call there.
    const s3 = new sdk.S3Client({ ...options, followRegionRedirects: true });
    return {
        clockOffset: () => s3.config.systemClockOffset,
        listFolder: async (bucket, folder, from) => {
            const command = new sdk.ListObjectsV2Command({
                Bucket: bucket,
                Prefix: folder,
                Delimiter: "/",
                ...(from === undefined ? {} : { ContinuationToken: from }),
            });
            const { value } = await call("ListObjectsV2", command, seconds, () => s3.send(command));
            // Only this distinguishes an empty folder from an empty answer.
            required("ListObjectsV2", "KeyCount", value.KeyCount);
            if (value.IsTruncated === true) {
                required("ListObjectsV2", "NextContinuationToken", value.NextContinuationToken);
            }
            const folders = (value.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []);
            const keys = (value.Contents ?? []).flatMap(({ Key }) => Key ?? []);
            return { entries: [...folders, ...keys], next: value.NextContinuationToken };
        },
        getObject: async (bucket, key) => {
            try {
                const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key });
                const { Body, Metadata = {} } = await callForStream("GetObject", command, seconds, () =>
                    s3.send(command),
                );
                // It may be large: what matters is that data keeps coming.
                const bytes = await readInTime(Body as Parameters<typeof readInTime>[0], { piece: seconds });
                return { bytes, metadata: Metadata };
            } catch (error) {
                throw error instanceof UserError ? error : awsFailure("GetObject", error);
            }
        },
        listPublicKeys: async (region, from, to, page) => {
            const client = new sdk.CloudTrailClient({ ...options, region });
            const command = new sdk.ListPublicKeysCommand({
                StartTime: from,
                EndTime: to,
                ...(page === undefined ? {} : { NextToken: page }),
            });
            const { value } = await call("ListPublicKeys", command, seconds, () => client.send(command));
            const keys = required("ListPublicKeys", "PublicKeyList", value.PublicKeyList);
            const entries = keys.flatMap(({ Fingerprint, Value }) =>
                Fingerprint === undefined || Value === undefined ? [] : [{ fingerprint: Fingerprint, der: Value }],
            );
            return { entries, next: value.NextToken };
        },
        lookupEvents: async (region, eventName, from, to, page) => {
            const client = new sdk.CloudTrailClient({ ...options, region });
            const command = new sdk.LookupEventsCommand({
                LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: eventName }],
                StartTime: from,
                EndTime: to,
                ...(page === undefined ? {} : { NextToken: page }),
            });
            const { value } = await call("LookupEvents", command, seconds, () => client.send(command));
            const events = required("LookupEvents", "Events", value.Events);
            return { entries: events.flatMap(({ CloudTrailEvent }) => CloudTrailEvent ?? []), next: value.NextToken };
        },
    };
}
