import { type EvaluationContext, evaluate, type PolicyResult } from "../compliance/evaluate";
import { fixTogether, type SharedFix } from "../compliance/fix-together";
import type { TrailPolicy } from "../compliance/policy/policy";

type GetConfig = () => Record<string, unknown>;

/**
 * The policies over trails of a pack. The engine asks each by itself, so that none of them knows what the others find and how
 * they are configured; but the fix of a trail is one for all of them.
 */
export class Peers {
    private readonly configs = new Map<TrailPolicy, GetConfig>();

    /** @param policies in the order in which the engine asks them */
    constructor(private readonly policies: readonly TrailPolicy[]) {}

    /** Remembers where the configuration of a policy is to be had. The engine never asks a policy that is disabled. */
    note(policy: TrailPolicy, getConfig: GetConfig): void {
        if (!this.configs.has(policy)) {
            this.configs.set(policy, getConfig);
        }
    }

    /** How the fix of a result goes with those of the other policies for the same trail. */
    sharedFix(result: PolicyResult, context: EvaluationContext): SharedFix | undefined {
        return this.together(result, context).get(result.policy.name);
    }

    /** The same for a result that comes after all others have been reported: it shows the whole fix once more. */
    wholeFix(result: PolicyResult, context: EvaluationContext): SharedFix | undefined {
        const together = this.together(result, context);
        return together.get(result.policy.name)?.kind === "elsewhere"
            ? [...together.values()].find(({ kind }) => kind === "shown")
            : together.get(result.policy.name);
    }

    private together(result: PolicyResult, context: EvaluationContext): ReadonlyMap<string, SharedFix> {
        if (result.status !== "violation" && result.status !== "undetermined") {
            return new Map();
        }
        const results = this.policies.flatMap(peer => {
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
