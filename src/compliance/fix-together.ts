import { requirementOf } from "../cloudtrail/bedrock/requirement";
import { trailSelectorProblems } from "../cloudtrail/recorders/trail-validity";
import { planRemediation } from "../cloudtrail/remediation";
import { repairSelectors } from "../cloudtrail/repair";
import { isUnknown } from "../cloudtrail/value";
import type { PolicyResult } from "./evaluate";
import type { SelectorRepair, TrailChange } from "./findings/change";

/** What a result's text says about the fix, if several results of the trail share it. */
export type SharedFix =
    /** It shows the change that fixes all of them. */
    | { readonly kind: "shown"; readonly change: TrailChange | SelectorRepair }
    /** That policy's result shows it. */
    | { readonly kind: "elsewhere"; readonly policy: string }
    /** What that policy found is in the way and comes first. */
    | { readonly kind: "caused"; readonly policy: string };

type SelectorChange = TrailChange & { readonly kind: "selectors" };

/**
 * One fix for a trail: if several policies would change its event selectors, the list that satisfies all of them is
 * shown once, and the others refer to it; if AWS would refuse the selectors as they are, that comes first.
 * @param results the results of one trail, in the order in which they are shown
 * @returns by the policy's name; nothing for a result with its own fix
 */
export function fixTogether(results: readonly PolicyResult[]): ReadonlyMap<string, SharedFix> {
    const violated = results.filter(({ status }) => status === "violation");
    const cause = violated.find(({ findings }) => findings.some(({ headline }) => headline.id === "not-valid"));
    const caused = cause === undefined ? [] : violated.filter(result => result !== cause && isCaused(result));
    if (cause !== undefined && caused.length > 0) {
        const change = repairOf(cause, caused);
        return new Map<string, SharedFix>([
            ...(change === undefined ? [] : [[cause.policy.name, { kind: "shown", change }] as const]),
            ...caused.map(({ policy }) => [policy.name, { kind: "caused", policy: cause.policy.name }] as const),
        ]);
    }
    const rewritten = rewritesOnce(results, violated);
    return new Map(rewritten.length > 0 ? rewritten : additionsOnce(results, violated));
}

/**
 * Several results may disappear once selectors are fixed that AWS may refuse: the rewritten list is shown once, with what is
 * missing besides.
 */
function rewritesOnce(
    results: readonly PolicyResult[],
    violated: readonly PolicyResult[],
): readonly (readonly [string, SharedFix])[] {
    const rewriting = results.filter(({ findings }) => findings.some(({ change }) => change !== undefined));
    const [cause] = rewriting;
    const adding = violated.filter(changesSelectors);
    const change = cause === undefined ? undefined : repairOf(cause, adding);
    const [first, ...others] = results.filter(result => rewriting.includes(result) || adding.includes(result));
    return first === undefined || change === undefined
        ? []
        : [
              [first.policy.name, { kind: "shown", change }],
              ...others.map(({ policy }) => [policy.name, { kind: "elsewhere", policy: first.policy.name }] as const),
          ];
}

function changesSelectors({ remediation }: PolicyResult): boolean {
    return remediation?.kind === "change" && remediation.change.kind === "selectors";
}

/** The list that adds what any of the policies requires. */
function additionsOnce(
    results: readonly PolicyResult[],
    violated: readonly PolicyResult[],
): readonly (readonly [string, SharedFix])[] {
    const changing = violated.flatMap(({ policy, remediation }) =>
        remediation?.kind === "change" && remediation.change.kind === "selectors"
            ? [{ policy: policy.name, change: remediation.change }]
            : [],
    );
    const [first, ...others] = changing;
    const change = combined(changing.map(each => each.change));
    if (first === undefined || others.length === 0 || change === undefined || !isAccepted(change, results)) {
        return [];
    }
    return [
        [first.policy, { kind: "shown", change }],
        ...others.map(({ policy }) => [policy, { kind: "elsewhere", policy: first.policy }] as const),
    ];
}

/** Is a fix refused only because of selectors that AWS refuses? */
function isCaused({ remediation }: PolicyResult): boolean {
    return remediation?.kind === "refused" && INVALID.has(remediation.reason.id);
}

const INVALID: ReadonlySet<string> = new Set([
    "aws-rejects-result",
    "both-kinds-of-selectors",
    "basic-not-convertible",
]);

/** All plans keep the same selectors, because they are for the same trail: together they add what any of them adds. */
function combined(changes: readonly SelectorChange[]): SelectorChange | undefined {
    const [first] = changes;
    if (first === undefined) {
        return undefined;
    }
    const added = changes.flatMap(({ plan }) => plan.added);
    const once = added.filter(
        ({ requirement }, index) => added.findIndex(other => other.requirement === requirement) === index,
    );
    return { kind: "selectors", plan: { ...first.plan, added: once } };
}

/** Each change is within AWS's limits; all of them together need not be. */
function isAccepted({ plan }: SelectorChange, [result]: readonly PolicyResult[]): boolean {
    const advanced = [...plan.kept, ...plan.added.map(({ selector }) => selector)];
    return trailSelectorProblems({ advanced }, result?.trail.recorder).every(({ severity }) => severity === "warning");
}

/** What the author of selectors that AWS refuses meant, plus what is missing. */
function repairOf({ trail }: PolicyResult, caused: readonly PolicyResult[]): SelectorRepair | undefined {
    const { selectors, recorder, partition } = trail;
    const repair = repairSelectors(selectors, recorder);
    if (repair === undefined) {
        return undefined;
    }
    const missing = caused.flatMap(({ findings }) =>
        findings.flatMap(({ kind, requirement }) => (kind === "violation" ? (requirement ?? []) : [])),
    );
    const required = [...new Set([...missing, ...repair.types])].map(name =>
        requirementOf(name, isUnknown(partition) ? {} : { partition }),
    );
    const plan = planRemediation({ advanced: repair.selectors }, required, recorder);
    if (plan.kind === "refused") {
        return undefined;
    }
    const added = plan.kind === "change" ? plan.added.map(({ selector }) => selector) : [];
    return {
        kind: "repair",
        selectors: [...repair.selectors, ...added],
        replacesBasic: selectors.basic !== undefined,
    };
}
