import { isRecord } from "../cloudtrail/plain-data";
import { isUnknown, Unknown, type Value } from "../cloudtrail/value";
import type {
    AttachedAcl,
    AttachedBlock,
    AttachedPolicy,
    Declared,
    Link,
    PublicAccessBlock,
    Stack,
    StackBucket,
    StackKey,
    StackTrail,
} from "../compliance/stack/stack";
import { plainProperties } from "./properties";
import { type PulumiResource, readResource, regionOf } from "./read-resource";
import { STACK_ROLES } from "./stack-resource-types";

/** A resource of a stack, as a policy over stacks sees it. */
export interface PulumiStackResource extends PulumiResource {
    readonly urn: string;
    /** The resources that the value of each property is made from. */
    readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** What policies over stacks look at, of the resources of a stack. */
export function readStack(resources: readonly PulumiStackResource[]): Stack {
    const bedrock: Declared[] = [];
    const trails: StackTrail[] = [];
    const buckets: StackBucket[] = [];
    const bucketPolicies: AttachedPolicy[] = [];
    const bucketAcls: AttachedAcl[] = [];
    const publicAccessBlocks: AttachedBlock[] = [];
    const keys: StackKey[] = [];
    const keyPolicies: AttachedPolicy[] = [];
    for (const resource of resources) {
        switch (STACK_ROLES.get(resource.type)) {
            case undefined:
                trails.push(...readStackTrail(resource));
                break;
            case "bedrock":
                bedrock.push(declared(resource));
                break;
            case "bucket":
                buckets.push(readBucket(resource));
                break;
            case "bucket-policy":
                bucketPolicies.push(readAttachedPolicy(resource, "bucket"));
                break;
            case "bucket-acl":
                bucketAcls.push({ ...attached(resource, "bucket"), acl: text(plainProperties(resource.props).acl) });
                break;
            case "public-access-block":
                publicAccessBlocks.push({
                    ...attached(resource, "bucket"),
                    ...readBlock(plainProperties(resource.props)),
                });
                break;
            case "key":
                keys.push(readKey(resource));
                break;
            case "key-policy":
                keyPolicies.push(readAttachedPolicy(resource, "keyId"));
                break;
        }
    }
    const stack = stackOf(resources);
    return { ...stack, trails, buckets, bucketPolicies, bucketAcls, publicAccessBlocks, keys, keyPolicies, bedrock };
}

/** The stack's own resource, or what a URN tells of it: `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function stackOf(resources: readonly PulumiStackResource[]): Declared {
    const [stack = "", project = ""] = resources[0]?.urn.split("::") ?? [];
    const name = stack.replace("urn:pulumi:", "");
    return { id: `urn:pulumi:${name}::${project}::pulumi:pulumi:Stack::${project}-${name}`, label: name };
}

function declared({ urn, name }: PulumiStackResource): Declared {
    return { id: urn, label: name };
}

function readStackTrail(resource: PulumiStackResource): StackTrail[] {
    const trail = readResource(resource);
    if (trail?.recorder !== "Trail") {
        return [];
    }
    const { of } = trail.dialect;
    const properties = plainProperties(resource.props);
    return [
        {
            ...declared(resource),
            trail,
            region: regionOf(resource.provider, properties),
            bucket: linkOf(resource, properties, of("S3BucketName")),
            key: linkOf(resource, properties, of("KmsKeyId")),
        },
    ];
}

function readBucket(resource: PulumiStackResource): StackBucket {
    const properties = plainProperties(resource.props);
    const { publicAccessBlockConfiguration: block } = properties;
    return {
        ...declared(resource),
        names: texts(properties, ["bucket", "bucketName", "id"]),
        policy: given(resource, properties, "policy"),
        acl: text(given(resource, properties, "acl") ?? properties.accessControl),
        publicAccessBlock: isUnknown(block) ? UNKNOWN_BLOCK : isRecord(block) ? readBlock(block) : undefined,
    };
}

function readKey(resource: PulumiStackResource): StackKey {
    const properties = plainProperties(resource.props);
    return {
        ...declared(resource),
        names: texts(properties, ["arn", "keyId", "id"]),
        policy: given(resource, properties, "policy") ?? properties.keyPolicy ?? undefined,
    };
}

function readAttachedPolicy(resource: PulumiStackResource, property: string): AttachedPolicy {
    const { policy, policyDocument } = plainProperties(resource.props);
    return { ...attached(resource, property), document: policy ?? policyDocument };
}

function attached(resource: PulumiStackResource, property: string): Declared & { readonly link: Link } {
    return { ...declared(resource), link: linkOf(resource, plainProperties(resource.props), property) };
}

function linkOf(
    { propertyDependencies }: PulumiStackResource,
    properties: Record<string, unknown>,
    property: string,
): Link {
    return {
        value: text(properties[property]),
        targets: (propertyDependencies[property] ?? []).map(({ urn }) => urn),
    };
}

/**
 * A property that the provider also computes: where it isn't known and is made from nothing of the program, nobody has
 * given it, and it will be what AWS makes it.
 */
function given(
    { propertyDependencies }: PulumiStackResource,
    properties: Record<string, unknown>,
    property: string,
): unknown {
    const value = properties[property];
    const computed = isUnknown(value) && (propertyDependencies[property] ?? []).length === 0;
    return computed || value === null || value === "" ? undefined : value;
}

const UNKNOWN_BLOCK: PublicAccessBlock = { ignorePublicAcls: new Unknown(), restrictPublicBuckets: new Unknown() };

function readBlock({ ignorePublicAcls, restrictPublicBuckets }: Record<string, unknown>): PublicAccessBlock {
    const boolean = (value: unknown): Value<boolean> => (isUnknown(value) ? value : value === true);
    return {
        ignorePublicAcls: boolean(ignorePublicAcls),
        restrictPublicBuckets: boolean(restrictPublicBuckets),
    };
}

function texts(properties: Record<string, unknown>, names: readonly string[]): Value<string>[] {
    return names.flatMap(name => text(properties[name]) ?? []);
}

function text(value: unknown): Value<string> | undefined {
    return isUnknown(value) || (typeof value === "string" && value !== "") ? value : undefined;
}
