import type { Trail } from "../../cloudtrail/recorders/trail";
import type { Recorder } from "../../cloudtrail/selectors/field-rules";
import type { ConfigSchema } from "../configuration/configuration";
import type { Remediation } from "../findings/change";
import type { Verdict } from "../findings/finding";

/** How a violation is treated: Pulumi's enforcement levels. */
export type EnforcementLevel = "advisory" | "mandatory" | "remediate" | "disabled";

/** A control of a compliance framework that really requires what a policy checks. */
export interface Framework {
    readonly name: string;
    readonly version: string;
    readonly reference: string;
    readonly specification: string;
}

/** The metadata of every policy, shown by Pulumi Cloud, the reports and the documentation. */
export interface PolicyMetadata {
    /** Also the name of its file and of its page. */
    readonly name: string;
    readonly displayName: string;
    /** One sentence: the requirement. */
    readonly description: string;
    /** Why it matters, for its page. */
    readonly why: string;
    readonly severity: "low" | "medium" | "high" | "critical";
    readonly enforcementLevel: EnforcementLevel;
    readonly tags: readonly string[];
    readonly framework?: Framework;
    /** What to do about a violation, in one or two sentences. */
    readonly remediationSteps: string;
    /** What complying with the policy costs, if anything. */
    readonly cost?: string;
    readonly configSchema: ConfigSchema;
}

/** Properties of an `aws.cloudtrail.Trail`, for the policy's page; a test runs both. */
export interface PolicyExamples {
    /** The configuration that the examples need, if any. */
    readonly config?: Readonly<Record<string, unknown>>;
    readonly violates: Readonly<Record<string, unknown>>;
    readonly complies: Readonly<Record<string, unknown>>;
}

/** The use of Bedrock, as far as it is known: by the resources of a stack, or of an account. */
export interface BedrockUse {
    /** The resource types of the data events that this produces, each with the names of what uses it. */
    readonly types: ReadonlyMap<string, readonly string[]>;
    /** Why there may be more, as a sentence without the full stop. */
    readonly unread?: string | undefined;
}

/** A rule for one trail, written once: Pulumi, the checker and the documentation are views of it. */
export interface TrailPolicy<Config = Record<string, unknown>> extends PolicyMetadata {
    readonly kind: "trail";
    /** What it applies to; event data stores only if the configuration includes them. */
    readonly recorders: readonly Recorder[];
    /** Does it also apply to event data stores for events other than CloudTrail's? */
    readonly ofAnyEvents?: true;
    readonly examples: PolicyExamples;
    /** Can its configuration require the types in use, which only the whole stack shows? */
    readonly asksForUse?: true;
    /**
     * Checks a trail; there is a separate answer for unknown values.
     * @param use absent if the trail is checked by itself
     */
    check(trail: Trail, config: Config, use?: BedrockUse): Verdict;
    /** What would make the trail comply, if the policy knows. It must never make a trail log less. */
    remediate?(trail: Trail, config: Config, use?: BedrockUse): Remediation;
}
