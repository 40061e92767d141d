import { BEDROCK_TYPE_NAMES, DATA_SOURCE_TYPE_NAMES } from "./bedrock-resources";
import type { StackRole } from "./stack-resource";

/** The Terraform resource types, besides trails, that stack policies use. */
export const TERRAFORM_ROLES: ReadonlyMap<unknown, StackRole> = new Map<unknown, StackRole>([
    ["aws_s3_bucket", "bucket"],
    ["aws_s3_bucket_policy", "bucket-policy"],
    ["aws_s3_bucket_acl", "bucket-acl"],
    ["aws_s3_bucket_public_access_block", "public-access-block"],
    ["aws_kms_key", "key"],
    ["aws_kms_external_key", "key"],
    ["aws_kms_replica_key", "key"],
    ["aws_kms_replica_external_key", "key"],
    ["aws_kms_alias", "key-alias"],
    ["aws_kms_key_policy", "key-policy"],
    ...BEDROCK_TYPE_NAMES.map(name => [name, "bedrock"] as const),
    ...DATA_SOURCE_TYPE_NAMES.map(name => [name, "data-source"] as const),
]);
