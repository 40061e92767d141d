import type { Wire } from "./values/wire";

/** A violation that a policy reported. */
export interface Violation {
    readonly policy: string;
    readonly level: "advisory" | "mandatory";
    readonly urn: string;
    readonly message: string;
}

/** What a policy changed in the inputs of a resource. */
export interface Remediation {
    readonly policy: string;
    readonly urn: string;
    /** The original inputs, with secrets and unknown values named as such. */
    readonly before: Wire;
    readonly after: Wire;
}

/** A resource that the program declares. */
export interface DeclaredResource {
    readonly urn: string;
    /** The URN of its parent, or the empty string. */
    readonly parent: string;
}

/** The outcome of a preview. */
export interface PreviewResult {
    /** In the order in which they were declared, the stack first. */
    readonly resources: readonly DeclaredResource[];
    readonly violations: readonly Violation[];
    readonly remediations: readonly Remediation[];
    /** URNs of components that only a provider can build: their contents were not seen. */
    readonly unseen: readonly string[];
    /**
     * The tokens of functions, and the types of existing resources, that had no mock: what the program would do with their
     * results was not seen.
     */
    readonly unanswered: readonly string[];
    /**
     * The keys of the stack's encrypted configuration values that kept policies from deciding: the real preview decrypts them.
     */
    readonly undecrypted: readonly string[];
}
