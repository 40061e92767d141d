import type { KMSClientConfig } from "@aws-sdk/client-kms";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { required, undefinedIfAbsent } from "./answers";
import type { DeliveryApi } from "./api";
import { call } from "./calls/call";
import type { Sdk } from "./sdk/sdk";

/**
 * The calls about buckets and keys, with the credentials of one account.
 * @param seconds how long one attempt may take
 */
export function deliveryApi(sdk: Sdk, options: S3ClientConfig & KMSClientConfig, seconds: number): DeliveryApi {
    // The bucket may be in another Region: S3 says which, and the SDK repeats the call there.
    const s3 = new sdk.S3Client({ ...options, followRegionRedirects: true });
    const kms = (region: string) => new sdk.KMSClient({ ...options, region });
    return {
        getBucketPolicy: bucket => {
            const command = new sdk.GetBucketPolicyCommand({ Bucket: bucket });
            return undefinedIfAbsent(async () => {
                const { value } = await call("GetBucketPolicy", command, seconds, () => s3.send(command));
                return required("GetBucketPolicy", "policy", value.Policy);
            });
        },
        getPublicAccessBlock: bucket => {
            const command = new sdk.GetPublicAccessBlockCommand({ Bucket: bucket });
            return undefinedIfAbsent(async () => {
                const { value } = await call("GetPublicAccessBlock", command, seconds, () => s3.send(command));
                const name = "PublicAccessBlockConfiguration";
                return { ...required("GetPublicAccessBlock", name, value[name]) };
            });
        },
        getBucketAclGroups: async bucket => {
            const command = new sdk.GetBucketAclCommand({ Bucket: bucket });
            const { value } = await call("GetBucketAcl", command, seconds, () => s3.send(command));
            return required("GetBucketAcl", "AccessControlList", value.Grants).flatMap(
                ({ Grantee }) => Grantee?.URI ?? [],
            );
        },
        describeKey: async (region, arn) => {
            const command = new sdk.DescribeKeyCommand({ KeyId: arn });
            const { value } = await call("DescribeKey", command, seconds, () => kms(region).send(command));
            return { ...required("DescribeKey", "KeyMetadata", value.KeyMetadata) };
        },
        getKeyPolicy: async (region, arn) => {
            const command = new sdk.GetKeyPolicyCommand({ KeyId: arn });
            const { value } = await call("GetKeyPolicy", command, seconds, () => kms(region).send(command));
            return required("GetKeyPolicy", "Policy", value.Policy);
        },
    };
}
