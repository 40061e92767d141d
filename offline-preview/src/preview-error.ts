import type { PreviewOptions } from "./preview-options";

/** The option that would help, and the key within it, if there is one. */
export interface Remedy {
    readonly option: keyof PreviewOptions;
    readonly key?: string;
}

/** Why a preview has no result: the program, a pack, an option or the time failed. */
export class PreviewError extends Error {
    /** The message, without the option that would help. */
    readonly reason: string;
    /** What the program or the pack itself says, such as a stack trace: one line each. */
    readonly details: readonly string[];
    readonly remedy: Remedy | undefined;

    constructor(
        reason: string,
        { details = [], remedy }: { readonly details?: readonly string[]; readonly remedy?: Remedy | undefined } = {},
    ) {
        super(remedy === undefined ? reason : `${reason} (see the option ${remedy.option})`);
        this.name = "PreviewError";
        this.reason = reason;
        this.details = details;
        this.remedy = remedy;
    }

    /** The same error with different text. */
    map(change: (text: string) => string): PreviewError {
        return new PreviewError(change(this.reason), { details: this.details.map(change), remedy: this.remedy });
    }
}

/** An option with an invalid value. */
export class InvalidOptionError extends PreviewError {
    /** The option, or the part of it: `mocks`, `packs[0].config`. */
    readonly path: string;
    readonly problem: string;

    /** @param where its place within the option */
    constructor(path: string, problem: string, where = "") {
        const located = where === "" ? problem : `${where}: ${problem}`;
        super(`${path}: ${located}`);
        this.name = "InvalidOptionError";
        this.path = path;
        this.problem = located;
    }

    override map(change: (text: string) => string): PreviewError {
        return new InvalidOptionError(this.path, change(this.problem));
    }
}

/** A configuration of policies that the pack doesn't have, which the Pulumi engine silently accepts. */
export class UnknownPoliciesError extends PreviewError {
    readonly pack: string;
    /** The names that the pack doesn't have. */
    readonly unknown: readonly string[];
    /** The names that its configuration can have. */
    readonly policies: readonly string[];

    constructor(pack: string, unknown: readonly string[], policies: readonly string[]) {
        const list = unknown.map(name => JSON.stringify(name)).join(", ");
        super(`the configuration of policy pack ${pack} names policies that the pack does not have: ${list}`);
        this.name = "UnknownPoliciesError";
        this.pack = pack;
        this.unknown = unknown;
        this.policies = policies;
    }

    override map(): PreviewError {
        return this;
    }
}
