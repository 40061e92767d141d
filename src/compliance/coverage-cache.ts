import { type Operations, type Requirement, requirementOf } from "../cloudtrail/bedrock/requirement";
import { type Coverage, coverage } from "../cloudtrail/coverage/coverage";
import { planRemediation, type RemediationPlan } from "../cloudtrail/remediation";
import type { TrailSelectors } from "../cloudtrail/selectors/event-selector";
import type { Trail } from "../cloudtrail/trail";

// Many trails have the same selectors, and a source may read them as one object: what was decided of it stands.
const decided = new WeakMap<TrailSelectors, Map<string, unknown>>();

function memoize<Answer>(
    { selectors, recorder, partition }: Trail,
    question: readonly string[],
    decide: () => Answer,
): Answer {
    const answers = decided.get(selectors) ?? new Map<string, unknown>();
    decided.set(selectors, answers);
    const key = [recorder, partition, ...question].join(" ");
    const known = answers.get(key);
    if (known !== undefined) {
        return known as Answer;
    }
    const answer = decide();
    answers.set(key, answer);
    return answer;
}

/** Whether a trail logs a requirement. */
export function coverageOf(trail: Trail, name: string, operations: Operations = "all"): Coverage {
    return memoize(trail, ["logs", operations, name], () =>
        coverage(trail.selectors, requirementFor(trail, name, operations), trail.recorder),
    );
}

/** What makes a trail log these requirements. */
export function remediationOf(trail: Trail, names: readonly string[], operations: Operations = "all"): RemediationPlan {
    return memoize(trail, ["remediation", operations, ...names], () =>
        planRemediation(
            trail.selectors,
            names.map(name => requirementFor(trail, name, operations)),
            trail.recorder,
        ),
    );
}

function requirementFor({ partition }: Trail, name: string, operations: Operations): Requirement {
    return requirementOf(name, { operations, partition });
}
