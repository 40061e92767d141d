import type { Dialect } from "../../../cloudtrail/selectors/dialect";
import type { Trail } from "../../../cloudtrail/trail";
import type { Value } from "../../../cloudtrail/value";

/** Something that a stack declares. */
export interface Declared {
    /** A URN, an address: unique within the stack. */
    readonly id: string;
    /** The name that people know it by. */
    readonly label: string;
    /** The condition of a template that decides whether it is there at all. */
    readonly condition?: string | undefined;
}

/** A property that names something else: what it says, and what the stack declares that its value is made from. */
export interface Link {
    readonly value?: Value<string> | undefined;
    readonly targets: readonly string[];
}

/** Something that a link can point to: by any of these names, as far as they are known. */
export interface Named extends Declared {
    readonly names: readonly Value<string>[];
}

/** A trail and what it is linked to. */
export interface StackTrail extends Declared {
    readonly trail: Trail;
    /** The Region that it is made in, where the source tells. */
    readonly region?: Value<string> | undefined;
    readonly bucket: Link;
    readonly key: Link;
}

/** What keeps a bucket from being public, as far as it is set. */
export interface PublicAccessBlock {
    readonly ignorePublicAcls: Value<boolean>;
    readonly restrictPublicBuckets: Value<boolean>;
}

/** The policy (JSON text or object) that stands in a thing's own properties. */
export interface OwnPolicy {
    /** As the stack declares it. */
    readonly policy?: unknown;
    /** As it was when AWS was last asked; the stack may declare it or not. */
    readonly observedPolicy?: unknown;
}

/** Whom the ACL of a bucket grants something. */
export interface BucketGrants {
    /** A canned ACL. */
    readonly acl?: Value<string> | undefined;
    /** The URIs of the groups that single grants are for; one `Unknown` for grants that aren't known. */
    readonly groups?: readonly Value<string>[];
}

/** A bucket, with what stands in its own properties. */
export interface StackBucket extends Named, OwnPolicy, BucketGrants {
    readonly publicAccessBlock?: PublicAccessBlock | undefined;
}

/** A resource policy that is declared apart from what it belongs to. `document`: JSON text, object, or `Unknown`. */
export interface AttachedPolicy extends Declared {
    readonly link: Link;
    readonly document: unknown;
}

/** A public access block that is declared apart from its bucket. */
export interface AttachedBlock extends Declared, PublicAccessBlock {
    readonly link: Link;
}

/** An ACL that is declared apart from its bucket. */
export interface AttachedAcl extends Declared, BucketGrants {
    readonly link: Link;
}

/** A KMS key, with what stands in its own properties. */
export interface StackKey extends Named, OwnPolicy {
    readonly enabled: Value<boolean>;
    /** Is it a symmetric encryption key? */
    readonly symmetric: Value<boolean>;
}

/** Another name of a KMS key. `link` leads to the key. */
export interface StackKeyAlias extends Named {
    readonly link: Link;
}

/** A resource of Bedrock whose use makes data events of these types. */
export interface UsedResource extends Declared {
    readonly dataEvents: readonly string[];
}

/** A data source of a knowledge base. `link` leads to the bucket that it reads, where it reads one. */
export interface StackDataSource extends Declared {
    readonly link?: Link | undefined;
}

/** All of a stack that policies over stacks look at, whatever it was written in. */
export interface Stack extends Declared {
    /** What people call it; default "Stack". */
    readonly noun?: string | undefined;
    /** How it writes down what it declares: for code that can be pasted. */
    readonly dialect?: Dialect | undefined;
    /** Why the source may not show all of it, as a sentence without its end. */
    readonly incomplete?: string | undefined;
    readonly trails: readonly StackTrail[];
    readonly buckets: readonly StackBucket[];
    readonly bucketPolicies: readonly AttachedPolicy[];
    readonly bucketAcls: readonly AttachedAcl[];
    readonly publicAccessBlocks: readonly AttachedBlock[];
    readonly keys: readonly StackKey[];
    readonly keyAliases: readonly StackKeyAlias[];
    readonly keyPolicies: readonly AttachedPolicy[];
    /** What of Bedrock makes data events when it is used. */
    readonly bedrock: readonly UsedResource[];
    readonly dataSources: readonly StackDataSource[];
    /** Why the source doesn't show whether there are such, as a sentence without its end. */
    readonly bedrockUnread?: string | undefined;
}
