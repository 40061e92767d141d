import type { WireProperties } from "../values/wire";

/** What a policy can see of a resource's options. */
export interface ResourceOptions {
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    readonly deleteBeforeReplace: boolean | undefined;
    readonly additionalSecretOutputs: readonly string[];
    /** In seconds. */
    readonly timeouts: Readonly<Record<"create" | "update" | "delete" | "read", number>>;
}

/** A resource that the program has declared, as policies see it. */
export interface Resource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The URN of the parent, or the empty string. */
    readonly parent: string;
    readonly inputs: WireProperties;
    readonly options: ResourceOptions;
    /** The resource of the provider that is to manage it. */
    readonly provider: Resource | undefined;
    /** URNs. */
    readonly dependencies: readonly string[];
    /** URNs by property. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}
