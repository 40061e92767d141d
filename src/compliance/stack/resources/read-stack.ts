import { booleanOfText } from "../../../cloudtrail/boolean-text";
import { isRecord } from "../../../cloudtrail/plain-data";
import { isUnknown, Unknown, type Value } from "../../../cloudtrail/value";
import { dataEventsOf } from "./bedrock-resources";
import type {
    AttachedPolicy,
    BucketGrants,
    Declared,
    Link,
    OwnPolicy,
    PublicAccessBlock,
    Stack,
    StackBucket,
    StackDataSource,
    StackKey,
    StackTrail,
} from "./stack";
import { linkOf, type StackResource, type StackRole, text } from "./stack-resource";

/**
 * The same property in the names of Pulumi's two providers, Terraform and CloudFormation: no name has another meaning.
 */
const NAMES = {
    bucketName: ["bucket", "bucketName", "BucketName", "id"],
    keyName: ["arn", "keyId", "key_id", "Arn", "KeyId", "id"],
    bucket: ["bucket", "Bucket"],
    key: ["keyId", "key_id"],
    aliasName: ["name", "aliasName", "AliasName", "arn"],
    targetKey: ["targetKeyId", "target_key_id", "TargetKeyId"],
    keyEnabled: ["isEnabled", "is_enabled", "enabled", "Enabled"],
    keySpec: ["customerMasterKeySpec", "customer_master_key_spec", "keySpec", "KeySpec"],
    policy: ["policy", "policyDocument", "PolicyDocument", "keyPolicy", "KeyPolicy"],
    acl: ["acl", "accessControl", "AccessControl"],
    grants: ["grants", "grant", "accessControlPolicy", "access_control_policy"],
    block: ["publicAccessBlockConfiguration", "PublicAccessBlockConfiguration"],
    ignorePublicAcls: ["ignorePublicAcls", "ignore_public_acls", "IgnorePublicAcls"],
    restrictPublicBuckets: ["restrictPublicBuckets", "restrict_public_buckets", "RestrictPublicBuckets"],
    dataSource: ["dataSourceConfiguration", "data_source_configuration", "DataSourceConfiguration"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The names of all properties that are read: nothing else of a large stack has to be kept. */
export const STACK_PROPERTIES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** The properties of a resource about which nothing is known. */
export function nothingKnownOfResource(): Record<string, unknown> {
    return Object.fromEntries([...STACK_PROPERTIES].map(name => [name, new Unknown()]));
}

/** Is this, in any source, the property in which a resource declares its own policy? */
export function isPolicyProperty(name: string): boolean {
    return (NAMES.policy as readonly string[]).includes(name);
}

/** Does a resource with these properties declare its own policy? */
export function declaresPolicy(given: Readonly<Record<string, unknown>>): boolean {
    return first(given, NAMES.policy) !== undefined;
}

/** A stack with these trails and these resources. */
export function readStack(
    stack: Declared & Pick<Stack, "dialect" | "incomplete" | "trailsUnread">,
    trails: readonly StackTrail[],
    resources: readonly StackResource[],
): Stack {
    const of = (wanted: StackRole) => resources.filter(({ role }) => role === wanted);
    return {
        ...stack,
        trails,
        buckets: of("bucket").map(readBucket),
        bucketPolicies: of("bucket-policy").map(resource => readAttachedPolicy(resource, NAMES.bucket)),
        bucketAcls: of("bucket-acl").map(resource => ({
            ...attached(resource, NAMES.bucket),
            ...readGrants(resource),
        })),
        publicAccessBlocks: of("public-access-block").map(resource => ({
            ...attached(resource, NAMES.bucket),
            ...readBlock(resource.properties),
        })),
        keys: of("key").map(readKey),
        keyAliases: of("key-alias").map(resource => ({
            ...attached(resource, NAMES.targetKey),
            names: texts(resource.properties, NAMES.aliasName),
        })),
        keyPolicies: of("key-policy").map(resource => readAttachedPolicy(resource, NAMES.key)),
        bedrock: of("bedrock").map(resource => ({ ...declared(resource), dataEvents: dataEventsOf(resource.type) })),
        dataSources: of("data-source").map(readDataSource),
    };
}

function declared({ id, label, condition }: StackResource): Declared {
    return { id, label, condition };
}

/** The names of what is nested in a data source's configuration. Terraform writes a block as a list of one. */
const S3_CONFIGURATION = ["s3Configuration", "s3_configuration", "S3Configuration"];
const BUCKET_ARN = ["bucketArn", "bucket_arn", "BucketArn"];

function readDataSource(resource: StackResource): StackDataSource {
    const { properties, dependencies } = resource;
    const property = NAMES.dataSource.find(name => properties[name] !== undefined) ?? NAMES.dataSource[0];
    const inside = (value: unknown, names: readonly string[]): unknown => {
        const [block] = Array.isArray(value) ? value : [value];
        return isRecord(block) && !isUnknown(block) ? first(block, names) : isUnknown(block) ? block : undefined;
    };
    const value = inside(inside(properties[property], S3_CONFIGURATION), BUCKET_ARN);
    return {
        ...declared(resource),
        link: value === undefined ? undefined : { value: text(value), targets: dependencies(property) },
    };
}

function readBucket(resource: StackResource): StackBucket {
    const { properties } = resource;
    const block = first(properties, NAMES.block);
    return {
        ...declared(resource),
        names: texts(properties, NAMES.bucketName),
        ...readOwnPolicy(resource),
        ...readGrants(resource),
        publicAccessBlock: isUnknown(block) ? UNKNOWN_BLOCK : isRecord(block) ? readBlock(block) : undefined,
    };
}

function readKey(resource: StackResource): StackKey {
    const { properties } = resource;
    const enabled = first(properties, NAMES.keyEnabled);
    const spec = first(properties, NAMES.keySpec);
    return {
        ...declared(resource),
        ...readOwnPolicy(resource),
        names: texts(properties, NAMES.keyName),
        enabled: isUnknown(enabled) ? enabled : !isFalse(enabled),
        symmetric: isUnknown(spec) ? spec : spec === undefined || spec === "SYMMETRIC_DEFAULT",
    };
}

function readOwnPolicy({ properties, policyIsObserved }: StackResource): OwnPolicy {
    const policy = first(properties, NAMES.policy);
    return policyIsObserved === true ? { observedPolicy: policy } : { policy };
}

function readGrants({ properties }: StackResource): BucketGrants {
    return { acl: text(first(properties, NAMES.acl)), groups: groupsIn(first(properties, NAMES.grants)) };
}

/** The URIs in grants, in the nesting of any source. */
function groupsIn(value: unknown): Value<string>[] {
    if (isUnknown(value)) {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap(groupsIn);
    }
    return isRecord(value)
        ? [...texts(value, ["uri"]), ...["grants", "grant", "grantee"].flatMap(name => groupsIn(value[name]))]
        : [];
}

function readAttachedPolicy(resource: StackResource, to: readonly string[]): AttachedPolicy {
    return { ...attached(resource, to), document: first(resource.properties, NAMES.policy) };
}

function attached(resource: StackResource, to: readonly string[]): Declared & { readonly link: Link } {
    return { ...declared(resource), link: linkOf(resource, to) };
}

const UNKNOWN_BLOCK: PublicAccessBlock = { ignorePublicAcls: new Unknown(), restrictPublicBuckets: new Unknown() };

function readBlock(properties: StackResource["properties"]): PublicAccessBlock {
    const boolean = (value: unknown): Value<boolean> => (isUnknown(value) ? value : isTrue(value));
    return {
        ignorePublicAcls: boolean(first(properties, NAMES.ignorePublicAcls)),
        restrictPublicBuckets: boolean(first(properties, NAMES.restrictPublicBuckets)),
    };
}

/** CloudFormation reads "true" as true. */
function isTrue(value: unknown): boolean {
    return value === true || booleanOfText(value) === true;
}

function isFalse(value: unknown): boolean {
    return value === false || booleanOfText(value) === false;
}

/** The value of the first of these names that is set. */
function first(properties: StackResource["properties"], names: readonly string[]): unknown {
    const given = names.map(name => properties[name]);
    return given.find(value => value !== undefined && value !== null && value !== "");
}

function texts(properties: StackResource["properties"], names: readonly string[]): Value<string>[] {
    return names.flatMap(name => text(properties[name]) ?? []);
}
