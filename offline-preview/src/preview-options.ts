/** What is to be previewed, and with which policy packs. */
export interface PreviewOptions {
    /** The folder of a Pulumi project for Node, the one of its Pulumi.yaml; or resources, without any program. */
    readonly program: string | readonly ResourceDeclaration[];
    /** The policy packs, in the order in which they remediate. */
    readonly packs: readonly PackOptions[];
    /** The stack, perhaps as `organization/project/stack`. Default: the only one that has a file, or `dev`. */
    readonly stack?: string | undefined;
    /** Configuration of the stack, over what its file says: `{"aws:region": "eu-west-1"}`. */
    readonly stackConfig?: Readonly<Record<string, unknown>>;
    /**
     * What functions, methods, resources that are read and components of providers answer, by their tokens: the result,
     * or a list of `{args, result}` where it depends on the arguments. `"[unknown]"` in it isn't known.
     */
    readonly mocks?: Readonly<Record<string, unknown>>;
    /** How long all of it may take. Default: 300. */
    readonly timeoutSeconds?: number;
    /** Hears what the program and the packs write, and warnings. By default they go to standard error. */
    readonly onMessage?: (message: PreviewMessage) => void;
    /** Is this text known to everyone, so that it is shown even where it is part of a secret? Default: none is. */
    readonly isPublicText?: (text: string) => boolean;
}

/** A policy pack for Node, and how it is configured. */
export interface PackOptions {
    /** The folder of its PulumiPolicy.yaml. */
    readonly folder: string;
    /** What `pulumi preview --policy-pack-config` reads: an enforcement level, or an object with properties, by policy. */
    readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/** A resource that policies are asked about without a program that declares it. */
export interface ResourceDeclaration {
    /** Its type, as in a URN: `aws:s3/bucket:Bucket`. */
    readonly type: string;
    readonly name: string;
    /** Its inputs: JSON, `UNKNOWN`, and `secret(…)`. */
    readonly properties?: Readonly<Record<string, unknown>>;
    /** Its options, as policies see them in `opts`. */
    readonly options?: {
        readonly protect?: boolean;
        readonly ignoreChanges?: readonly string[];
        readonly deleteBeforeReplace?: boolean;
        readonly additionalSecretOutputs?: readonly string[];
    };
}

/** Something that is said during a preview, without secrets. */
export interface PreviewMessage {
    /** Was it written by the program or a pack, or should the user know it? */
    readonly kind: "output" | "warning";
    /** One line or several; it may hold control characters, but none that steer a terminal. */
    readonly text: string;
    /** The option that would help. */
    readonly option?: keyof PreviewOptions;
}
