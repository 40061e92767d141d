import type { Trail } from "../../../cloudtrail/recorders/trail";
import type { Dialect } from "../../../cloudtrail/selectors/dialect";
import type { Value } from "../../../cloudtrail/value";

/** Something that a stack declares. */
export interface Declared {
    /** A URN, an address: unique within the stack. */
    readonly id: string;
    /** The name that people know it by. */
    readonly label: string;
    /** The template condition that decides whether it exists at all. */
    readonly condition?: string | undefined;
}

/** A property that names something else: its value, and what in the stack that value is made from. */
export interface Link {
    readonly value?: Value<string> | undefined;
    readonly targets: readonly string[];
}

/** Something that a link can point to, by any of these names, as far as they are known. */
export interface Named extends Declared {
    readonly names: readonly Value<string>[];
}

/** A trail and what it is linked to. */
export interface StackTrail extends Declared {
    readonly trail: Trail;
    /** The Region that it is created in, if the source shows it. */
    readonly region?: Value<string> | undefined;
    readonly bucket: Link;
    readonly key: Link;
}

/** The settings that keep a bucket from being public, as far as they are set. */
export interface PublicAccessBlock {
    readonly ignorePublicAcls: Value<boolean>;
    readonly restrictPublicBuckets: Value<boolean>;
}

/** The policy (JSON text or object) in a resource's own properties. */
export interface OwnPolicy {
    /** As the stack declares it. */
    readonly policy?: unknown;
    /** As AWS had it at the last refresh; the stack may or may not declare it. */
    readonly observedPolicy?: unknown;
}

/** Whom the ACL of a bucket grants access to. */
export interface BucketGrants {
    /** A canned ACL. */
    readonly acl?: Value<string> | undefined;
    /** The URIs of the groups in single grants; one `Unknown` for unknown grants. */
    readonly groups?: readonly Value<string>[];
}

/** A bucket, with its own properties. */
export interface StackBucket extends Named, OwnPolicy, BucketGrants {
    readonly publicAccessBlock?: PublicAccessBlock | undefined;
}

/** A resource policy that is declared separately from its resource. `document`: JSON text, object, or `Unknown`. */
export interface AttachedPolicy extends Declared {
    readonly link: Link;
    readonly document: unknown;
}

/** A public access block that is declared separately from its bucket. */
export interface AttachedBlock extends Declared, PublicAccessBlock {
    readonly link: Link;
}

/** An ACL that is declared separately from its bucket. */
export interface AttachedAcl extends Declared, BucketGrants {
    readonly link: Link;
}

/** A KMS key, with its own properties. */
export interface StackKey extends Named, OwnPolicy {
    readonly enabled: Value<boolean>;
    /** Is it a symmetric encryption key? */
    readonly symmetric: Value<boolean>;
}

/** Another name of a KMS key. `link` leads to the key. */
export interface StackKeyAlias extends Named {
    readonly link: Link;
}

/** A Bedrock resource whose use produces data events of these types. */
export interface UsedResource extends Declared {
    readonly dataEvents: readonly string[];
}

/** A data source of a knowledge base. `link` leads to the bucket that it reads, if it reads one. */
export interface StackDataSource extends Declared {
    readonly link?: Link | undefined;
}

/** Everything in a stack that stack policies use, whatever its source. */
export interface Stack extends Declared {
    /** What people call it; default "Stack". */
    readonly noun?: string | undefined;
    /** How it writes what it declares: for code that can be pasted. */
    readonly dialect?: Dialect | undefined;
    /** Why the source may not show all of it, as a sentence without the full stop. */
    readonly incomplete?: string | undefined;
    /** Why it may have more trails, and nothing else that matters, as a sentence without the full stop. */
    readonly trailsUnread?: string | undefined;
    readonly trails: readonly StackTrail[];
    readonly buckets: readonly StackBucket[];
    readonly bucketPolicies: readonly AttachedPolicy[];
    readonly bucketAcls: readonly AttachedAcl[];
    readonly publicAccessBlocks: readonly AttachedBlock[];
    readonly keys: readonly StackKey[];
    readonly keyAliases: readonly StackKeyAlias[];
    readonly keyPolicies: readonly AttachedPolicy[];
    /** The Bedrock resources that produce data events when they are used. */
    readonly bedrock: readonly UsedResource[];
    readonly dataSources: readonly StackDataSource[];
    /** Why the source doesn't show whether there are any, as a sentence without the full stop. */
    readonly bedrockUnread?: string | undefined;
}
