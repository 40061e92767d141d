/** What to preview, and with which policy packs. */
export interface PreviewOptions {
    /** The folder of a Pulumi project for Node (the one with Pulumi.yaml), or resources without any program. */
    readonly program: string | readonly ResourceDeclaration[];
    /** The policy packs, in the order in which they remediate. */
    readonly packs: readonly PackOptions[];
    /** The stack, optionally as `organization/project/stack`. Default: the only one with a file, or `dev`. */
    readonly stack?: string | undefined;
    /** Configuration of the stack, which overrides its file: `{"aws:region": "eu-west-1"}`. */
    readonly stackConfig?: Readonly<Record<string, unknown>>;
    /**
     * The results of functions, methods, resources that are read and provider-built components, by their tokens: the
     * result, or a list of `{args, result}` if it depends on the arguments. `"[unknown]"` in it stands for an unknown
     * value.
     */
    readonly mocks?: Readonly<Record<string, unknown>>;
    /** How long the whole preview may take, in seconds. Default: 300. */
    readonly timeoutSeconds?: number;
    /** Receives what the program and the packs write, and warnings. By default they go to standard error. */
    readonly onMessage?: (message: PreviewMessage) => void;
    /** Is this text public, so that it is shown even if it is part of a secret? Default: none is. */
    readonly isPublicText?: (text: string) => boolean;
}

/** A policy pack for Node, and its configuration. */
export interface PackOptions {
    /** The folder with its PulumiPolicy.yaml. */
    readonly folder: string;
    /** What `pulumi preview --policy-pack-config` reads: an enforcement level, or an object with properties, by policy. */
    readonly config?: Readonly<Record<string, unknown>> | undefined;
}

/** A resource to check policies against without a program that declares it. */
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

/** A message during a preview, without secrets. */
export interface PreviewMessage {
    /** Did the program or a pack write it, or is it a message for the user? */
    readonly kind: "output" | "warning";
    /** One line or several; it may contain control characters, but none that control a terminal. */
    readonly text: string;
    /** The option that would help. */
    readonly option?: keyof PreviewOptions;
}
