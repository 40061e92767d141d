import type { DeliveryApi, PlainData } from "../../aws/api";
import { type ApiAnswer, attempt } from "../api-answer";

/** What was read about the bucket and the key that a trail delivers with. */
export interface DeliveryReading {
    /** The bucket's policy as JSON text; `null` if it has none. */
    readonly bucketPolicy: ApiAnswer<string | null>;
    /** `null` if the bucket blocks nothing. */
    readonly publicAccessBlock: ApiAnswer<PlainData | null>;
    /** The groups that its ACL grants access to. */
    readonly aclGroups: ApiAnswer<readonly string[]>;
    /** Only for a trail that uses a key. */
    readonly key?: { readonly description: ApiAnswer; readonly policy: ApiAnswer<string> };
}

/** Reads the buckets and keys of one account's trails; shared ones only once. */
export function deliveryReader(api: DeliveryApi): (description: ApiAnswer) => Promise<DeliveryReading | undefined> {
    const buckets = new Map<string, Promise<DeliveryReading>>();
    const keys = new Map<string, Promise<DeliveryReading["key"]>>();
    const once = <T>(known: Map<string, Promise<T>>, name: string, read: () => Promise<T>) => {
        const reading = known.get(name) ?? read();
        known.set(name, reading);
        return reading;
    };
    return async description => {
        const { S3BucketName: bucket, KmsKeyId: key } = "value" in description ? description.value : {};
        if (typeof bucket !== "string" || bucket === "") {
            return undefined;
        }
        const [ofBucket, ofKey] = await Promise.all([
            once(buckets, bucket, () => readBucket(api, bucket)),
            typeof key === "string" && key !== "" ? once(keys, key, () => readKey(api, key)) : undefined,
        ]);
        return { ...ofBucket, ...(ofKey === undefined ? {} : { key: ofKey }) };
    };
}

async function readBucket(api: DeliveryApi, bucket: string): Promise<DeliveryReading> {
    const [bucketPolicy, publicAccessBlock, aclGroups] = await Promise.all([
        attempt(async () => (await api.getBucketPolicy(bucket)) ?? null),
        attempt(async () => (await api.getPublicAccessBlock(bucket)) ?? null),
        attempt(() => api.getBucketAclGroups(bucket)),
    ]);
    return { bucketPolicy, publicAccessBlock, aclGroups };
}

async function readKey(api: DeliveryApi, key: string): Promise<DeliveryReading["key"]> {
    // CloudTrail returns the key's whole ARN, whatever the trail was given.
    const region = key.split(":")[3] ?? "";
    const [description, policy] = await Promise.all([
        attempt(() => api.describeKey(region, key)),
        attempt(() => api.getKeyPolicy(region, key)),
    ]);
    return { description, policy };
}
