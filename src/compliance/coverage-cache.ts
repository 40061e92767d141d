import { KNOWN_PARTITIONS } from "../cloudtrail/bedrock/partition";
import { type Operations, type Requirement, requirementOf } from "../cloudtrail/bedrock/requirement";
import { type Coverage, coverage } from "../cloudtrail/coverage/coverage";
import type { Trail } from "../cloudtrail/recorders/trail";
import { planRemediation, type RemediationPlan } from "../cloudtrail/remediation";
import type { TrailSelectors } from "../cloudtrail/selectors/event-selector";
import { isUnknown } from "../cloudtrail/value";

// Many trails have the same selectors, and a source may read them as one object, so a decision about it is kept.
const decided = new WeakMap<TrailSelectors, Map<string, unknown>>();

function memoize<Answer>(
    { selectors, recorder, partition }: Trail,
    question: readonly string[],
    decide: () => Answer,
): Answer {
    const answers = decided.get(selectors) ?? new Map<string, unknown>();
    decided.set(selectors, answers);
    const key = [recorder, isUnknown(partition) ? "?" : partition, ...question].join(" ");
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
        inAnyPartition(
            requirementsFor(trail, name, operations).map(requirement =>
                coverage(trail.selectors, requirement, trail.recorder),
            ),
        ),
    );
}

/** What makes a trail log these requirements. */
export function remediationOf(trail: Trail, names: readonly string[], operations: Operations = "all"): RemediationPlan {
    return memoize(trail, ["remediation", operations, ...names], () =>
        planRemediation(
            trail.selectors,
            names.flatMap(name => requirementsFor(trail, name, operations)),
            trail.recorder,
        ),
    );
}

/** The requirement, in every partition that the trail may be in, because ARNs begin with it. */
function requirementsFor({ partition }: Trail, name: string, operations: Operations): Requirement[] {
    const partitions = isUnknown(partition) ? KNOWN_PARTITIONS : [partition];
    return partitions.map(known => requirementOf(name, { operations, partition: known }));
}

/** The answer, if it is the same in all partitions; otherwise it depends on the Region. */
function inAnyPartition(answers: readonly Coverage[]): Coverage {
    const [first, ...others] = answers as [Coverage, ...Coverage[]];
    const decided = others.every(({ logged }) => isViolated(logged) === isViolated(first.logged));
    if (decided && !answers.some(({ logged }) => logged === "unknown")) {
        return first;
    }
    const dependsOn = answers.flatMap(answer => answer.dependsOn ?? []);
    return others.length === 0
        ? first
        : {
              requirement: first.requirement,
              logged: "unknown",
              dependsOn: dependsOn.length > 0 ? dependsOn : [["Region"]],
          };
}

function isViolated(logged: Coverage["logged"]): boolean {
    return logged === "some" || logged === "none";
}
