import type { Trail } from "../../cloudtrail/trail";
import type { Value } from "../../cloudtrail/value";

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
    readonly region?: string | undefined;
    readonly bucket: Link;
    readonly key: Link;
}

/** What keeps a bucket from being public, as far as it is set. */
export interface PublicAccessBlock {
    readonly ignorePublicAcls: Value<boolean>;
    readonly restrictPublicBuckets: Value<boolean>;
}

/** A bucket, with what stands in its own properties: a policy (JSON text or object), a canned ACL. */
export interface StackBucket extends Named {
    readonly policy?: unknown;
    readonly acl?: Value<string> | undefined;
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

/** A canned ACL that is declared apart from its bucket. */
export interface AttachedAcl extends Declared {
    readonly link: Link;
    readonly acl?: Value<string> | undefined;
}

/** A KMS key, with the policy that stands in its own properties. */
export interface StackKey extends Named {
    readonly policy?: unknown;
}

/** All of a stack that policies over stacks look at, whatever it was written in. */
export interface Stack extends Declared {
    /** Why the source may not show all of it, as a sentence without its end. */
    readonly incomplete?: string | undefined;
    readonly trails: readonly StackTrail[];
    readonly buckets: readonly StackBucket[];
    readonly bucketPolicies: readonly AttachedPolicy[];
    readonly bucketAcls: readonly AttachedAcl[];
    readonly publicAccessBlocks: readonly AttachedBlock[];
    readonly keys: readonly StackKey[];
    readonly keyPolicies: readonly AttachedPolicy[];
    /** Bedrock agents, agent aliases and knowledge bases. */
    readonly bedrock: readonly Declared[];
}
