import type { CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { Page } from "./api";
import { awsFailure } from "./aws-failure";

type Sdk = typeof import("./aws-sdk");

/** An object as it was read. */
export interface ReadObject {
    readonly bytes: Uint8Array;
    /** The user's metadata, names in lower case and without `x-amz-meta-`. */
    readonly metadata: Readonly<Record<string, string>>;
}

/** A key that CloudTrail signs digests with. */
export interface PublicKey {
    readonly fingerprint: string;
    /** PKCS#1 in DER. */
    readonly der: Uint8Array;
}

/** The calls about delivered log files. Each one that fails rejects with an `AwsFailure`. */
export interface LogFileApi {
    /** How many milliseconds AWS's clock is ahead of this machine's, as far as its answers tell: at first not at all. */
    clockOffset(): number;
    /** What is directly in a folder of a bucket, as keys; folders end with a slash. */
    listFolder(bucket: string, folder: string, from: string | undefined): Promise<Page<string>>;
    getObject(bucket: string, key: string): Promise<ReadObject>;
    /** The keys that a Region used in a time. */
    listPublicKeys(region: string, from: Date, to: Date, page: string | undefined): Promise<Page<PublicKey>>;
    /** The records, as JSON text, of the calls of a name that a Region's event history has of a time. */
    lookupEvents(
        region: string,
        eventName: string,
        from: Date,
        to: Date,
        page: string | undefined,
    ): Promise<Page<string>>;
}

/** The calls about log files, with the user's own credentials. */
export function logFileApi(sdk: Sdk, options: S3ClientConfig & CloudTrailClientConfig): LogFileApi {
    // The bucket may be in another Region: S3 says which, and the SDK asks again there.
    const s3 = new sdk.S3Client({ ...options, followRegionRedirects: true });
    return {
        clockOffset: () => s3.config.systemClockOffset,
        listFolder: (bucket, folder, from) =>
            call("ListObjectsV2", async () => {
                const {
                    CommonPrefixes = [],
                    Contents = [],
                    NextContinuationToken,
                } = await s3.send(
                    new sdk.ListObjectsV2Command({
                        Bucket: bucket,
                        Prefix: folder,
                        Delimiter: "/",
                        ...(from === undefined ? {} : { ContinuationToken: from }),
                    }),
                );
                const folders = CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []);
                return {
                    entries: [...folders, ...Contents.flatMap(({ Key }) => Key ?? [])],
                    next: NextContinuationToken,
                };
            }),
        getObject: (bucket, key) =>
            call("GetObject", async () => {
                const { Body, Metadata = {} } = await s3.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }));
                return { bytes: (await Body?.transformToByteArray()) ?? new Uint8Array(), metadata: Metadata };
            }),
        listPublicKeys: (region, from, to, page) =>
            call("ListPublicKeys", async () => {
                const client = new sdk.CloudTrailClient({ ...options, region });
                const { PublicKeyList = [], NextToken } = await client.send(
                    new sdk.ListPublicKeysCommand({
                        StartTime: from,
                        EndTime: to,
                        ...(page === undefined ? {} : { NextToken: page }),
                    }),
                );
                const entries = PublicKeyList.flatMap(({ Fingerprint, Value }) =>
                    Fingerprint === undefined || Value === undefined ? [] : [{ fingerprint: Fingerprint, der: Value }],
                );
                return { entries, next: NextToken };
            }),
        lookupEvents: (region, eventName, from, to, page) =>
            call("LookupEvents", async () => {
                const client = new sdk.CloudTrailClient({ ...options, region });
                const { Events = [], NextToken } = await client.send(
                    new sdk.LookupEventsCommand({
                        LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: eventName }],
                        StartTime: from,
                        EndTime: to,
                        ...(page === undefined ? {} : { NextToken: page }),
                    }),
                );
                return { entries: Events.flatMap(({ CloudTrailEvent }) => CloudTrailEvent ?? []), next: NextToken };
            }),
    };
}

async function call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    try {
        return await send();
    } catch (error) {
        throw awsFailure(operation, error);
    }
}
