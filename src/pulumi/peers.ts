import { type EvaluationContext, evaluate, type PolicyResult } from "../compliance/evaluate";
import { fixTogether, type SharedFix } from "../compliance/fix-together";
import type { TrailPolicy } from "../compliance/policy/policy";

type GetConfig = () => Record<string, unknown>;

/**
 * The trail policies of a pack. The engine calls each separately, so none of them knows what the others find and how
 * they are configured; but there is one fix for all of them.
 */
export class Peers {
    private readonly configs = new Map<TrailPolicy, GetConfig>();
    /** By the URN of a trail, the policies that the engine has called for it. */
    private readonly asked = new Map<string, Set<TrailPolicy>>();

    /** @param policies in the order in which the engine calls them */
    constructor(private readonly policies: readonly TrailPolicy[]) {}

    /**
     * Remembers the configuration of a policy, whatever resource it is called for: the stack itself comes before the first
     * trail, whose fix has to cover what later policies require.
     */
    configured(policy: TrailPolicy, getConfig: GetConfig): void {
        this.configs.set(policy, getConfig);
    }

    /** Remembers which policy was called for a trail. The engine never calls a disabled policy. */
    note(policy: TrailPolicy, urn: string): void {
        const asked = this.asked.get(urn) ?? new Set();
        this.asked.set(urn, asked.add(policy));
    }

    /** Does this policy report what all of them would report about a resource? The first one that the engine calls does. */
    speaksFor(policy: TrailPolicy, urn: string): boolean {
        const asked = this.asked.get(urn);
        return this.policies.find(peer => asked?.has(peer)) === policy;
    }

    /** How the fix of a result relates to those of the other policies for the same trail. */
    sharedFix(result: PolicyResult, context: EvaluationContext, urn: string): SharedFix | undefined {
        const asked = this.asked.get(urn) ?? new Set();
        // They are called in order: any earlier one that wasn't called is disabled.
        const before = this.policies.slice(0, this.policies.indexOf(result.policy));
        const running = this.policies.filter(peer => asked.has(peer) || !before.includes(peer));
        return this.together(result, context, running).get(result.policy.name);
    }

    /** The same for a result that comes after all others have been reported: it shows the whole fix once more. */
    wholeFix(result: PolicyResult, context: EvaluationContext): SharedFix | undefined {
        const together = this.together(result, context, this.policies);
        return together.get(result.policy.name)?.kind === "elsewhere"
            ? [...together.values()].find(({ kind }) => kind === "shown")
            : together.get(result.policy.name);
    }

    private together(
        result: PolicyResult,
        context: EvaluationContext,
        running: readonly TrailPolicy[],
    ): ReadonlyMap<string, SharedFix> {
        if (result.status !== "violation" && result.status !== "undetermined") {
            return new Map();
        }
        const results = running.flatMap(peer => {
            if (peer === result.policy) {
                return [result];
            }
            const getConfig = this.configs.get(peer);
            if (getConfig === undefined && peer.enforcementLevel === "disabled") {
                return [];
            }
            const evaluation = evaluate(peer, result.trail, getConfig?.() ?? {}, context);
            return "configProblems" in evaluation ? [] : [evaluation];
        });
        return fixTogether(results);
    }
}
