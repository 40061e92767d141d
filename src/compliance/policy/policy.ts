import type { Recorder } from "../../cloudtrail/selectors/field-rules";
import type { Trail } from "../../cloudtrail/trail";
import type { ConfigSchema } from "../configuration/configuration";
import type { Remediation } from "../findings/change";
import type { Verdict } from "../findings/finding";

/** How a violation is treated: Pulumi's enforcement levels. */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** A control of a compliance framework that truly asks for what a policy checks. */
export interface Framework {
    readonly name: string;
    readonly version: string;
    readonly reference: string;
    readonly specification: string;
}

/** What every policy says of itself: Pulumi Cloud, the reports and the pages of the documentation show it. */
export interface PolicyMetadata {
    /** Also the name of its file and of its page. */
    readonly name: string;
    readonly displayName: string;
    /** One sentence: what must be so. */
    readonly description: string;
    /** Why it matters, for its page. */
    readonly why: string;
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly enforcementLevel: EnforcementLevel;
    readonly tags: readonly string[];
    readonly framework?: Framework;
    /** What to do about a violation, in one or two sentences. */
    readonly remediationSteps: string;
    /** What following the policy costs, where it costs anything. */
    readonly cost?: string;
    readonly configSchema: ConfigSchema;
}

/** Properties of an `aws.cloudtrail.Trail`, for the page of a policy; a test runs both. */
export interface PolicyExamples {
    /** The configuration that the examples need, where they need any. */
    readonly config?: Readonly<Record<string, unknown>>;
    readonly violates: Readonly<Record<string, unknown>>;
    readonly complies: Readonly<Record<string, unknown>>;
}

/** What is used of Bedrock, as far as it is known: by the resources of a stack, or by those of an account. */
export interface BedrockUse {
    /** The resource types of the data events that this makes, each with what makes them, by name. */
    readonly types: ReadonlyMap<string, readonly string[]>;
    /** Why there may be more, as a sentence without its end. */
    readonly unread?: string | undefined;
}

/** A rule over one trail, written once: Pulumi, the checker and the documentation are views of it. */
export interface TrailPolicy<Config = Record<string, unknown>> extends PolicyMetadata {
    readonly kind: "trail";
    /** What it applies to; event data stores only where the configuration includes them. */
    readonly recorders: readonly Recorder[];
    /** Does it also apply to event data stores of other events than CloudTrail's? */
    readonly ofAnyEvents?: true;
    readonly examples: PolicyExamples;
    /** Can its configuration ask for what is used, which only the whole stack tells? */
    readonly asksForUse?: true;
    /**
     * Judges a trail; everything that isn't known yet has an answer of its own.
     * @param use absent where the trail is looked at by itself
     */
    check(trail: Trail, config: Config, use?: BedrockUse): Verdict;
    /** What would make the trail comply, where the policy can tell. It must never make a trail log less. */
    remediate?(trail: Trail, config: Config, use?: BedrockUse): Remediation;
}
