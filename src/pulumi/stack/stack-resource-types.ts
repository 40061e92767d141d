import { BEDROCK_TYPE_NAMES, DATA_SOURCE_TYPE_NAMES } from "../../compliance/stack/resources/bedrock-resources";
import type { StackRole } from "../../compliance/stack/resources/stack-resource";
import { TERRAFORM_ROLES } from "../../compliance/stack/resources/terraform-roles";
import { throughTerraform } from "../resources/through-terraform";

const STACK_ROLES: ReadonlyMap<unknown, StackRole> = new Map<unknown, StackRole>([
    ["aws:s3/bucket:Bucket", "bucket"],
    ["aws:s3/bucketV2:BucketV2", "bucket"],
    ["aws-native:s3:Bucket", "bucket"],
    ["aws:s3/bucketPolicy:BucketPolicy", "bucket-policy"],
    ["aws-native:s3:BucketPolicy", "bucket-policy"],
    ["aws:s3/bucketAcl:BucketAcl", "bucket-acl"],
    ["aws:s3/bucketAclV2:BucketAclV2", "bucket-acl"],
    ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "public-access-block"],
    ["aws:kms/key:Key", "key"],
    ["aws:kms/externalKey:ExternalKey", "key"],
    ["aws:kms/replicaKey:ReplicaKey", "key"],
    ["aws:kms/replicaExternalKey:ReplicaExternalKey", "key"],
    ["aws-native:kms:Key", "key"],
    ["aws-native:kms:ReplicaKey", "key"],
    ["aws:kms/alias:Alias", "key-alias"],
    ["aws-native:kms:Alias", "key-alias"],
    ["aws:kms/keyPolicy:KeyPolicy", "key-policy"],
    ...BEDROCK_TYPE_NAMES.map(name => [name, "bedrock"] as const),
    ...DATA_SOURCE_TYPE_NAMES.map(name => [name, "data-source"] as const),
]);

/** What a resource of this Pulumi type, other than a trail, is to stack policies. */
export function roleOfType(type: unknown): StackRole | undefined {
    return STACK_ROLES.get(type) ?? TERRAFORM_ROLES.get(throughTerraform(type)?.type);
}
