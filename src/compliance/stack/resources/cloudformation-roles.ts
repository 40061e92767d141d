import { BEDROCK_TYPE_NAMES, DATA_SOURCE_TYPE_NAMES } from "./bedrock-resources";
import type { StackRole } from "./stack-resource";

/** The CloudFormation resource types, besides trails, that stack policies use. */
export const CLOUDFORMATION_ROLES: ReadonlyMap<unknown, StackRole> = new Map<unknown, StackRole>([
    ["AWS::S3::Bucket", "bucket"],
    ["AWS::S3::BucketPolicy", "bucket-policy"],
    ["AWS::KMS::Key", "key"],
    ["AWS::KMS::ReplicaKey", "key"],
    ["AWS::KMS::Alias", "key-alias"],
    ...BEDROCK_TYPE_NAMES.map(name => [name, "bedrock"] as const),
    ...DATA_SOURCE_TYPE_NAMES.map(name => [name, "data-source"] as const),
]);
