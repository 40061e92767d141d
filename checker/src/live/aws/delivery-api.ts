import type { KMSClientConfig } from "@aws-sdk/client-kms";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import type { DeliveryApi } from "./api";
import { awsFailure } from "./aws-failure";

type Sdk = typeof import("./aws-sdk");

/** The calls about buckets and keys, with the credentials of one account. */
export function deliveryApi(sdk: Sdk, options: S3ClientConfig & KMSClientConfig): DeliveryApi {
    // The bucket may be in another Region: S3 says which, and the SDK asks again there.
    const s3 = new sdk.S3Client({ ...options, followRegionRedirects: true });
    const kms = (region: string) => new sdk.KMSClient({ ...options, region });
    return {
        getBucketPolicy: bucket =>
            call("GetBucketPolicy", "NoSuchBucketPolicy", async () => {
                const { Policy } = await s3.send(new sdk.GetBucketPolicyCommand({ Bucket: bucket }));
                return Policy;
            }),
        getPublicAccessBlock: bucket =>
            call("GetPublicAccessBlock", "NoSuchPublicAccessBlockConfiguration", async () => {
                const answer = await s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket: bucket }));
                return { ...answer.PublicAccessBlockConfiguration };
            }),
        getBucketAclGroups: bucket =>
            call("GetBucketAcl", undefined, async () => {
                const { Grants = [] } = await s3.send(new sdk.GetBucketAclCommand({ Bucket: bucket }));
                return Grants.flatMap(({ Grantee }) => Grantee?.URI ?? []);
            }),
        describeKey: (region, arn) =>
            call("DescribeKey", undefined, async () => {
                const { KeyMetadata } = await kms(region).send(new sdk.DescribeKeyCommand({ KeyId: arn }));
                return { ...KeyMetadata };
            }),
        getKeyPolicy: (region, arn) =>
            call("GetKeyPolicy", undefined, async () => {
                const { Policy } = await kms(region).send(new sdk.GetKeyPolicyCommand({ KeyId: arn }));
                return Policy;
            }),
    };
}

/** @param absent the error that means that there is nothing of the kind */
async function call<T>(operation: string, absent: string | undefined, send: () => Promise<T>): Promise<T | undefined> {
    try {
        return await send();
    } catch (error) {
        if (absent !== undefined && (error as Error).name === absent) {
            return undefined;
        }
        throw awsFailure(operation, error);
    }
}
