import { isRecord } from "../../cloudtrail/plain-data";
import { isUnknown, Unknown, type Value } from "../../cloudtrail/value";
import type {
    AttachedPolicy,
    BucketGrants,
    Declared,
    Link,
    OwnPolicy,
    PublicAccessBlock,
    Stack,
    StackBucket,
    StackKey,
    StackTrail,
} from "./stack";
import { linkOf, type StackResource, type StackRole, text } from "./stack-resource";

// The same property in the names of Pulumi's two providers, Terraform and CloudFormation: none has another meaning.
const BUCKET_NAMES = ["bucket", "bucketName", "BucketName", "id"];
const KEY_NAMES = ["arn", "keyId", "key_id", "id"];
const BUCKET = ["bucket", "Bucket"];
const KEY = ["keyId", "key_id"];
const ALIAS_NAMES = ["name", "aliasName", "AliasName", "arn"];
const TARGET_KEY = ["targetKeyId", "target_key_id", "TargetKeyId"];
const KEY_ENABLED = ["isEnabled", "is_enabled", "enabled", "Enabled"];
const KEY_SPEC = ["customerMasterKeySpec", "customer_master_key_spec", "keySpec", "KeySpec"];
const POLICY = ["policy", "policyDocument", "PolicyDocument", "keyPolicy", "KeyPolicy"];
const ACL = ["acl", "accessControl", "AccessControl"];
const GRANTS = ["grants", "accessControlPolicy"];
const BLOCK = ["publicAccessBlockConfiguration", "PublicAccessBlockConfiguration"];
const IGNORE_ACLS = ["ignorePublicAcls", "ignore_public_acls", "IgnorePublicAcls"];
const RESTRICT = ["restrictPublicBuckets", "restrict_public_buckets", "RestrictPublicBuckets"];

/** A stack of these trails and these resources. */
export function readStack(
    stack: Declared & Pick<Stack, "incomplete">,
    trails: readonly StackTrail[],
    resources: readonly StackResource[],
): Stack {
    const of = (wanted: StackRole) => resources.filter(({ role }) => role === wanted);
    return {
        ...stack,
        trails,
        buckets: of("bucket").map(readBucket),
        bucketPolicies: of("bucket-policy").map(resource => readAttachedPolicy(resource, BUCKET)),
        bucketAcls: of("bucket-acl").map(resource => ({
            ...attached(resource, BUCKET),
            ...readGrants(resource),
        })),
        publicAccessBlocks: of("public-access-block").map(resource => ({
            ...attached(resource, BUCKET),
            ...readBlock(resource.properties),
        })),
        keys: of("key").map(readKey),
        keyAliases: of("key-alias").map(resource => ({
            ...attached(resource, TARGET_KEY),
            names: texts(resource.properties, ALIAS_NAMES),
        })),
        keyPolicies: of("key-policy").map(resource => readAttachedPolicy(resource, KEY)),
        bedrock: of("bedrock").map(declared),
    };
}

function declared({ id, label, condition }: StackResource): Declared {
    return { id, label, condition };
}

function readBucket(resource: StackResource): StackBucket {
    const { properties } = resource;
    const block = first(properties, BLOCK);
    return {
        ...declared(resource),
        names: texts(properties, BUCKET_NAMES),
        ...readOwnPolicy(resource),
        ...readGrants(resource),
        publicAccessBlock: isUnknown(block) ? UNKNOWN_BLOCK : isRecord(block) ? readBlock(block) : undefined,
    };
}

function readKey(resource: StackResource): StackKey {
    const { properties } = resource;
    const enabled = first(properties, KEY_ENABLED);
    const spec = first(properties, KEY_SPEC);
    return {
        ...declared(resource),
        ...readOwnPolicy(resource),
        names: texts(properties, KEY_NAMES),
        enabled: isUnknown(enabled) ? enabled : !isFalse(enabled),
        symmetric: isUnknown(spec) ? spec : spec === undefined || spec === "SYMMETRIC_DEFAULT",
    };
}

function readOwnPolicy({ properties, policyIsObserved }: StackResource): OwnPolicy {
    const policy = first(properties, POLICY);
    return policyIsObserved === true ? { observedPolicy: policy } : { policy };
}

function readGrants({ properties }: StackResource): BucketGrants {
    return { acl: text(first(properties, ACL)), groups: groupsIn(first(properties, GRANTS)) };
}

/** The URIs in grants, in the nesting of any source. */
function groupsIn(value: unknown): Value<string>[] {
    if (isUnknown(value)) {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap(groupsIn);
    }
    return isRecord(value) ? [...texts(value, ["uri"]), ...groupsIn(value.grants), ...groupsIn(value.grantee)] : [];
}

function readAttachedPolicy(resource: StackResource, to: readonly string[]): AttachedPolicy {
    return { ...attached(resource, to), document: first(resource.properties, POLICY) };
}

function attached(resource: StackResource, to: readonly string[]): Declared & { readonly link: Link } {
    return { ...declared(resource), link: linkOf(resource, to) };
}

const UNKNOWN_BLOCK: PublicAccessBlock = { ignorePublicAcls: new Unknown(), restrictPublicBuckets: new Unknown() };

function readBlock(properties: StackResource["properties"]): PublicAccessBlock {
    const boolean = (value: unknown): Value<boolean> => (isUnknown(value) ? value : isTrue(value));
    return {
        ignorePublicAcls: boolean(first(properties, IGNORE_ACLS)),
        restrictPublicBuckets: boolean(first(properties, RESTRICT)),
    };
}

/** CloudFormation takes "true" for true. */
function isTrue(value: unknown): boolean {
    return value === true || value === "true";
}

function isFalse(value: unknown): boolean {
    return value === false || value === "false";
}

/** What is given under one of these names. */
function first(properties: StackResource["properties"], names: readonly string[]): unknown {
    const given = names.map(name => properties[name]);
    return given.find(value => value !== undefined && value !== null && value !== "");
}

function texts(properties: StackResource["properties"], names: readonly string[]): Value<string>[] {
    return names.flatMap(name => text(properties[name]) ?? []);
}
