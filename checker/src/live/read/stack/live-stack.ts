import type { Trail } from "../../../../../src/cloudtrail/recorders/trail";
import { DIALECTS } from "../../../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown, type Value } from "../../../../../src/cloudtrail/value";
import type {
    PublicAccessBlock,
    Stack,
    StackBucket,
    StackKey,
    StackTrail,
} from "../../../../../src/compliance/stack/resources/stack";
import type { TrailReading } from "../account/account-reading";
import type { ApiAnswer } from "../api-answer";
import type { DeliveryReading } from "../trail/read-delivery";

/** A stack that declares nothing. */
export const EMPTY_STACK: Omit<Stack, "id" | "label"> = {
    dialect: DIALECTS["aws-api"],
    trails: [],
    buckets: [],
    bucketPolicies: [],
    bucketAcls: [],
    publicAccessBlocks: [],
    keys: [],
    keyAliases: [],
    keyPolicies: [],
    bedrock: [],
    bedrockUnread: "whether the account uses Bedrock is read only with --bedrock-use",
    dataSources: [],
};

/** A live trail as stack policies see it. */
export function stackTrail({ arn, homeRegion }: TrailReading, trail: Trail): StackTrail {
    return {
        id: arn,
        label: trail.label,
        trail,
        region: homeRegion,
        bucket: { value: trail.s3BucketName, targets: [] },
        key: { value: trail.kmsKeyId, targets: [] },
    };
}

/** A live trail with its bucket and its key, as if a stack had declared them together. */
export function deliveryStack(reading: TrailReading, trail: Trail, delivery: DeliveryReading): Stack {
    const bucket = readBucket(trail.s3BucketName ?? new Unknown(), delivery);
    return {
        ...EMPTY_STACK,
        id: reading.arn,
        label: trail.label,
        trails: [stackTrail(reading, trail)],
        buckets: [bucket],
        publicAccessBlocks: [{ ...ACCOUNT_BLOCK, link: { value: trail.s3BucketName, targets: [bucket.id] } }],
        keys: delivery.key === undefined || trail.kmsKeyId === undefined ? [] : [readKey(trail.kmsKeyId, delivery.key)],
    };
}

// The public access block of the bucket's own account is not read: only that account could show it.
const ACCOUNT_BLOCK = {
    id: "account-public-access-block",
    label: "the public access block of the account",
    ignorePublicAcls: new Unknown(),
    restrictPublicBuckets: new Unknown(),
};

function readBucket(name: Value<string>, delivery: DeliveryReading): StackBucket {
    const groups = known(delivery.aclGroups);
    return {
        id: "bucket",
        label: isUnknown(name) ? "of the trail" : name,
        names: [name],
        policy: known(delivery.bucketPolicy) ?? undefined,
        groups: isUnknown(groups) ? [groups] : groups,
        publicAccessBlock: readBlock(known(delivery.publicAccessBlock)),
    };
}

function readBlock(block: Value<Readonly<Record<string, unknown>> | null>): PublicAccessBlock {
    return isUnknown(block)
        ? { ignorePublicAcls: block, restrictPublicBuckets: block }
        : {
              ignorePublicAcls: block?.IgnorePublicAcls === true,
              restrictPublicBuckets: block?.RestrictPublicBuckets === true,
          };
}

function readKey(arn: Value<string>, { description, policy }: NonNullable<DeliveryReading["key"]>): StackKey {
    const metadata = known(description);
    return {
        id: "key",
        label: isUnknown(arn) ? "of the trail" : arn,
        names: [arn],
        policy: known(policy) ?? undefined,
        enabled: isUnknown(metadata) ? metadata : metadata.Enabled === true,
        symmetric: isUnknown(metadata) ? metadata : metadata.KeySpec === "SYMMETRIC_DEFAULT",
    };
}

function known<T>(answer: ApiAnswer<T>): Value<T> {
    return "value" in answer ? answer.value : new Unknown(undefined, answer.failure);
}
