import type { StackRole } from "../../compliance/stack/resources/stack-resource";

/** The Pulumi resource types, besides trails, that policies over stacks look at. */
export const STACK_ROLES: ReadonlyMap<string, StackRole> = new Map([
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
    ["aws:bedrock/agentAgent:AgentAgent", "bedrock"],
    ["aws:bedrock/agentAgentAlias:AgentAgentAlias", "bedrock"],
    ["aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase", "bedrock"],
    ["aws-native:bedrock:Agent", "bedrock"],
    ["aws-native:bedrock:AgentAlias", "bedrock"],
    ["aws-native:bedrock:KnowledgeBase", "bedrock"],
]);
