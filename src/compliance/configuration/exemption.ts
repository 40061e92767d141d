import picomatch from "picomatch";
import type { Trail } from "../../cloudtrail/recorders/trail";
import type { PropertySchema } from "./configuration";

/** A trail that need not follow a policy, and why. */
export interface Exemption {
    /** A glob matched against the trail's name, ARN or URN; `*` matches anything. */
    readonly trail: string;
    readonly reason: string;
    /** The last day on which it holds, `YYYY-MM-DD`; without one, it never expires. */
    readonly expires?: string;
}

/** The configuration property that every policy has. */
export const EXEMPTIONS_SCHEMA: PropertySchema = {
    type: "array",
    description:
        "Trails that need not follow this policy. Each has a `trail` and a `reason`, and may have `expires`. They are reported as exempt.",
    items: {
        type: "object",
        properties: {
            trail: {
                type: "string",
                minLength: 1,
                description: "A glob matched against the trail's name, ARN or URN.",
            },
            reason: { type: "string", minLength: 1, description: "Why the trail is exempt." },
            expires: {
                type: "string",
                format: "date",
                description: "The last day on which the exemption holds (YYYY-MM-DD, UTC).",
            },
        },
        required: ["trail", "reason"],
        additionalProperties: false,
    },
};

/** Whether a trail is exempt: not at all, by an exemption that holds, or by one that has expired. */
export interface ExemptionMatch {
    readonly exemption: Exemption;
    readonly expired: boolean;
}

/** Every name of a trail that an exemption may use, as far as they are known. */
export function namesOf({ label, name, arn }: Trail): string[] {
    return [label, name, arn].filter(text => typeof text === "string");
}

/**
 * Finds the exemption of something by its names; one that holds takes precedence over one that has expired.
 * @param today the current day, `YYYY-MM-DD` in UTC
 */
export function findExemption(
    exemptions: readonly Exemption[],
    names: readonly string[],
    today: string,
): ExemptionMatch | undefined {
    const matches = exemptions
        .filter(({ trail: glob }) => names.some(name => isMatch(name, glob)))
        .map(exemption => ({ exemption, expired: exemption.expires !== undefined && exemption.expires < today }));
    return matches.find(({ expired }) => !expired) ?? matches[0];
}

/** The current day, `YYYY-MM-DD` in UTC. */
export function currentDay(): string {
    return new Date().toISOString().slice(0, 10);
}

/** `*` crosses `/` and `:`, because ARNs and URNs are not file paths. */
function isMatch(name: string, glob: string): boolean {
    return name === glob || picomatch.isMatch(name, glob, { bash: true, dot: true, nonegate: true, noextglob: true });
}
